// Mistake: writes a purse that it read before the pause. Caught by: EveryOrder.twoPurchasesArePaidTwice
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
        int gold = goldOf(player);
        if (gold < price) {
            whenDone.accept(Outcome.TOO_POOR);
            return;
        }
        storeroom.fetch(item, inStock -> {
            if (!inStock) {
                whenDone.accept(Outcome.SOLD_OUT);
                return;
            }
            synchronized (this) {
                purses.put(player, gold - price);
            }
            whenDone.accept(Outcome.BOUGHT);
        });
    }
}
