// Mistake: a thread local, which the threads of a scope do not know. Caught by: SeenByTasks.togetherSeesThePlayer
package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class CurrentPlayer {

    private static final ThreadLocal<String> PLAYER = ThreadLocal.withInitial(() -> "server");

    private CurrentPlayer() {
    }

    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        String before = PLAYER.get();
        PLAYER.set(player);
        try {
            return action.call();
        } finally {
            PLAYER.set(before);
        }
    }

    public static String logLine(String text) {
        return "[" + PLAYER.get() + "] " + text;
    }

    public static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
            actions.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList();
        }
    }
}
