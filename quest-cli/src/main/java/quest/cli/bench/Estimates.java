package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// How long benchmarks may take, told by how long they took the last time. JMH itself knows only how long an iteration
/// is meant to be, and a sequence of seven minutes is one of three seconds to it.
public final class Estimates {

    private static final String SCALE = "scale";
    /// For a JVM to start, in seconds.
    private static final double START = 1;
    private static final Pattern TIME = Pattern.compile("([\\d.]+) (\\w+)");

    private final Map<Planned, JsonNode> known = new HashMap<>();

    /// @param results JMH's, of some earlier time; later ones count more
    public void learn(JsonNode results) {
        for (var result : results) {
            var params = new HashMap<String, String>();
            result.path("params").properties().forEach(each -> params.put(each.getKey(), each.getValue().asText()));
            known.put(withoutScale(new Planned(result.path("benchmark").asText(), params)), result);
        }
    }

    /// @return NaN when nothing is known
    public double seconds(Planned planned) {
        var result = known.get(withoutScale(planned));
        if (result == null) {
            return Double.NaN;
        }
        var metric = Metric.read(result.path("primaryMetric"));
        var before = Double.parseDouble(result.path("params").path(SCALE).asText("1"));
        var now = Double.parseDouble(planned.params().getOrDefault(SCALE, "1"));
        var each = metric.isTime() ? metric.value() / 1e9 * before / now : 0;
        return Math.max(1, result.path("forks").asInt(1)) * (START
                + result.path("warmupIterations").asInt() * Math.max(each, time(result.path("warmupTime").asText("")))
                + result.path("measurementIterations").asInt() * Math.max(each,
                        time(result.path("measurementTime").asText(""))));
    }

    private static double time(String text) {
        var matcher = TIME.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) * Metric.nanosPerUnit(matcher.group(2)) / 1e9 : 0;
    }

    private static Planned withoutScale(Planned planned) {
        var params = new HashMap<>(planned.params());
        params.remove(SCALE);
        return new Planned(planned.benchmark(), params);
    }
}
