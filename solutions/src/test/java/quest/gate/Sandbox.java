package quest.gate;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import quest.exercises.kit.Exercise;
import quest.exercises.kit.Result;
import quest.exercises.kit.RunExercise;

/// Compiles answers to exercises, and runs the exercises' tests against them in a JVM of their own, as the command
/// does.
///
/// @param folder an empty one
record Sandbox(Path folder) {

    /// @param answers for each exercise the source that takes the solution's place
    Map<Exercise, Result> run(Map<Exercise, Path> answers, String... options) throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(answers, classes);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command(answers, classes, options))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        // Only a safeguard: each test has its time limit.
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        var results = new LinkedHashMap<Exercise, Result>();
        for (var exercise : answers.keySet()) {
            Path result = folder.resolve("results").resolve(exercise.lesson()).resolve(exercise.name() + ".json");
            if (!Files.exists(result)) {
                throw new IOException(exercise.name() + " left no result; the JVM said: " + Files.readString(output));
            }
            results.put(exercise, Result.read(result));
        }
        return results;
    }

    private static void compile(Map<Exercise, Path> answers, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", classes.toString(), "-proc:none", "-cp", classPath(),
                    "--enable-preview", "--source", String.valueOf(Runtime.version().feature()));
            var sources = files.getJavaFileObjectsFromPaths(answers.values());
            if (!compiler.getTask(errors, files, null, options, null, sources).call()) {
                throw new IOException("does not compile: " + errors);
            }
        }
    }

    private static List<String> command(Map<Exercise, Path> answers, Path classes, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-preview", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classes + File.pathSeparator + classPath(), RunExercise.class.getName()));
        answers.keySet().forEach(exercise -> command.add(exercise.testClass()));
        command.addAll(List.of("--results", classes.resolveSibling("results").toString()));
        return command;
    }

    /// This JVM's, without the solutions: no class of theirs may stand in for one that an answer lacks.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith(Path.of("target", "classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
