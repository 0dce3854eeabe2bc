// Mistake: one field for all threads. Caught by: NobodyElse.playersAtTheSameTime
package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class CurrentPlayer {

    private static volatile String player = "server";

    private CurrentPlayer() {
    }

    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        String before = CurrentPlayer.player;
        CurrentPlayer.player = player;
        try {
            return action.call();
        } finally {
            CurrentPlayer.player = before;
        }
    }

    public static String logLine(String text) {
        return "[" + player + "] " + text;
    }

    public static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
            actions.forEach(scope::fork);
            return scope.join().map(Subtask::get).toList();
        }
    }
}
