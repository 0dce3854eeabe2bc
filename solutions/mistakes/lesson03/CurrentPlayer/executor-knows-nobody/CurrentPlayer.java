// Mistake: runs the actions in an executor, whose threads see no player. Caught by: SeenByTasks.togetherSeesThePlayer
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class CurrentPlayer {

    private static final ScopedValue<String> PLAYER = ScopedValue.newInstance();

    private CurrentPlayer() {
    }

    public static <T> T playAs(String player, Callable<T> action) throws Exception {
        return ScopedValue.where(PLAYER, player).call(action::call);
    }

    public static String logLine(String text) {
        return "[" + PLAYER.orElse("server") + "] " + text;
    }

    public static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<T>(executor);
            var futures = new ArrayList<Future<T>>();
            for (var action : actions) {
                futures.add(done.submit(action));
            }
            try {
                for (int i = 0; i < futures.size(); i++) {
                    done.take().get();
                }
            } finally {
                executor.shutdownNow();
            }
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
