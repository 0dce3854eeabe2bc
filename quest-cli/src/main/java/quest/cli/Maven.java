package quest.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Plain `mvn`, run in the course's root on the JDK that runs this.
final class Maven {

    private static final List<String> ADVICE = List.of("[Help", "e-run Maven", "full stack trace", "read the following",
            "After correcting", "-rf :");

    private Maven() {
    }

    /// Runs Maven quietly and waits for it.
    ///
    /// @throws QuestException with Maven's own errors when it fails, or with what to install when there is no Maven
    static void run(Course course, List<String> arguments) throws InterruptedException {
        var windows = File.separatorChar == '\\';
        var command = new ArrayList<>(windows ? List.of("cmd", "/c", "mvn") : List.of("mvn"));
        command.addAll(List.of("-q", "-B"));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).directory(course.home().toFile()).redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw QuestException.environment("The build failed. Maven says:\n" + errors(output));
            }
        } catch (IOException _) {
            throw QuestException.environment("Maven is missing: there is no mvn on your path.\n"
                    + "How to install it: https://maven.apache.org/install.html");
        }
    }

    /// Maven's errors, without its advice to run it again with more output.
    private static String errors(String output) {
        var failed = output.indexOf("[ERROR] Failed to execute goal"); // what stands before is said again there
        var errors = output.substring(Math.max(0, failed)).replaceAll("(?m) -> \\[Help \\d+]$", "").lines()
                .filter(line -> line.startsWith("[ERROR]") && ADVICE.stream().noneMatch(line::contains)
                        && !line.strip().equals("[ERROR]"))
                .toList();
        return errors.isEmpty() ? output.strip() : String.join("\n", errors);
    }
}
