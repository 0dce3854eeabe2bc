package quest.gameserver.arena;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import quest.gameserver.snake.Cell;
import quest.gameserver.snake.Event;
import quest.gameserver.snake.Paint;
import quest.gameserver.snake.SnakeView;

/// What the server says to those in a room. Its JSON is the record's components, and its `type`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ServerMessage {

    @JsonTypeName("welcome")
    record Welcome(String you, String room, int width, int height, long tickMillis, boolean spectator)
            implements ServerMessage {
    }

    /// @param cells all that are not empty at that tick
    @JsonTypeName("snapshot")
    record Snapshot(long tick, List<Paint> cells, List<SnakeView> snakes) implements ServerMessage {
    }

    /// @param cells those that changed
    @JsonTypeName("frame")
    record Frame(long tick, List<Paint> cells) implements ServerMessage {
    }

    @JsonTypeName("entered")
    record Entered(String player, boolean spectator) implements ServerMessage {
    }

    @JsonTypeName("left")
    record Left(String player) implements ServerMessage {
    }

    @JsonTypeName("joined")
    record Joined(String player, int color, Cell head) implements ServerMessage {
    }

    @JsonTypeName("died")
    record Died(String player, String cause, String by, int score) implements ServerMessage {
    }

    @JsonTypeName("score")
    record Score(String player, int score) implements ServerMessage {
    }

    @JsonTypeName("chat")
    record Chat(String from, String text) implements ServerMessage {
    }

    @JsonTypeName("tournament")
    record TournamentNews(@JsonUnwrapped TournamentView tournament) implements ServerMessage {
    }

    @JsonTypeName("pong")
    record Pong(long id) implements ServerMessage {
    }

    @JsonTypeName("error")
    record Error(String message) implements ServerMessage {
    }

    @JsonTypeName("waiting")
    record Waiting() implements ServerMessage {
    }

    /// What the rules say has happened, as it is told.
    static ServerMessage of(Event event) {
        return switch (event) {
            case Event.Joined(var player, int color, var head) -> new Joined(player, color, head);
            case Event.Died(var player, var cause, var by, int score) ->
                    new Died(player, cause.protocolName(), by, score);
            case Event.Scored(var player, int score) -> new Score(player, score);
        };
    }
}
