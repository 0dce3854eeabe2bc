package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// Who is playing: known to all that is called for a player, and to the tasks forked for them.
///
/// Any thread may call it.
public final class CurrentPlayer {

    // No mutable state, though it is static: this is the name of a binding, and a binding belongs to a stretch of a
    // thread's run.
    private static final ScopedValue<String> PLAYER = ScopedValue.newInstance();

    private CurrentPlayer() {
    }

    /// Calls the action while this player is playing, on the calling thread. Any thread may call it.
    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        // Nothing has to be cleared, and nothing can be forgotten: the binding ends with the call, and under it lies
        // the one before.
        return ScopedValue.where(PLAYER, player).call(action::call);
    }

    /// The text behind the name of who is playing on the calling thread: `"[Ada] jumps"`.
    public static String logLine(String text) {
        return "[" + PLAYER.orElse("server") + "] " + text;
    }

    /// Runs the actions at the same time, all for the player who is playing here, and waits for them.
    ///
    /// @return their results, in the order of the actions
    public static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        // A scope remembers the bindings with which it was opened, and hands them to each thread that it starts. It can
        // do so without copying, because no such thread outlives the binding. An executor's threads may, and get none.
        try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
            actions.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList();
        }
    }
}
