package quest.tasks.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;
import quest.tasks.physics.Bodies;
import quest.tasks.physics.PhysicsEngine;
import quest.tasks.physics.Style;

/// Physics for ten thousand bodies: work that never waits. Cut into a thousand parts, it is done in sequence, on the
/// loop, on a thousand virtual threads, and on a pool with a thread for each processor.
public final class WhenNotTo implements Scene {

    private static final int BODIES = 10_000;
    private static final int MOST = 100_000;
    private static final int PARTS = 1_000;
    private static final int ROUNDS = 3;
    private static final long SEED = 3;
    private static final String ROW = "%-34s  %9s  %s";

    private final LongSupplier nanoTime;

    public WhenNotTo() {
        this(System::nanoTime);
    }

    /// @param nanoTime the time of the machine: a processor computes no faster when a scene is played faster
    WhenNotTo(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        var bodies = Bodies.random(count(stage.arguments()), SEED);
        long pulls = (long) bodies.count() * bodies.count();
        stage.act(String.format(Locale.ROOT, "%,d bodies: %,d pulls a step, in %,d parts",
                bodies.count(), pulls, PARTS));
        try (var engine = new PhysicsEngine(PARTS)) {
            var expected = engine.step(Style.IN_SEQUENCE, bodies);
            for (var style : Style.values()) {      // to warm up: each once, untimed
                check(style, expected, engine.step(style, bodies));
            }
            stage.tell("physics", "is warmed up; all results are the same to the last bit");
            stage.print("\n" + table(measure(stage, engine, bodies, expected)));
            stage.print("\nThis machine has %d processors.".formatted(Runtime.getRuntime().availableProcessors()));
        }
    }

    /// The styles take turns, so that whatever else the machine does meanwhile is bad luck for all of them.
    private Map<Style, long[]> measure(Stage stage, PhysicsEngine engine, Bodies bodies, Bodies expected)
            throws InterruptedException {
        var nanos = new EnumMap<Style, long[]>(Style.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (var style : Style.values()) {
                long start = nanoTime.getAsLong();
                var result = engine.step(style, bodies);
                long took = nanoTime.getAsLong() - start;
                check(style, expected, result);
                nanos.computeIfAbsent(style, _ -> new long[ROUNDS])[round] = took;
                stage.tell("round " + (round + 1), "%s: %s".formatted(name(style), millis(took)));
            }
        }
        return nanos;
    }

    private static void check(Style style, Bodies expected, Bodies result) {
        if (!result.sameAs(expected)) {
            throw new IllegalStateException(name(style) + ", the bodies have gone elsewhere than in sequence");
        }
    }

    /// What the rounds took, their median, and how that compares to the first style's.
    static String table(Map<Style, long[]> nanos) {
        long sequence = median(nanos.get(Style.IN_SEQUENCE));
        var lines = new ArrayList<>(List.of(ROW.formatted("median of " + ROUNDS, "a step", "times as fast")));
        for (var style : Style.values()) {
            long median = median(nanos.get(style));
            lines.add(ROW.formatted(name(style), millis(median),
                    String.format(Locale.ROOT, "%.2f", (double) sequence / median)));
        }
        return String.join("\n", lines);
    }

    private static String name(Style style) {
        return switch (style) {
            case IN_SEQUENCE -> "in sequence";
            case ON_THE_LOOP -> "as callbacks on the loop";
            case VIRTUAL_THREADS -> "on 1,000 virtual threads";
            case POOL -> "on a pool, a thread per processor";
        };
    }

    private static long median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
    }

    private static int count(List<String> arguments) {
        if (arguments.isEmpty()) {
            return BODIES;
        }
        try {
            int count = arguments.size() == 2 && arguments.getFirst().equals("--bodies")
                    ? Integer.parseInt(arguments.getLast()) : 0;
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUsage("expected --bodies and a number from 1 to %d, not: %s".formatted(
                MOST, String.join(" ", arguments)));
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "When not to: a computation that never waits gains nothing by waiting better";
    }

    @Override
    public String usage() {
        return "[--bodies N]";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                Async pays by what else is done while somebody waits, and here nobody waits. The
                loop has one processor. A thousand virtual threads share as many as the machine
                has, exactly as a pool of that size does: it is the processors that help, and no
                number of tasks makes more of them. For work that computes, take the pool.
                """;
    }
}
