package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// # ActionServer, 4 points
///
/// The arena opens its gates. Players connect and shout what they do, a line for each action; a herald answers each
/// one when it is done. A heavy blow takes its time, and its player waits for it. Nobody else does.
///
/// Build the server, in whatever style you like: virtual threads, a selector, an executor. It is tested through its
/// sockets alone.
///
/// 1. `start` listens on 127.0.0.1, at any free port, and returns that port at once. Players are served on other
///    threads from then on, until `close`.
/// 2. A line ends with `\n` or `\r\n`, and comes in whatever pieces. Each gets one line as its answer, which ends with
///    `\n`. Text is UTF-8.
///    Capitals do not matter, nor do spaces and tabs at the ends of a line, nor several spaces between two words.
///    Example: `jump` in a line: `OK jump`. `  Move   FORWARD`: `OK move forward`.
///
///    | the line is | the answer |
///    |---|---|
///    | one of [#ACTIONS] | `OK` and the action as it stands in the list |
///    | empty, or nothing but spaces and tabs | `ERR empty action` |
///    | `quit` | `BYE`, and the connection is closed |
///    | anything else | `ERR unknown action: ` and the line, without the spaces and tabs at its ends |
///
/// 3. An action is done by `arena.act`, which takes its time, and is answered after that.
/// 4. The lines of one player are handled one after the other and answered in their order. Players do not wait for each
///    other, however many they are.
///    Example: ann sends `jump` and `dance`, bob `defend`, and the jump takes long. bob gets `OK defend` in the
///    meantime; ann gets `OK jump`, and only then `ERR unknown action: dance`.
/// 5. More than [#MAX_LINE] bytes without a line end: `ERR line too long`, at once, and the connection is closed. The
///    line end itself does not count: a line of exactly 1024 bytes is fine.
/// 6. A player who sends no more may still listen: at the end of input, what has come is answered, a last line without
///    its end included. Then the connection is closed. One who breaks off disturbs nobody.
/// 7. The log has an entry for each line that is answered with `OK` or `ERR` (`line too long` apart), from the moment
///    that the line is received, which is before it is acted on. Entries are in the order in which the lines were
///    received, over all players, and their times never decrease.
///    Example: ann's `jump` came first and takes long, bob's `attack` second: `1 OK jump`, `2 OK attack`.
/// 8. `close` ends it all: it interrupts actions under way, closes all connections and the port, and leaves no thread.
///
/// Contract:
/// - `start` is called once, `close` once after it. `log` may be called by any thread.
/// - `arena.act` may be called by many threads at once, for different players. `clock` may be asked by any thread.
public final class ActionServer implements AutoCloseable {

    /// What a player can do.
    public static final List<String> ACTIONS = List.of("move forward", "move backward", "move left", "move right",
            "jump", "attack", "defend", "use potion");

    /// The longest line, in bytes, its end not counted.
    public static final int MAX_LINE = 1024;

    /// Where the actions are done.
    @FunctionalInterface
    public interface Arena {

        /// Does an action, which takes its time.
        ///
        /// @param player the player's number
        /// @param action as it stands in the list
        /// @throws InterruptedException if the thread is interrupted before the action is done
        void act(int player, String action) throws InterruptedException;
    }

    /// A line that was received.
    ///
    /// @param player the player's number, counted from 1 as they connect
    /// @param answer what it is answered, now or later, without the line end
    /// @param time   when it was received, by the clock
    public record Entry(int player, String answer, Instant time) {
    }

    private final Arena arena;
    private final InstantSource clock;

    public ActionServer(Arena arena, InstantSource clock) {
        this.arena = arena;
        this.clock = clock;
    }

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        throw todo("listen at a free port, and serve each player who connects");
    }

    /// A copy: all lines received so far.
    public List<Entry> log() {
        throw todo("the entries so far");
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        throw todo("interrupt the actions, close the connections and the port");
    }
}
