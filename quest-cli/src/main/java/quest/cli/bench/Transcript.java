package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Follows what JMH prints. JMH writes its JSON at the very end; when it does not come to that, what it has printed by
/// then is all there is. Used by one thread.
public final class Transcript {

    private static final Pattern PARAM = Pattern.compile("(\\w+) = ([^,)]*)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) iterations?, (.*?)(?: each)?");
    private static final Pattern SCORE = Pattern.compile("\\s+([\\d.]+)(?: ±\\([\\d.]+%\\) ([\\d.]+))? (\\S+).*");
    private static final Pattern SECONDARY = Pattern.compile("Secondary result \"[^\"]*:([^\":]+)\":");

    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private final List<String> failures = new ArrayList<>();
    private ObjectNode header = JsonNodeFactory.instance.objectNode();
    private Planned current;
    private boolean toBegin;
    private boolean begins;
    /// What the next line with a number belongs to; null when to nothing.
    private ObjectNode metrics;
    private String metric;
    private boolean failing;

    /// @param line the next that JMH has printed
    public void accept(String line) {
        begins = false;
        if (line.startsWith("<forked VM failed")) {
            failed(line);
        } else if (line.contains("<failure>")) {
            failing = true; // the next line says why
        } else if (line.startsWith("# ")) {
            comment(line.substring(2));
        } else if (failing && !line.isBlank()) {
            failed(line.strip());
        } else if (line.startsWith("Result \"")) {
            results.add(result());
            expect((ObjectNode) results.get(results.size() - 1), "primaryMetric");
        } else if (metrics == null && SECONDARY.matcher(line).matches() && !results.isEmpty()) {
            var matcher = SECONDARY.matcher(line);
            if (matcher.matches()) {
                expect((ObjectNode) results.get(results.size() - 1).get("secondaryMetrics"), matcher.group(1));
            }
        } else if (metrics != null) {
            score(line);
        }
    }

    private void comment(String said) {
        var colon = said.indexOf(": ");
        var name = colon < 0 ? said : said.substring(0, colon);
        var value = colon < 0 ? "" : said.substring(colon + 2);
        switch (name) {
            case "Warmup" -> iterations("warmup", value);
            case "Measurement" -> iterations("measurement", value);
            case "Benchmark mode" -> header.put("mode", mode(value));
            case "Benchmark" -> {
                current = new Planned(value, Map.of());
                toBegin = true;
            }
            case "Parameters" -> {
                var params = new LinkedHashMap<String, String>();
                PARAM.matcher(value).results().forEach(each -> params.put(each.group(1), each.group(2)));
                current = new Planned(current.benchmark(), params);
            }
            case "Fork" -> header.put("forks", value.contains(" of ")
                    ? Integer.parseInt(value.substring(value.indexOf(" of ") + 4).strip()) : 0);
            case "Run progress" -> {
                begins = toBegin;
                toBegin = false;
            }
            default -> { }
        }
    }

    private void iterations(String which, String value) {
        var matcher = COUNT.matcher(value);
        header.put(which + "Iterations", matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0);
        header.put(which + "Time", matcher.matches() ? matcher.group(2) : "");
    }

    private static String mode(String words) {
        return switch (words.split("[ ,]")[0]) {
            case "Average" -> "avgt";
            case "Throughput" -> "thrpt";
            case "Sampling" -> "sample";
            case "Single" -> "ss";
            default -> words;
        };
    }

    private ObjectNode result() {
        var result = JsonNodeFactory.instance.objectNode();
        result.put("benchmark", current.benchmark());
        result.setAll(header.deepCopy());
        var params = result.putObject("params");
        current.params().forEach(params::put);
        result.putObject("primaryMetric");
        result.putObject("secondaryMetrics");
        return result;
    }

    private void expect(ObjectNode metrics, String metric) {
        this.metrics = metrics;
        this.metric = metric;
    }

    private void score(String line) {
        var matcher = SCORE.matcher(line);
        if (matcher.matches()) {
            var node = metrics.putObject(metric);
            node.put("score", Double.parseDouble(matcher.group(1)));
            if (matcher.group(2) != null) {
                node.put("scoreError", Double.parseDouble(matcher.group(2)));
            }
            node.put("scoreUnit", matcher.group(3));
        }
        metrics = null;
    }

    private void failed(String why) {
        failing = false;
        var what = current == null ? "" : spoken(current) + ": ";
        if (failures.stream().noneMatch(each -> each.startsWith(what))) { // each fork says so again
            failures.add(what + why);
        }
    }

    /// @return `Class.method (players = 100)`
    static String spoken(Planned planned) {
        var method = planned.benchmark().substring(planned.benchmark().lastIndexOf('.'));
        return Measurement.typeOf(planned.benchmark()) + method + (planned.params().isEmpty() ? ""
                : " (" + String.join(", ", planned.params().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue()).sorted().toList()) + ")");
    }

    /// @return what is being measured; null before the first
    public Planned current() {
        return current;
    }

    /// @return whether the last line was the first of which [#current] was known in full
    public boolean begins() {
        return begins;
    }

    /// @return what was measured to the end, as JMH would write it, without what it prints only there
    public JsonNode results() {
        var complete = JsonNodeFactory.instance.arrayNode();
        results.forEach(result -> {
            if (result.path("primaryMetric").has("score")) {
                complete.add(result);
            }
        });
        return complete;
    }

    /// @return the benchmarks that failed, and what JMH said about it first
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
