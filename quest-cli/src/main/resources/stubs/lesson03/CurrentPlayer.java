package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.Callable;

/// # CurrentPlayer, 2 points
///
/// Deep inside the game, ten calls down, a line of the log is written, and it should say who is playing. To pass the
/// player through all ten methods clutters them all. A static field serves one player. A thread local must be cleared
/// by hand, and is unknown to the tasks that a player's move is split into.
///
/// Build the current player: known to all that is called for them, for as long as it is, and to nobody else.
///
/// 1. `playAs` calls the action, and returns what it returns, or throws what it throws. Whatever is called in it sees
///    the player.
///    Example: `playAs("Ada", () -> logLine("jumps"))` returns `"[Ada] jumps"`.
/// 2. `logLine` writes who is playing in front of a text. Outside of any `playAs` that is the server.
///    Example: `logLine("starts")` returns `"[server] starts"`.
/// 3. A player may be bound inside of another one's action: for so long it is the inner one, and then the outer again.
///    Example: while Ada plays, `playAs("Bo", …)` sees Bo. After it, however it ended, Ada is playing again.
/// 4. Tasks that the action forks in a [java.util.concurrent.StructuredTaskScope] see the player, too: in a scope of
///    the action's own, and in `together`, which runs actions at once, each on a thread of its own, and returns their
///    results in order.
///    Example: `playAs("Ada", () -> together(List.of(() -> logLine("jumps"), () -> logLine("shoots"))))` returns
///    `["[Ada] jumps", "[Ada] shoots"]`.
///
/// Contract:
/// - Players play at the same time, on many threads: each thread sees its own.
/// - A thread that is started by itself, in no scope, may outlive the action. It does not see the player.
/// - What an action throws leaves `playAs` as it is, the very same object. When an action of `together` fails, the
///   others are interrupted, and the failure is what it throws, or the cause of that. When `together` ends, all its
///   actions have.
public final class CurrentPlayer {

    private CurrentPlayer() {
    }

    /// Calls the action while this player is playing, on the calling thread. Any thread may call it.
    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        throw todo("bind the player for as long as the action runs");
    }

    /// The text behind the name of who is playing on the calling thread: `"[Ada] jumps"`.
    public static String logLine(String text) {
        throw todo("who is playing here, or the server?");
    }

    /// Runs the actions at the same time, all for the player who is playing here, and waits for them.
    ///
    /// @return their results, in the order of the actions
    public static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        throw todo("a task for each action");
    }
}
