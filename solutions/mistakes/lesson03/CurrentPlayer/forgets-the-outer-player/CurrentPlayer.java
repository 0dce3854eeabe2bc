// Mistake: clears the player instead of going back to the one before. Caught by: Binding.innerPlayerThenTheOuterAgain
package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class CurrentPlayer {

    private static final InheritableThreadLocal<String> PLAYER = new InheritableThreadLocal<>() {

        @Override
        protected String initialValue() {
            return "server";
        }
    };

    private CurrentPlayer() {
    }

    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        PLAYER.set(player);
        try {
            return action.call();
        } finally {
            PLAYER.remove();
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
