package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a reader is asked before something is measured.
///
/// @param benchmark `Class.method`
/// @param params those of the benchmark's parameters that matter
/// @param unit of a guess that says none, as JMH writes units
public record Question(String benchmark, Map<String, String> params, String question, String unit) {

    public Question {
        params = Map.copyOf(params);
    }

    /// @param questions a list of objects with these components as fields
    /// @throws IllegalArgumentException when one of them lacks something; the message says which
    public static List<Question> read(JsonNode questions) {
        var all = new ArrayList<Question>();
        for (var each : questions) {
            for (var needed : List.of("benchmark", "question", "unit")) {
                if (!each.path(needed).isTextual()) {
                    throw new IllegalArgumentException("Expected a text '%s' in question %d: %s"
                            .formatted(needed, all.size() + 1, each));
                }
            }
            var params = new LinkedHashMap<String, String>();
            each.path("params").properties().forEach(param -> params.put(param.getKey(), param.getValue().asText()));
            all.add(new Question(each.get("benchmark").asText(), params, each.get("question").asText(),
                    each.get("unit").asText()));
        }
        return List.copyOf(all);
    }

    /// Whether a benchmark with these parameters answers it.
    ///
    /// @param fullName with the package
    public boolean isAbout(String fullName, Map<String, String> withParams) {
        return fullName.endsWith("." + benchmark) && withParams.entrySet().containsAll(params.entrySet());
    }

    boolean isAbout(Measurement measurement) {
        return isAbout(measurement.benchmark(), measurement.params());
    }

    /// @return `ms`
    public String unitOfGuess() {
        return Double.isNaN(Metric.nanosPerUnit(unit)) ? unit : unit.replace("/op", "");
    }
}
