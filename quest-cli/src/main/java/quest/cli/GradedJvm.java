package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The JVM in which exercises of one submission meet their tests: what it may use, and what it is told. Immutable; any
/// thread may call it.
final class GradedJvm {

    private static final String RUNNER = "quest.exercises.kit.RunExercise";

    /// The heap is that of `mvn test -Dgrade`: the same limit gives the same answers.
    private static final List<String> MEMORY = List.of("-Xmx512m", "-XX:MaxDirectMemorySize=256m",
            "-XX:MaxMetaspaceSize=256m", "-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m");

    /// Nothing attaches to it, loads native code or writes raw memory; it leaves no files of its own behind.
    private static final List<String> CLOSED = List.of("-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading",
            "--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny", "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash", "-XX:+SuppressFatalErrorMessage");

    private final ForkLimits limits;
    private final int secondsPerTest;
    private final int cores;
    private final SecureRandom random = new SecureRandom();

    GradedJvm(ForkLimits limits, int secondsPerTest) {
        this.limits = limits;
        this.secondsPerTest = secondsPerTest;
        this.cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    /// What a whole exercise may take: `mvn test -Dgrade` has the same limit. Each test has its own, much shorter.
    Duration patience() {
        return Duration.ofSeconds(30 + 12L * secondsPerTest);
    }

    /// For an exercise that shares its JVM: long enough for one that is right. Any other gets a JVM of its own anyway.
    private Duration shortPatience() {
        return Duration.ofSeconds(5L + secondsPerTest);
    }

    /// Runs the tests of exercises, one after the other.
    ///
    /// @param classes of the submission
    /// @param sources of the submission: messages point there
    /// @param folder an empty one, in which the run takes place
    ForkedJvm.Answered run(TestSuite suite, List<Exercise> exercises, Path classes, Path sources, Path folder, int slot)
            throws InterruptedException {
        var command = java(suite.archive(), sources, folder);
        command.addAll(List.of("-Dquest.runUntouched=true", "-cp", classPath(suite.jars(), classes), RUNNER));
        exercises.forEach(exercise -> command.add(exercise.testClass()));
        command.addAll(List.of("--results", "-"));
        var question = exercises.size() == 1 ? new ForkedJvm.Question(1, patience(), patience())
                : new ForkedJvm.Question(exercises.size(), patience().multipliedBy(exercises.size()), shortPatience());
        return ForkedJvm.ask(limits.apply(command, slot), environment(folder), folder, secret(), question);
    }

    /// Writes into `results` which tests there are, by running them on the pristine stubs, where none begins. Under the
    /// same limits as every run, so that a machine on which they are too tight shows here and not in somebody's grade.
    void list(List<Path> jars, Path stubClasses, Path stubSources, List<Exercise> tested, Path results)
            throws InterruptedException {
        var command = java(null, stubSources, results.getParent());
        command.addAll(List.of("-Dquest.stubs=" + stubSources.resolve("quest/exercises"), "-cp",
                classPath(jars, stubClasses), RUNNER));
        tested.forEach(exercise -> command.add(exercise.testClass()));
        command.addAll(List.of("--results", results.toString()));
        output(limits.apply(command, 0), results.getParent(), "The tests cannot be listed.", 1);
    }

    /// Makes an archive of the classes that JUnit and the kit load. Without one all goes on, slower.
    void makeArchive(List<Path> jars, Path stubClasses, Path stubSources, Exercise exercise, Path archive)
            throws InterruptedException {
        var folder = archive.getParent();
        var list = folder.resolve("classes.list");
        var training = java(null, stubSources, folder);
        training.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-Dquest.runUntouched=true", "-cp",
                classPath(jars, stubClasses), RUNNER, exercise.testClass(), "--results",
                folder.resolve("training").toString()));
        output(training, folder, "The tests cannot be run on the pristine stubs.", 1);
        try {
            // The archive knows jars only; and it must hold no class for which a submission has its own.
            var classes = Files.readAllLines(list).stream().filter(line -> !line.contains("quest/exercises/lesson"))
                    .toList();
            Files.write(list, classes);
            var dump = new ArrayList<>(List.of(ForkedJvm.java(), "-Xshare:dump", "--enable-preview",
                    "-XX:+UseSerialGC", "-Xlog:disable", "-XX:SharedClassListFile=" + list,
                    "-XX:SharedArchiveFile=" + archive, "-cp", ExerciseCompiler.asText(jars)));
            if (run(dump, folder) != 0) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + archive + ": " + e);
        }
    }

    private List<String> java(Path archive, Path sources, Path folder) {
        var command = new ArrayList<>(List.of(ForkedJvm.java(), "--enable-preview", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable", "-XX:ActiveProcessorCount=" + cores));
        command.addAll(MEMORY);
        command.addAll(CLOSED);
        if (archive != null) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Duser.language=en",
                "-Duser.country=US", "-Duser.timezone=UTC", "-Djava.io.tmpdir=" + folder,
                "-Dquest.timeLimit=" + secondsPerTest, "-Dquest.exercises.source=" + sources));
        return command;
    }

    private static String classPath(List<Path> jars, Path classes) {
        var classPath = new ArrayList<>(jars);
        classPath.add(classes);
        return ExerciseCompiler.asText(classPath);
    }

    /// No variable of the grader's own: it may hold passwords.
    private static Map<String, String> environment(Path folder) {
        return Map.of("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG", "C.UTF-8", "HOME",
                folder.toString(), "TMPDIR", folder.toString(), "MALLOC_ARENA_MAX", "2");
    }

    private String secret() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void output(List<String> command, Path folder, String complaint, int worst)
            throws InterruptedException {
        try {
            Files.createDirectories(folder);
            var log = folder.resolve("log.txt");
            if (run(command, folder) > worst) {
                throw QuestException.environment(complaint + "\n" + Sources.read(log).strip());
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + folder + ": " + e);
        }
    }

    private static int run(List<String> command, Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile()).start().waitFor();
        } catch (IOException e) {
            throw QuestException.environment("Cannot start a JVM: " + e.getMessage());
        }
    }
}
