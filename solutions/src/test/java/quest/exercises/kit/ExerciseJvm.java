package quest.exercises.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A JVM that has run exercises of lesson 0, and what it left.
///
/// @param output standard output and standard error
record ExerciseJvm(Path results, int exitCode, String output) {
    static final String ANSWERS = "exercises/src/main/java/quest/exercises/lesson00/Answers.java";

    static ExerciseJvm run(Path folder, List<String> exercises, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dquest.timeLimit=60"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RunExercise.class.getName()));
        exercises.forEach(exercise -> command.add("quest.exercises.lesson00." + exercise + "Test"));
        Path results = folder.resolve("results");
        command.addAll(List.of("--results", results.toString()));
        Path log = folder.resolve("output.txt");
        int exitCode = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                .start().waitFor();
        return new ExerciseJvm(results, exitCode, Files.readString(log));
    }

    Path file(String exercise) {
        return Result.file(results, "lesson00", exercise);
    }

    Result result(String exercise) throws IOException {
        if (!Files.exists(file(exercise))) {
            throw new AssertionError("no result; the JVM said: " + output);
        }
        return Result.read(file(exercise));
    }

    /// By the test method's name.
    Map<String, Result.Test> tests(String exercise) throws IOException {
        return result(exercise).tests()
                .collect(Collectors.toMap(Result.Test::name, Function.identity(), (first, _) -> first));
    }

    /// `file:line` of the first line of `Answers.java` that contains the code.
    static String inAnswers(String code) throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/java/quest/exercises/lesson00/Answers.java"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(code)) {
                return ANSWERS + ":" + (i + 1);
            }
        }
        throw new AssertionError("no line with " + code);
    }
}
