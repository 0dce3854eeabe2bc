package quest.gameserver.arena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import quest.gameserver.snake.Direction;

/// What a player has sent.
sealed interface ClientMessage {

    /// Unicode code points.
    int MAX_CHAT = 200;

    record Join() implements ClientMessage {
    }

    record Turn(Direction direction) implements ClientMessage {
    }

    record Chat(String text) implements ClientMessage {
    }

    record Ping(long id) implements ClientMessage {
    }

    /// @param why what was wrong, and what was expected
    record Bad(String why) implements ClientMessage {
    }

    static ClientMessage parse(String text) {
        JsonNode message;
        try {
            message = Json.parse(text);
        } catch (JsonProcessingException e) {
            return new Bad("not JSON: %s; expected an object such as {\"type\":\"join\"}".formatted(e.getOriginalMessage()));
        }
        if (!message.isObject()) {
            return new Bad("expected a JSON object such as {\"type\":\"join\"}");
        }
        return switch (message.path("type").asText("")) {
            case "join" -> new Join();
            case "turn" -> turn(message.path("direction"));
            case "chat" -> chat(message.path("text"));
            case "ping" -> message.path("id").canConvertToLong() && message.path("id").isIntegralNumber()
                    ? new Ping(message.path("id").longValue()) : new Bad("a ping wants a whole number as its id");
            default -> new Bad("unknown type; expected one of join, turn, chat, ping");
        };
    }

    private static ClientMessage turn(JsonNode direction) {
        return switch (direction.textValue()) {
            case "up" -> new Turn(Direction.UP);
            case "down" -> new Turn(Direction.DOWN);
            case "left" -> new Turn(Direction.LEFT);
            case "right" -> new Turn(Direction.RIGHT);
            case null, default -> new Bad("a turn wants a direction: up, down, left or right");
        };
    }

    private static ClientMessage chat(JsonNode text) {
        if (!text.isTextual()) {
            return new Bad("a chat wants a text");
        }
        var said = text.textValue();
        int length = said.codePointCount(0, said.length());
        if (length < 1 || length > MAX_CHAT) {
            return new Bad("a chat has 1 to %d characters, not %d".formatted(MAX_CHAT, length));
        }
        // JSON can name half of a pair, as \ud83d alone; UTF-8 cannot.
        return said.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                ? new Bad("a chat may not have half of a surrogate pair in it") : new Chat(said);
    }
}
