// Mistake: waits for those who pack up in a way that an interrupt ends. Caught by: Leaving.interruptWhilePackingUp
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var home = new ExecutorCompletionService<T>(executor);
            var out = new ArrayList<Future<T>>();
            for (var hero : heroes) {
                out.add(home.submit(hero));
            }
            for (int back = 0; back < heroes.size(); back++) {
                home.take().get();
            }
            var loot = new ArrayList<T>();
            for (var future : out) {
                loot.add(future.resultNow());
            }
            return loot;
        } finally {
            executor.shutdownNow();
            executor.awaitTermination(1, TimeUnit.DAYS);
        }
    }
}
