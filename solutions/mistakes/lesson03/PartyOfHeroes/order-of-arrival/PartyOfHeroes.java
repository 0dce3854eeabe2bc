// Mistake: what they bring is in the order in which they come back. Caught by: Together.lootIsInTheOrderOfTheHeroes
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        var loot = Collections.synchronizedList(new ArrayList<T>());
        try (var scope = StructuredTaskScope.open()) {
            for (var hero : heroes) {
                scope.fork(() -> loot.add(hero.call()));
            }
            scope.join();
        }
        return loot;
    }
}
