package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A benchmark's method, measured with certain parameters: one entry of JMH's JSON.
///
/// @param benchmark the class's full name and the method's
/// @param mode `avgt`, `ss`, `thrpt`, `sample`
/// @param iterations that were measured, in each fork
/// @param others what was counted besides, by its name
public record Measurement(String benchmark, String mode, int forks, int iterations, String each,
                          Map<String, String> params, Metric primary, Map<String, Metric> others) {

    private static final String TIMES_IDEAL = "timesIdeal";
    private static final String PEAK_MEMORY = "peakMemory";
    private static final Set<String> SEQUENCE = Set.of("insequence", "in_sequence", "sequential");

    public Measurement {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /// @param results what JMH writes for `-rf json`
    public static List<Measurement> read(JsonNode results) {
        var all = new ArrayList<Measurement>();
        for (var result : results) {
            var params = new LinkedHashMap<String, String>();
            result.path("params").properties().forEach(each -> params.put(each.getKey(), each.getValue().asText()));
            var others = new LinkedHashMap<String, Metric>();
            result.path("secondaryMetrics").properties()
                    .forEach(each -> others.put(each.getKey(), Metric.read(each.getValue())));
            all.add(new Measurement(result.path("benchmark").asText(), result.path("mode").asText(),
                    result.path("forks").asInt(), result.path("measurementIterations").asInt(),
                    result.path("measurementTime").asText(""), params, Metric.read(result.path("primaryMetric")),
                    others));
        }
        return List.copyOf(all);
    }

    /// @return the class's name without its package; `Outer.Inner` of a class in a class
    public String type() {
        return typeOf(benchmark);
    }

    /// @param benchmark the class's full name and the method's
    public static String typeOf(String benchmark) {
        return Pattern.compile("(?<=\\.|^)\\p{Lu}.*(?=\\.)").matcher(benchmark).results().map(MatchResult::group)
                .findFirst().orElse(benchmark);
    }

    public String method() {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /// How many times as long as the ideal it took, of which JMH thinks as milliseconds for each millisecond.
    ///
    /// @return null where the benchmark knows no ideal
    public Metric timesIdeal() {
        return other(TIMES_IDEAL);
    }

    /// @return null where the benchmark knows no ideal
    public Metric ideal() {
        var times = timesIdeal();
        return times == null || !(times.score() > 0) ? null
                : new Metric(primary.score() / times.score(), Double.NaN, primary.unit());
    }

    /// The most memory that the measured JVM had of the operating system, in MiB.
    ///
    /// @return null where it was not measured
    public Metric peakMemory() {
        return other(PEAK_MEMORY);
    }

    /// @return what was counted besides the ideal and the memory
    public Map<String, Metric> rest() {
        var rest = new LinkedHashMap<>(others);
        rest.values().removeIf(metric -> metric.equals(timesIdeal()) || metric.equals(peakMemory()));
        return rest;
    }

    /// Whether this is what the others are compared with: everything one after the other, on one thread.
    public boolean isInSequence() {
        return isSequence(method()) || params.values().stream().anyMatch(Measurement::isSequence);
    }

    /// @return the measurement in sequence of the same work, among all; null where there is none
    public Measurement sequence(List<Measurement> all) {
        return all.stream().filter(each -> each.isInSequence() && each.isOfTheSameWorkAs(this)).findFirst()
                .orElse(null);
    }

    private boolean isOfTheSameWorkAs(Measurement other) {
        if (!type().equals(other.type()) || !params.keySet().equals(other.params.keySet())) {
            return false;
        }
        // Another method with the same parameters, or the same method with another style.
        return method().equals(other.method())
                ? params.entrySet().stream().allMatch(each ->
                        isSequence(each.getValue()) || each.getValue().equals(other.params.get(each.getKey())))
                : isSequence(method()) && params.equals(other.params);
    }

    private static boolean isSequence(String name) {
        return SEQUENCE.contains(name.toLowerCase(Locale.ROOT));
    }

    /// JMH's profilers put signs before the names of what they count.
    private Metric other(String name) {
        for (var each : others.entrySet()) {
            if (each.getKey().replaceAll("[^A-Za-z]", "").equalsIgnoreCase(name)) {
                return each.getValue();
            }
        }
        return null;
    }

    /// @return `Average time`, as JMH spells out its modes
    public String modeInWords() {
        return switch (mode) {
            case "avgt" -> "average time";
            case "thrpt" -> "throughput";
            case "sample" -> "sampled time";
            case "ss" -> "time of single calls";
            default -> mode;
        };
    }
}
