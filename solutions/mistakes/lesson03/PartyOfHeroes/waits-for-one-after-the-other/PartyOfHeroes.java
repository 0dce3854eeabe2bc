// Mistake: asks the futures in order, and calls nobody back. Caught by: Failure.othersAreCalledBack
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var out = new ArrayList<Future<T>>();
            for (var hero : heroes) {
                out.add(executor.submit(hero));
            }
            var loot = new ArrayList<T>();
            for (var future : out) {
                loot.add(future.get());
            }
            return loot;
        }
    }
}
