package quest.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import quest.cli.bench.Estimates;
import quest.cli.bench.Measurement;
import quest.cli.bench.Planned;

/// Says what is being measured, how far all of it is, and about how long it will still take: on one line at a terminal,
/// elsewhere on a line for each benchmark. Used by one thread.
final class BenchProgress {

    /// What nothing is known about takes so long until something is, in seconds.
    private static final double FALLBACK = 5;
    /// What the numbers before it leave of a line.
    private static final int ROOM_FOR_A_LABEL = 45;

    private final Screen screen;
    private final LongSupplier nanos;
    private final Set<Planned> toCome = new LinkedHashSet<>();
    private final Map<Planned, Double> expected = new HashMap<>();
    private final int all;
    private final boolean isShort;
    private final long begin;
    private Planned current;
    private long currentBegan;
    private double doneExpected;
    private double doneTook;
    private double shownPart;

    /// @param planned all that will be measured
    /// @param nanos the clock, in nanoseconds
    BenchProgress(Screen screen, List<Planned> planned, Estimates estimates, LongSupplier nanos) {
        this.screen = screen;
        this.nanos = nanos;
        this.all = planned.size();
        var known = new ArrayList<Double>();
        for (var each : planned) {
            var seconds = estimates.seconds(each);
            expected.put(each, seconds);
            if (!Double.isNaN(seconds)) {
                known.add(seconds);
            }
        }
        var average = known.stream().mapToDouble(Double::doubleValue).average().orElse(FALLBACK);
        expected.replaceAll((_, seconds) -> Double.isNaN(seconds) ? average : seconds);
        toCome.addAll(planned);
        isShort = screen.isTerminal() && planned.stream().anyMatch(each -> label(each).length() > ROOM_FOR_A_LABEL);
        begin = nanos.getAsLong();
    }

    /// This one is being measured now. JMH's order is its own.
    void begins(Planned planned) {
        finished();
        if (!toCome.remove(planned)) {
            return; // JMH was told something that its list does not know
        }
        current = planned;
        currentBegan = nanos.getAsLong();
        if (!screen.isTerminal()) {
            screen.line(line());
        }
        tick();
    }

    /// None of these is being measured any more, whether it has been or not.
    void ends(List<Planned> planned) {
        finished();
        toCome.removeAll(planned);
    }

    /// Some time has passed.
    void tick() {
        if (screen.isTerminal() && current != null) {
            var room = Screen.WIDTH - 1;
            var line = line();
            screen.out().print("\r" + (line.length() > room ? line.substring(0, room)
                    : line + " ".repeat(room - line.length())));
            screen.out().flush();
        }
    }

    /// Takes the line away.
    void end() {
        finished();
        screen.done();
    }

    private void finished() {
        if (current != null) {
            doneExpected += expected.get(current);
            doneTook += seconds(currentBegan);
            current = null;
        }
    }

    private String line() {
        var left = left();
        // Estimates get better, but what was said to be done stays done.
        shownPart = Math.max(shownPart, seconds(begin) / (seconds(begin) + left));
        return String.format(Locale.ROOT, "%3.0f%%  about %s left  %d of %d  %s", Math.floor(100 * shownPart),
                left(left), all - toCome.size(), all, isShort ? shortened(label(current)) : label(current));
    }

    private String label(Planned planned) {
        return Measurement.typeOf(planned.benchmark())
                + planned.benchmark().substring(planned.benchmark().lastIndexOf('.')) + params(planned);
    }

    private static String shortened(String label) {
        return label.replace("Benchmark.", ".").replaceAll(" \\w+=", " ");
    }

    private String params(Planned planned) {
        return planned.params().entrySet().stream().filter(each -> varies(planned.benchmark(), each.getKey()))
                .sorted(Map.Entry.comparingByKey()).map(each -> " " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }

    /// Whether this benchmark is measured with more than one value of the parameter.
    private boolean varies(String benchmark, String param) {
        return expected.keySet().stream().filter(each -> each.benchmark().equals(benchmark))
                .map(each -> each.params().get(param)).distinct().count() > 1;
    }

    /// As long as was expected of what is to come, and as many times longer as what is done took longer than expected.
    private double left() {
        var factor = doneExpected > 0 ? doneTook / doneExpected : 1;
        var rest = toCome.stream().mapToDouble(expected::get).sum() * factor;
        return rest + Math.max(0, expected.get(current) * factor - seconds(currentBegan));
    }

    private double seconds(long since) {
        return (nanos.getAsLong() - since) / 1e9;
    }

    private static String left(double seconds) {
        var left = Duration.ofSeconds((long) Math.ceil(seconds));
        return left.toHours() > 0 ? "%d:%02d h".formatted(left.toHours(), left.toMinutesPart())
                : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
