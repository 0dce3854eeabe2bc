package quest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// JMH's results as a table: the benchmarks of a class together, with the parameters in which they differ.
final class BenchTable {

    /// @param type the benchmark's class
    /// @param name its method, its parameters, and which of its measures this is
    private record Row(String type, String name, String score, String error, String unit) {
    }

    private final List<Row> rows = new ArrayList<>();

    /// @param results what JMH writes for `-rf json`
    BenchTable(JsonNode results) {
        var constant = constantParameters(results);
        for (var result : results) {
            var parts = result.get("benchmark").asText().split("\\.");
            var type = parts[parts.length - 2];
            var parameters = new StringBuilder();
            result.path("params").properties().forEach(parameter -> {
                if (!constant.contains(parameter.getKey())) {
                    parameters.append(' ').append(parameter.getKey()).append('=').append(parameter.getValue().asText());
                }
            });
            rows.add(row(type, parts[parts.length - 1] + parameters, result.get("primaryMetric")));
            result.path("secondaryMetrics").properties().forEach(metric ->
                    rows.add(row(type, "  " + metric.getKey(), metric.getValue())));
        }
    }

    void print(Screen screen) {
        var name = widest(rows.stream().map(Row::name).toList());
        var score = widest(rows.stream().map(Row::score).toList());
        var error = widest(rows.stream().map(Row::error).toList());
        var type = "";
        for (var row : rows) {
            if (!row.type().equals(type)) {
                type = row.type();
                screen.line(screen.bold(type));
            }
            screen.line("  %s  %s +- %s  %s".formatted(pad(row.name(), name), padLeft(row.score(), score),
                    pad(row.error(), error), row.unit()).stripTrailing());
        }
    }

    private static Row row(String type, String name, JsonNode metric) {
        var error = metric.get("scoreError").asDouble(Double.NaN);
        var unit = metric.get("scoreUnit").asText();
        return new Row(type, name, number(metric.get("score").asDouble()), Double.isFinite(error) ? number(error) : "?",
                unit.equals("#") ? "" : unit);
    }

    /// The parameters that have one value in all results: they say nothing in a table.
    private static Set<String> constantParameters(JsonNode results) {
        var values = new TreeMap<String, Set<String>>();
        for (var result : results) {
            result.path("params").properties().forEach(parameter -> values
                    .computeIfAbsent(parameter.getKey(), _ -> new HashSet<>()).add(parameter.getValue().asText()));
        }
        values.values().removeIf(different -> different.size() > 1);
        return values.keySet();
    }

    /// Three digits that count, which is more than the noise allows.
    private static String number(double value) {
        var rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        return rounded.scale() < -6 || rounded.scale() > 6 ? rounded.toString() : rounded.toPlainString();
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
