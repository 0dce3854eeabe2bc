package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The headline as it is kept with the course: a JSON file of where and how it was measured and of JMH's results, and
/// README's table, which is made from that file and from nothing else.
public final class HeadlineRecord {

    private static final String BEGIN = "<!-- headline -->";
    private static final String END = "<!-- /headline -->";
    private static final Pattern BETWEEN = Pattern.compile("(?<=" + BEGIN + ")(?s:.*?)(?=" + END + ")");
    /// Not the path of the JVM nor its flags, in which paths may be.
    private static final List<String> KEPT = List.of("benchmark", "mode", "threads", "forks", "warmupIterations",
            "warmupTime", "measurementIterations", "measurementTime", "params");
    private static final List<String> KEPT_OF_METRICS = List.of("score", "scoreError", "scoreUnit", "rawData");

    private HeadlineRecord() {
    }

    /// @param results JMH's
    public static JsonNode write(Setting setting, JsonNode results) {
        var record = JsonNodeFactory.instance.objectNode();
        record.put("date", setting.date().toString());
        record.put("command", setting.command());
        record.put("quick", setting.quick());
        var machine = record.putObject("machine");
        machine.put("cores", setting.machine().cores());
        machine.put("memoryMiB", setting.machine().memory());
        machine.put("os", setting.machine().os());
        machine.put("cpu", setting.machine().cpu());
        record.put("jdk", setting.jdk());
        if (!Double.isNaN(setting.load())) {
            record.put("loadBefore", setting.load());
        }
        var kept = record.putArray("results");
        results.forEach(result -> kept.add(reduced(result)));
        return record;
    }

    private static ObjectNode reduced(JsonNode result) {
        var reduced = only(result, KEPT);
        reduced.set("primaryMetric", only(result.path("primaryMetric"), KEPT_OF_METRICS));
        var others = reduced.putObject("secondaryMetrics");
        result.path("secondaryMetrics").properties()
                .forEach(each -> others.set(each.getKey(), only(each.getValue(), KEPT_OF_METRICS)));
        return reduced;
    }

    private static ObjectNode only(JsonNode node, List<String> fields) {
        var some = JsonNodeFactory.instance.objectNode();
        fields.stream().filter(node::has).forEach(field -> some.set(field, node.get(field)));
        return some;
    }

    /// @param record what [#write] has made
    public static Headline read(JsonNode record) {
        var machine = record.path("machine");
        return Headline.of(new Setting(new Machine(machine.path("cores").asInt(), machine.path("memoryMiB").asLong(),
                machine.path("os").asText(), machine.path("cpu").asText()), record.path("jdk").asText(),
                record.path("command").asText(), LocalDate.parse(record.path("date").asText()),
                record.path("loadBefore").asDouble(Double.NaN), record.path("quick").asBoolean()),
                Measurement.read(record.path("results")));
    }

    /// @return README with the headline's table between the markers
    /// @throws IllegalArgumentException when the markers are not there
    public static String inserted(String readme, Headline headline) {
        between(readme);
        return BETWEEN.matcher(readme).replaceFirst(
                Matcher.quoteReplacement("\n" + HeadlineTables.markdown(headline)));
    }

    /// @return what README has between the markers
    /// @throws IllegalArgumentException when they are not there
    public static String between(String readme) {
        var matcher = BETWEEN.matcher(readme);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Expected " + BEGIN + " and, after it, " + END + ".");
        }
        return matcher.group();
    }
}
