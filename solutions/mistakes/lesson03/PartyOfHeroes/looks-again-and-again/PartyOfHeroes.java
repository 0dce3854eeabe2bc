// Mistake: sleeps and looks whether all are back. Caught by: Leaving.callerDoesNotSpin
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
            try {
                while (!out.stream().allMatch(Future::isDone)) {
                    for (var hero : out) {
                        if (hero.state() == Future.State.FAILED) {
                            hero.get();
                        }
                    }
                    Thread.sleep(1);
                }
                var loot = new ArrayList<T>();
                for (var hero : out) {
                    loot.add(hero.get());
                }
                return loot;
            } finally {
                executor.shutdownNow();
            }
        }
    }
}
