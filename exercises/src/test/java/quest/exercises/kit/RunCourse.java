package quest.exercises.kit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

/// What `mvn test` runs here: the tests of every exercise that has been begun; then the scoreboard.
///
/// Surefire could run them too. This does, because an exercise may end or block its JVM, because a JVM for each
/// exercise that nobody has touched would take half a second and more, and because the scoreboard is what the learner
/// should read.
///
/// Exit code 0: green. 10: red; then there is also the file `target/grade/not-right-yet.txt`, by which Maven fails the
/// build without a page of its own. 3: the environment is at fault. Never 1, which is what a JVM ends with that cannot
/// start or breaks.
final class RunCourse {
    private static final int RED = 10;

    /// It was asked for something that is not there.
    private static final class WrongUsage extends Exception {
        WrongUsage(String message) {
            super(message);
        }
    }

    private final PrintStream out;
    private final Path folder;
    private final Path grade;
    private final String strict;
    private final String only;
    private final Launcher launcher = LauncherFactory.create();

    /// @param folder the module `exercises`
    /// @param strict empty: what is not started is not held against anybody; `true`: it is; `lesson02`: it is, and only
    ///        that lesson counts
    /// @param only empty for all, or what Maven's `-Dtest` names, like `ReadyQueueTest,Timer*`
    RunCourse(PrintStream out, Path folder, String strict, String only) {
        this.out = out;
        this.folder = folder;
        this.grade = folder.resolve("target/grade");
        this.strict = strict;
        this.only = only;
    }

    public static void main(String[] args) {
        // Where the terminal's encoding is not known, Java assumes ASCII, and titles would lose their letters.
        PrintStream out = System.out.charset().equals(StandardCharsets.US_ASCII)
                ? new PrintStream(System.out, true, StandardCharsets.UTF_8) : System.out;
        try {
            boolean green = new RunCourse(out, Path.of(args[0]), System.getProperty("grade", ""),
                    System.getProperty("test", "")).run();
            System.exit(green ? 0 : RED);
        } catch (IOException | ClassNotFoundException e) {
            out.println(e);
            System.exit(3);
        }
    }

    /// Returns whether all is green.
    boolean run() throws IOException, ClassNotFoundException {
        Path red = grade.resolve("not-right-yet.txt");
        Files.createDirectories(grade);
        Files.deleteIfExists(red);
        List<String> blame;
        try {
            blame = runAndReport();
        } catch (WrongUsage e) {
            out.println(e.getMessage());
            blame = List.of(e.getMessage());
        }
        if (!blame.isEmpty()) {
            Files.write(red, blame);
        }
        return blame.isEmpty();
    }

    private List<String> runAndReport() throws IOException, ClassNotFoundException, WrongUsage {
        List<Exercise> exercises = graded(Exercise.readAll(folder.resolve("exercises.txt")));
        Set<Exercise> chosen = chosen(exercises);
        Map<Exercise, Result> results = results(exercises, chosen);
        var scoreboard = new Scoreboard(List.copyOf(results.values()), !strict.isEmpty());
        for (var exercise : chosen) {
            out.print(scoreboard.details(results.get(exercise)));
        }
        out.print(scoreboard.text());
        new Reports(List.copyOf(results.values()), !strict.isEmpty()).write(grade);
        return chosen.stream().map(results::get).filter(scoreboard::isRed)
                .map(result -> result.lesson() + " " + result.exercise() + ": " + result.state()).toList();
    }

    private List<Exercise> graded(List<Exercise> exercises) throws WrongUsage {
        if (strict.isEmpty() || strict.equals("true")) {
            return exercises;
        }
        var lesson = exercises.stream().filter(exercise -> exercise.lesson().equals(strict)).toList();
        if (lesson.isEmpty()) {
            var lessons = new LinkedHashSet<>(exercises.stream().map(Exercise::lesson).toList());
            throw new WrongUsage("-Dgrade=" + strict + ": there is no such lesson. There are: "
                    + String.join(", ", lessons));
        }
        return lesson;
    }

    private Set<Exercise> chosen(List<Exercise> exercises) throws WrongUsage {
        var chosen = new LinkedHashSet<>(exercises);
        if (!only.isEmpty()) {
            chosen.removeIf(exercise ->
                    Arrays.stream(only.split(",")).noneMatch(name -> isNamed(exercise, name.strip())));
        }
        if (chosen.isEmpty()) {
            throw new WrongUsage("-Dtest=" + only + ": there is no such exercise. There are: "
                    + String.join(", ", exercises.stream().map(Exercise::name).toList()));
        }
        return chosen;
    }

    /// An exercise is always tested as a whole, so what follows a `#` is left out.
    private static boolean isNamed(Exercise exercise, String name) {
        String pattern = name.replaceFirst("#.*", "").replace(".", "\\.").replace("*", ".*").replace("?", ".");
        return exercise.name().matches(pattern) || (exercise.name() + "Test").matches(pattern)
                || exercise.testClass().matches(pattern);
    }

    private Map<Exercise, Result> results(List<Exercise> exercises, Set<Exercise> chosen)
            throws IOException, ClassNotFoundException {
        var results = new LinkedHashMap<Exercise, Result>();
        var run = new ArrayList<Exercise>();
        for (var exercise : exercises) {
            var file = LearnersFile.of(testClass(exercise));
            if (file.isUntouched()) {
                results.put(exercise, recorder(exercise).result());
            } else if (chosen.contains(exercise)) {
                results.put(exercise, null);
                run.add(exercise);
            } else {
                results.put(exercise, lastResult(exercise, file));
            }
        }
        var outcome = new Forks(grade.resolve("results"), !strict.isEmpty(), out).run(run);
        results.putAll(outcome.results());
        for (var death : outcome.deaths().entrySet()) {
            var recorder = recorder(death.getKey());
            recorder.endedEarly("the exercise " + death.getValue(), recorder.file().shown());
            results.put(death.getKey(), recorder.result());
        }
        return results;
    }

    private Result lastResult(Exercise exercise, LearnersFile file) throws IOException {
        Path last = Result.file(grade.resolve("results"), exercise.lesson(), exercise.name());
        if (Files.exists(last)) {
            Result result = Result.read(last);
            if (result.sourceHash() != null && result.sourceHash().equals(file.hash())) {
                return result;
            }
        }
        return new Result(exercise.lesson(), exercise.name(), file.hash(), State.NOT_RUN, 0, exercise.points(),
                List.of());
    }

    private Recorder recorder(Exercise exercise) throws ClassNotFoundException {
        Class<?> testClass = testClass(exercise);
        return new Recorder(testClass, RunExercise.discover(launcher, testClass));
    }

    private static Class<?> testClass(Exercise exercise) throws ClassNotFoundException {
        return Class.forName(exercise.testClass(), false, RunCourse.class.getClassLoader());
    }
}
