package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// One number that JMH has measured.
///
/// @param error half the width of the interval in which the true mean is with 99.9%; NaN where there were too few
///         iterations to tell
/// @param unit as JMH says it: `ms/op`, `ops/s`, `MiB`
public record Metric(double score, double error, String unit) {

    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9,
            "min", 60e9, "hr", 3600e9, "day", 86_400e9);

    static Metric read(JsonNode metric) {
        return new Metric(metric.path("score").asDouble(Double.NaN), metric.path("scoreError").asDouble(Double.NaN),
                metric.path("scoreUnit").asText(""));
    }

    /// Whether it is a time for an operation, and not, say, operations for a time.
    public boolean isTime() {
        return !Double.isNaN(nanosPerUnit(unit));
    }

    /// @return in nanoseconds, when this is a time; else as it is
    public double value() {
        return isTime() ? score * nanosPerUnit(unit) : score;
    }

    /// @return half the interval's width, like [#value]
    public double valueError() {
        return isTime() ? error * nanosPerUnit(unit) : error;
    }

    public boolean hasError() {
        return Double.isFinite(error);
    }

    Metric times(double factor) {
        return new Metric(score * factor, error * factor, unit);
    }

    /// @return `201 ms`, `12.5 million ops/s`: in the unit in which it reads best
    public String shown() {
        return Figures.shown(value(), unit);
    }

    public String errorShown() {
        return hasError() ? Figures.shown(valueError(), unit) : "?";
    }

    /// @return of `ms/op` and `ms`, a million; NaN when it is not a time for an operation
    static double nanosPerUnit(String unit) {
        var time = unit.endsWith("/op") ? unit.substring(0, unit.length() - "/op".length()) : unit;
        return NANOS.getOrDefault(time, Double.NaN);
    }
}
