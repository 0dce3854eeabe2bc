// Mistake: each hero sets out when the one before is back. Caught by: Together.allAreOutAtOnce
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        var brought = new ArrayList<T>();
        for (var hero : heroes) {
            try (var scope = StructuredTaskScope.<T>open()) {
                var quest = scope.fork(hero);
                scope.join();
                brought.add(quest.get());
            }
        }
        return brought;
    }
}
