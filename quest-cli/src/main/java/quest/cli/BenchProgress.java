package quest.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Follows what JMH prints and shows one line for each benchmark as it begins. Used by one thread.
final class BenchProgress {

    private static final int KEPT = 40;
    private static final Pattern PROGRESS = Pattern.compile("# Run progress: ([\\d.]+)% complete, ETA ([\\d:+]+)");

    private final Screen screen;
    private final Deque<String> last = new ArrayDeque<>();
    private String benchmark = "";
    private String parameters = "";
    private boolean listing = true;

    BenchProgress(Screen screen) {
        this.screen = screen;
    }

    void accept(String line) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
        if (line.startsWith("# ")) {
            listing = false;
        }
        if (listing) {
            screen.line(line); // answers to -l, -h, -lprof
        } else if (line.startsWith("# Benchmark: ")) {
            var parts = line.split("\\.");
            benchmark = parts[parts.length - 2] + "." + parts[parts.length - 1];
            parameters = "";
        } else if (line.startsWith("# Parameters: ")) {
            parameters = " " + line.substring("# Parameters: ".length());
        } else if (line.startsWith("# Run progress: ")) {
            progress(line);
        }
    }

    private void progress(String line) {
        var matcher = PROGRESS.matcher(line);
        if (matcher.find()) {
            screen.line("%3.0f%%  %s left  %s%s".formatted(Double.parseDouble(matcher.group(1)), matcher.group(2),
                    benchmark, parameters));
        }
    }

    void end(boolean failed) {
        if (failed && !listing) {
            last.forEach(screen::line);
        }
    }
}
