package quest.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/// The course on this machine: where its parts are, and how its command is called here. Immutable.
///
/// @param home the root folder, which holds `exercises/` and the lessons
/// @param app the folder of the jars that the last build has made
/// @param call what a learner types to call the command, `./quest` or `quest`
record Course(Path home, Path app, String call) {

    /// The four lessons, in order.
    static final List<Lesson> LESSONS = List.of(
            new Lesson(1, "lesson01-event-loop", "The event loop", "one thread, many heroes"),
            new Lesson(2, "lesson02-futures", "Futures", "a promise of treasure"),
            new Lesson(3, "lesson03-tasks", "Tasks", "a party that leaves together"),
            new Lesson(4, "lesson04-game-server", "The game server", "open the gates"));

    /// The course as the launchers describe it, in system properties.
    static Course fromLauncher() {
        var home = Path.of(System.getProperty("quest.home", "")).toAbsolutePath().normalize();
        var app = System.getProperty("quest.app");
        return new Course(home, app == null ? home.resolve("quest-cli/target/app") : Path.of(app),
                File.separatorChar == '\\' ? "quest" : "./quest");
    }

    Path exerciseList() {
        return home.resolve("exercises/exercises.txt");
    }

    Path exerciseSources() {
        return home.resolve("exercises/src/main/java");
    }

    Path exerciseTests() {
        return home.resolve("exercises/src/test/java");
    }

    /// What the tests' kit reads: JUnit's settings, and the extension that it finds by itself.
    Path exerciseTestResources() {
        return home.resolve("exercises/src/test/resources");
    }

    Path hints() {
        return home.resolve("exercises/hints");
    }

    /// The exercises as they were before anyone touched them.
    Path stubs() {
        return home.resolve("quest-cli/src/main/resources/stubs");
    }

    Path solutionSources() {
        return home.resolve("solutions/src/main/java");
    }

    /// What `mvn test` leaves of each exercise's last run.
    Path mavenResults() {
        return home.resolve("exercises/target/grade/results");
    }

    /// The jars of JUnit and AssertJ, for the exercises' tests.
    Path testLibraries() {
        return app.resolve("exercise-lib");
    }

    /// What the command keeps for this learner on this machine. Git does not see it.
    Path notes() {
        return home.resolve(".quest");
    }

    /// What `check` leaves of each exercise's last run.
    Path ownResults() {
        return notes().resolve("results");
    }

    /// A file as a learner looks for it: from the course's root, with forward slashes on every system.
    String show(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var shown = absolute.startsWith(home) ? home.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }
}
