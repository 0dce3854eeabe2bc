package quest.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What async buys: the same work in several styles. The one model of README's table, the terminal's and the page's.
///
/// @param tasks those that wait first, then the counter-example
public record Headline(Setting setting, List<Task> tasks) {

    /// The class whose results these are, or the one around theirs.
    public static final String BENCHMARK = "HeadlineBenchmark";

    private static final int MOST_DIGITS = 9;
    private static final String COUNTER_EXAMPLE = "physics";
    private static final Map<String, String> TITLES = ordered(
            "actions100", "100 player actions, each 100 + 50 + 75 + 200 ms",
            "actions1000", "1,000 player actions, each 100 + 50 + 75 + 200 ms",
            "tournament1000", "tournament of 1,000: 999 matches of 425 ms in 10 rounds",
            "chat100", "100 chat messages of 300 ms",
            "dashboard", "a player's dashboard: 150, 200, 100 and 120 ms",
            COUNTER_EXAMPLE, "physics: computing, without any waiting");
    private static final Map<String, String> STYLES = ordered(
            "inSequence", "in sequence",
            "threadPool", "thread pool of 8",
            "platformThreads", "platform threads",
            "completableFuture", "CompletableFuture",
            "virtualThreads", "virtual threads in a scope",
            "coroutines", "coroutines on the loop");

    /// What is to be done.
    ///
    /// @param cells a style each, the sequence first where there is one
    public record Task(String key, List<Cell> cells) {

        String title() {
            return titleOf(key);
        }

        /// Whether it computes instead of waiting, so that there is nothing to gain by waiting together.
        boolean isCounterExample() {
            return key.equals(COUNTER_EXAMPLE);
        }

        private Cell sequence() {
            return cells.stream().filter(cell -> cell.style().equals("inSequence")).findFirst().orElse(null);
        }

        /// @return how many times as long the sequence takes; NaN for itself, or where there is none
        double sequenceToThis(Cell cell) {
            var sequence = sequence();
            return sequence == null || sequence == cell ? Double.NaN : sequence.nanos() / cell.nanos();
        }

        /// @return what [#sequenceToThis] would be if both were ideal
        double idealSequenceToThis(Cell cell) {
            var sequence = sequence();
            return sequence == null || sequence == cell ? Double.NaN : sequence.idealNanos() / cell.idealNanos();
        }

        /// @return by how many MiB the JVM grew larger than for the sequence; NaN for itself, or where one is not known
        double moreMemory(Cell cell) {
            var sequence = sequence();
            return sequence == null || sequence == cell ? Double.NaN : cell.peakMemory() - sequence.peakMemory();
        }

        /// @return `211 of 212.5`
        String sequenceToThisShown(Cell cell) {
            var measured = sequenceToThis(cell);
            if (Double.isNaN(measured)) {
                return "";
            }
            var shown = Figures.ratio(measured) + (cell.isScaled() || sequence().isScaled() ? "*" : "");
            return isCounterExample() ? shown : shown + " of " + Figures.ratio(idealSequenceToThis(cell));
        }

        String peakMemoryShown(Cell cell) {
            return Double.isNaN(cell.peakMemory()) ? "" : Figures.mebibytes(cell.peakMemory());
        }

        String moreMemoryShown(Cell cell) {
            var more = Math.rint(moreMemory(cell));
            return Double.isNaN(more) ? "" : (more < 0 ? "-" : "+") + Figures.mebibytes(Math.abs(more));
        }
    }

    /// A task done in a style. Times are in the game's own time.
    ///
    /// @param scale how many times as fast it was measured
    /// @param peakMemory in MiB; NaN where the system does not tell
    public record Cell(Measurement measurement, String style, double scale, double nanos, double timesIdeal,
                       double peakMemory) {

        String title() {
            return STYLES.getOrDefault(style, style);
        }

        double idealNanos() {
            return nanos / timesIdeal;
        }

        double errorNanos() {
            return measurement.primary().valueError() * scale;
        }

        /// @return `42.5 s`, and with an asterisk what was measured faster than in the game
        String timeShown() {
            return Figures.time(nanos) + (isScaled() ? "*" : "");
        }

        boolean isScaled() {
            return scale != 1;
        }
    }

    /// @param measured results of the headline benchmark, with parameters `what` and `style`; others are left out
    public static Headline of(Setting setting, List<Measurement> measured) {
        var cells = new LinkedHashMap<String, Map<String, Cell>>();
        TITLES.keySet().forEach(task -> cells.put(task, new LinkedHashMap<>()));
        for (var each : measured) {
            if (isOf(each)) {
                var cell = cell(each);
                cells.computeIfAbsent(each.params().get("what"), _ -> new LinkedHashMap<>()).put(cell.style(), cell);
            }
        }
        var tasks = new ArrayList<Task>();
        cells.forEach((task, styles) -> {
            var inOrder = Stream.concat(STYLES.keySet().stream(), styles.keySet().stream()).distinct()
                    .map(styles::get).filter(cell -> cell != null).toList();
            if (!inOrder.isEmpty()) {
                tasks.add(new Task(task, inOrder));
            }
        });
        return new Headline(setting, List.copyOf(tasks));
    }

    /// @return whether it is a result of the headline benchmark
    public static boolean isOf(Measurement measurement) {
        return (measurement.type() + ".").startsWith(BENCHMARK + ".") && measurement.params().containsKey("what")
                && measurement.params().containsKey("style") && measurement.primary().value() > 0;
    }

    /// By `-p what=` there are other tasks than those of the table, which differ in their number.
    private static String titleOf(String task) {
        if (TITLES.containsKey(task)) {
            return TITLES.get(task);
        }
        var number = task.replaceAll("\\D+", "");
        if (number.isEmpty() || number.length() > MOST_DIGITS) {
            return task;
        }
        var count = String.format(Locale.ROOT, "%,d", Integer.parseInt(number));
        return switch (task.replace(number, "")) {
            case "actions" -> TITLES.get("actions100").replaceFirst("100", count);
            case "chat" -> TITLES.get("chat100").replaceFirst("100", count);
            case "tournament" -> "tournament of " + count;
            default -> task;
        };
    }

    private static Cell cell(Measurement of) {
        var scale = scale(of);
        return new Cell(of, of.params().get("style"), scale, inTheGame(of).value(),
                of.timesIdeal() == null ? Double.NaN : of.timesIdeal().score(),
                of.peakMemory() == null ? Double.NaN : of.peakMemory().score());
    }

    /// @return the time as it would be in the game, when a headline was measured faster; of others the time as it is
    static Metric inTheGame(Measurement measurement) {
        return isOf(measurement) ? measurement.primary().times(scale(measurement)) : measurement.primary();
    }

    private static double scale(Measurement of) {
        // What computes does not get faster by being told to wait less.
        return COUNTER_EXAMPLE.equals(of.params().get("what")) ? 1
                : Double.parseDouble(of.params().getOrDefault("scale", "1"));
    }

    /// @return the tasks and styles that were not measured; empty when all were
    public List<String> missing() {
        var missing = new ArrayList<String>();
        for (var task : TITLES.keySet()) {
            for (var style : STYLES.keySet()) {
                if (tasks.stream().noneMatch(each -> each.key().equals(task)
                        && each.cells().stream().anyMatch(cell -> cell.style().equals(style)))) {
                    missing.add(task + " " + style);
                }
            }
        }
        return missing;
    }

    /// @return what the numbers mean, and how they came about; a sentence or two each
    public List<String> remarks() {
        var remarks = new ArrayList<String>();
        remarks.add("""
                Times ideal: how many times as long it took as the waits alone, added up where a style has one after \
                the other. In sequence : this: how many times as long the sequence takes, of how many times if both \
                were ideal. Peak memory: the most that the JVM had of the operating system, each style in a JVM of \
                its own, and how much more that is than in sequence; of a thread's stack the system counts what was \
                touched, and not what the kernel itself keeps for it.""");
        if (tasks.stream().flatMap(task -> task.cells().stream()).anyMatch(Cell::isScaled)) {
            remarks.add("* measured " + scales() + " times as fast as in the game, and the time multiplied: what is "
                    + "late by a constant looks as many times as late.");
        }
        var measured = tasks.stream().flatMap(task -> task.cells().stream()).map(Cell::measurement).toList();
        remarks.add("JMH: " + Sections.remark(measured) + ".");
        return remarks;
    }

    private String scales() {
        return String.join(" or ", tasks.stream().flatMap(task -> task.cells().stream()).filter(Cell::isScaled)
                .map(cell -> Figures.rounded(cell.scale())).distinct().toList());
    }

    static String counterExampleInWords() {
        return "The counter-example: what computes has nothing to wait for. Only more processors help, and a style "
                + "that has one thread has one. The ideal is the time in sequence, divided by the processors that a "
                + "style can use.";
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
