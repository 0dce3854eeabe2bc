// Mistake: the price is given back after whenDone was told. Caught by: WhenTold.whatIsSoldOutIsGivenBackByThen
package quest.exercises.lesson01;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

public final class LostGold {

    public enum Outcome { BOUGHT, TOO_POOR, SOLD_OUT }

    public interface Storeroom {

        void fetch(String item, Consumer<Boolean> answer);
    }

    private final Storeroom storeroom;
    private final Map<String, Integer> purses = new HashMap<>();

    public LostGold(Storeroom storeroom) {
        this.storeroom = storeroom;
    }

    public void earn(String player, int amount) {
        purses.put(player, goldOf(player) + amount);
    }

    public int goldOf(String player) {
        return purses.getOrDefault(player, 0);
    }

    public void buy(String player, String item, int price, Consumer<Outcome> whenDone) {
        if (goldOf(player) < price) {
            whenDone.accept(Outcome.TOO_POOR);
            return;
        }
        earn(player, -price);
        storeroom.fetch(item, inStock -> {
            if (inStock) {
                whenDone.accept(Outcome.BOUGHT);
            } else {
                whenDone.accept(Outcome.SOLD_OUT);
                earn(player, price);
            }
        });
    }
}
