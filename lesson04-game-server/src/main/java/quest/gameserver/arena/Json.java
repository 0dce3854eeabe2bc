package quest.gameserver.arena;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import quest.gameserver.history.Timestamp;
import quest.gameserver.snake.Cell;
import quest.gameserver.snake.Paint;

/// How records become JSON: the rules of Snake know nothing of it, so it is said here.
final class Json {

    /// A cell is `[x,y]`.
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"x", "y"})
    interface CellAsArray {
    }

    /// A painted cell is `[x,y,glyph,color]`.
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"x", "y", "glyph", "color"})
    interface PaintAsArray {
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Cell.class, CellAsArray.class)
            .addMixIn(Paint.class, PaintAsArray.class)
            .addModule(new SimpleModule().addSerializer(new Timestamp()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private Json() {
    }

    /// UTF-8, on one line.
    static byte[] bytes(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written: " + value, e);
        }
    }

    /// One JSON value, and nothing after it.
    ///
    /// @throws JsonProcessingException if it is not that
    static JsonNode parse(String text) throws JsonProcessingException {
        return READER.readTree(text);
    }
}
