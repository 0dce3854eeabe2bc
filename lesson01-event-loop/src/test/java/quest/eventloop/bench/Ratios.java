package quest.eventloop.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks several times over and prints ratios: they can be compared between machines, times cannot.
///
/// JMH measures all forks of one side before it turns to the other, so when the machine is busy for a minute, one
/// side pays for it. Here each round measures everything once, each side in a JVM of its own right after the other. A
/// ratio is taken within a round; what is printed is the median of the rounds, the least and the greatest.
final class Ratios {

    private static final String PACKAGE = Ratios.class.getPackageName() + ".";
    private static final String LOOP = " on=" + Contender.EVENT_LOOP;
    private static final String POOL = " on=" + Contender.THREAD_POOL;

    private Ratios() {
    }

    /// @param args the number of rounds, then JMH's options and patterns, if any
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        if (args.length == 0 || !args[0].matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("expected a number of rounds, then JMH's options, such as: 5 -i 3; was: "
                    + String.join(" ", args));
        }
        int rounds = Integer.parseInt(args[0]);
        var given = new CommandLineOptions(Arrays.copyOfRange(args, 1, args.length));
        var options = new OptionsBuilder().parent(given).forks(1).shouldFailOnError(true).verbosity(VerboseMode.SILENT);
        if (given.getIncludes().isEmpty()) {
            options.include("^" + PACKAGE.replace(".", "\\."));
        }
        var ratios = new LinkedHashMap<String, List<Double>>();
        for (int round = 1; round <= rounds; round++) {
            IO.println("round " + round + " of " + rounds);
            of(scores(new Runner(options.build()).run()))
                    .forEach((name, ratio) -> ratios.computeIfAbsent(name, _ -> new ArrayList<>()).add(ratio));
        }
        IO.println("\nJDK %s, %d cores, %d rounds: median (least to greatest)\n"
                .formatted(Runtime.version(), Runtime.getRuntime().availableProcessors(), rounds));
        ratios.forEach((name, found) -> IO.println(row(name, found)));
    }

    private static SequencedMap<String, Double> scores(Collection<RunResult> results) {
        var scores = new LinkedHashMap<String, Double>();
        for (var result : results) {
            var parameters = result.getParams();
            var name = new StringBuilder(parameters.getBenchmark().replace(PACKAGE, ""));
            for (var key : parameters.getParamsKeys()) {
                name.append(' ').append(key).append('=').append(parameters.getParam(key));
            }
            scores.put(name.toString(), result.getPrimaryResult().getScore());
            var ideal = result.getSecondaryResults().get("timesIdeal");
            if (ideal != null) {
                scores.put(name + " : ideal", ideal.getScore());
            }
        }
        return scores;
    }

    /// The loop's time over the pool's; the time in sequence over the time together; the time over the ideal, which is
    /// among the scores already.
    ///
    /// @param scores of one round, by the name of the benchmark and its parameters
    static SequencedMap<String, Double> of(Map<String, Double> scores) {
        var ratios = new LinkedHashMap<String, Double>();
        scores.forEach((name, score) -> {
            if (name.endsWith(" : ideal")) {
                ratios.put(name, score);
            } else if (name.contains(LOOP)) {
                var pool = scores.get(name.replace(LOOP, POOL));
                putRatio(ratios, name.replace(LOOP, "") + " event loop : thread pool", score, pool);
            } else if (name.contains(".inSequence ")) {
                for (var way : List.of("threadPerHero", "onTheLoop")) {
                    var together = scores.get(name.replace("inSequence", way));
                    putRatio(ratios, name.replace("inSequence", "inSequence : " + way), score, together);
                }
            }
        });
        return ratios;
    }

    /// @param right null if it was not measured
    private static void putRatio(Map<String, Double> ratios, String name, double left, Double right) {
        if (right != null) {
            ratios.put(name, left / right);
        }
    }

    private static String row(String name, List<Double> found) {
        var sorted = found.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return "%-66s %s  (%s to %s)"
                .formatted(name, digits(median), digits(sorted.getFirst()), digits(sorted.getLast()));
    }

    private static String digits(double ratio) {
        return ratio < 10 ? "%6.2f".formatted(ratio) : "%6.0f".formatted(ratio);
    }
}
