package quest.exercises.kit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs exercises in JVMs of their own, so that what one does to its JVM costs only itself: a JVM is not used again
/// after a test that hung, and an exercise that takes its JVM down is run anew by itself to be sure which one it was.
///
/// Starting a JVM with JUnit in it takes about 0.6 s, so exercises share one while all goes well, unless asked
/// otherwise.
///
/// @param results the folder in which `RunExercise` leaves what came of them
/// @param alone each exercise in a JVM of its own
/// @param out for what the learner's code prints
record Forks(Path results, boolean alone, PrintStream out) {
    private static final int SHOWN_BYTES = 4_000;

    /// What came of those exercises whose JVM lived to tell. For the others: in which words it died.
    record Outcome(Map<Exercise, Result> results, Map<Exercise, String> deaths) {
    }

    Outcome run(List<Exercise> exercises) throws IOException {
        var outcome = new Outcome(new LinkedHashMap<>(), new LinkedHashMap<>());
        Deque<Exercise> waiting = new ArrayDeque<>(exercises);
        while (!waiting.isEmpty()) {
            Collection<Exercise> together = alone ? List.of(waiting.peek()) : waiting;
            for (var exercise : together) {
                Files.deleteIfExists(file(exercise));
            }
            String death = fork(together);
            boolean progress = false;
            while (!waiting.isEmpty() && Files.exists(file(waiting.peek()))) {
                outcome.results.put(waiting.peek(), Result.read(file(waiting.remove())));
                progress = true;
            }
            if (!progress) {
                outcome.deaths.put(waiting.remove(), death);
            }
        }
        return outcome;
    }

    private Path file(Exercise exercise) {
        return Result.file(results, exercise.lesson(), exercise.name());
    }

    /// Waits until the JVM has ended, and returns how, in words.
    private String fork(Collection<Exercise> exercises) throws IOException {
        var patience = Duration.ofSeconds(exercises.size() * (30L + 12L * Integer.getInteger("quest.timeLimit", 10)));
        Process process = new ProcessBuilder(command(exercises)).redirectErrorStream(true).start();
        var stopper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stopper);
        try {
            var pump = Thread.ofPlatform().daemon().start(() -> pump(process));
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return "was not done after " + patience.toSeconds() + " seconds, and its JVM was stopped";
            }
            pump.join(1000);
            return "ended its JVM (exit code " + process.exitValue() + ") before the tests were done: by Runtime.halt, "
                    + "by using up the memory, or by a crash";
        } catch (InterruptedException e) {
            throw new IOException("interrupted while exercises ran", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stopper);
        }
    }

    private List<String> command(Collection<Exercise> exercises) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Half the time to start. And memory runs out before the machine's does.
        command.addAll(List.of("--enable-preview", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC",
                "-Xmx512m"));
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("quest."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RunExercise.class.getName()));
        exercises.forEach(exercise -> command.add(exercise.testClass()));
        command.addAll(List.of("--results", results.toString()));
        return command;
    }

    /// Passes on what the code prints: as much as somebody will read, since a loop prints gigabytes.
    private void pump(Process process) {
        try (var in = process.getInputStream()) {
            byte[] buffer = new byte[SHOWN_BYTES];
            int shown = in.readNBytes(buffer, 0, SHOWN_BYTES);
            out.write(buffer, 0, shown);
            // The rest must be read too: a process that prints into a full pipe stands still.
            if (in.read(buffer) > 0) {
                out.println("\n[it prints more than " + SHOWN_BYTES + " bytes; the rest is left out]");
                while (in.read(buffer) > 0) {
                    continue;
                }
            }
        } catch (IOException _) {
            // The process has been stopped.
        }
    }
}
