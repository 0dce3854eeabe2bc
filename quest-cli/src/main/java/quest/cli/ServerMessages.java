package quest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What belongs to the messages of a [TestJvm].
final class ServerMessages {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /// A test has begun.
    ///
    /// @param seconds its time limit
    record Begun(String title, long seconds) {
    }

    private ServerMessages() {
    }

    /// A text in JSON's quotes.
    static String text(String json) {
        return json.isEmpty() ? "" : read(json, String.class);
    }

    static int number(String json) {
        return read(json, Integer.class);
    }

    static Begun begun(String json) {
        return read(json, Begun.class);
    }

    static ExerciseResult.Test test(String json) {
        return read(json, ExerciseResult.Test.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw QuestException.environment("The JVM of the tests said what nobody understands: " + json);
        }
    }
}
