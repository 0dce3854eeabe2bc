package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// # PositionServer, 4 points
///
/// A hundred players walk about in one world, and each of them has the world on the screen. Every step of anybody goes
/// to everybody. If two step at the same moment, it does not matter who was first. But it matters very much that all
/// screens agree on it: else ann sees bob behind the wall, and bob sees himself in front of it, until the next step.
///
/// Build the server, in whatever style you like. It is tested through its sockets, and through the `positions` that it
/// is given.
///
/// 1. `start` listens on 127.0.0.1, at any free port, and returns that port at once. Players are served on other
///    threads from then on, until `close`.
/// 2. Who connects gets `WELCOME ` and an id, then the state; everybody else gets the new state too. Ids are counted
///    from 1 and never used again. The state is what `positions.state()` says. Each line ends with `\n`.
///    Example: bob is the second: he gets `WELCOME 2` and `POSITIONS 1=0,0 2=0,0`, and ann `POSITIONS 1=0,0 2=0,0`.
/// 3. `MOVE x y` moves the player, and everybody gets the state, the mover too: one state for each move. x and y are
///    whole numbers in the range of `int`. Capitals do not matter, nor do several spaces, nor spaces at the ends.
///    Example: bob sends `MOVE 3 -4`: everybody gets `POSITIONS 1=0,0 2=3,-4`.
/// 4. Anything else is answered with `ERR ` and a reason in your words. It moves nobody, and the connection stays.
/// 5. Lines end with `\n` or `\r\n` and come in whatever pieces. More than [#MAX_LINE] bytes without a line end:
///    `ERR line too long`, at once, and the connection is closed.
/// 6. Who sends `quit` gets `BYE`, and the connection is closed. It is closed at the end of input too, where a last
///    line without its end still counts. However players leave, breaking off included, they are gone from the state,
///    and everybody else gets it.
/// 7. All players get the states in one order, the order of the moves. Nobody misses one that came after the player's
///    own `WELCOME`, and nothing comes before that.
/// 8. `close` closes all connections and the port, and leaves no thread.
///
/// Contract:
/// - Where the players stand is kept in `positions` alone. It is for one thread at a time: no call may begin while
///   another is under way.
/// - Players who come or leave at the same moment may share one state.
/// - There may be hundreds of players. All of them read what they are sent: those who do not are another exercise.
/// - `start` is called once, `close` once after it.
public final class PositionServer implements AutoCloseable {

    /// The longest line, in bytes, its end not counted.
    public static final int MAX_LINE = 1024;

    /// Where the players stand. One thread at a time may call its methods.
    public interface Positions {

        /// A new player appears, at 0,0.
        void join(int id);

        void move(int id, int x, int y);

        /// A player is gone. Does nothing if there is no such player.
        void leave(int id);

        /// All players, ordered by id, as in `POSITIONS 1=0,0 2=3,-4`.
        String state();

        /// Nobody is there.
        static Positions empty() {
            Map<Integer, String> positions = new TreeMap<>();
            return new Positions() {

                @Override
                public void join(int id) {
                    positions.put(id, "0,0");
                }

                @Override
                public void move(int id, int x, int y) {
                    positions.replace(id, x + "," + y);
                }

                @Override
                public void leave(int id) {
                    positions.remove(id);
                }

                @Override
                public String state() {
                    return "POSITIONS" + positions.entrySet().stream()
                            .map(player -> " " + player.getKey() + "=" + player.getValue())
                            .collect(Collectors.joining());
                }
            };
        }
    }

    private final Positions positions;

    /// @param positions nobody is there yet
    public PositionServer(Positions positions) {
        this.positions = positions;
    }

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        throw todo("listen at a free port, and serve each player who connects");
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        throw todo("close the connections and the port");
    }
}
