// Mistake: a pool sends out eight at a time. Caught by: Together.largePartyIsNotHeldBackByAPool
package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
            for (var hero : heroes) {
                scope.fork(() -> pool.submit(hero).get());
            }
            return scope.join().map(Subtask::get).toList();
        } finally {
            pool.shutdownNow();
        }
    }
}
