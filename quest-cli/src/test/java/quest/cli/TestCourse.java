package quest.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import quest.stage.Scene;

/// A small course in a folder of its own, and a command to call in it.
final class TestCourse {

    static final String STUB = """
            package quest.exercises.lesson01;

            import static quest.exercises.Todo.todo;

            public final class Doorbell {
                public int ring() {
                    throw todo("ring once");
                }
            }
            """;

    final Course course;
    private final List<Scene> scenes;

    /// What a call printed, and how it ended.
    record Called(int exitCode, String out, String err) {
    }

    TestCourse(Path home, Scene... scenes) {
        this.course = new Course(home, home.resolve("quest-cli/target/app"), "./quest");
        this.scenes = List.of(scenes);
        write(course.testLibraries().resolve("junit.jar"), "");
        list("lesson01 Doorbell 2", "lesson01 ReadyQueue 1", "lesson02 MiniPromise 3");
        for (var exercise : new Desk(course).exercises()) {
            var text = STUB.replace("Doorbell", exercise.name()).replace("lesson01", exercise.lesson());
            write(course.stubs().resolve(exercise.key() + ".java"), text);
            write(course.exerciseSources().resolve(exercise.sourcePath()), text);
        }
    }

    void list(String... lines) {
        write(course.exerciseList(), "# the exercises\n" + String.join("\n", lines) + "\n");
    }

    Exercise exercise(String name) {
        return new Desk(course).named(name);
    }

    Path file(String exercise) {
        return course.exerciseSources().resolve(exercise(exercise).sourcePath());
    }

    /// The learner writes this where the stub said `throw todo`.
    void solve(String exercise, String code) {
        var stub = Sources.read(course.stubs().resolve(exercise(exercise).key() + ".java"));
        write(file(exercise), stub.replace("throw todo(\"ring once\");", code));
    }

    /// As if the tests had been run on the learner's file as it is now.
    void result(String exercise, State state, double points, ExerciseResult.Test... tests) {
        var it = exercise(exercise);
        var group = new ExerciseResult.Group("A group", points, it.points(), List.of(tests));
        var result = new ExerciseResult(it.lesson(), it.name(), Sources.hash(file(exercise)), state, points,
                it.points(), List.of(group), null);
        new ResultFiles(course).write(result, course.ownResults().resolve(it.key() + ".json"));
    }

    static ExerciseResult.Test test(String name, State state) {
        return new ExerciseResult.Test(name, name, state, null, null, 1);
    }

    Called call(String... args) {
        return call(false, args);
    }

    Called callAtATerminal(String... args) {
        return call(true, args);
    }

    private Called call(boolean terminal, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), terminal, false, true);
        var errors = Screen.plain(new PrintStream(err, true, StandardCharsets.UTF_8));
        var exitCode = Quest.commandLine(session(screen), errors).execute(args);
        return new Called(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Session session(Screen screen) {
        return new Session(course, new Desk(course), new Scenes(scenes), new Notebook(course), screen);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
