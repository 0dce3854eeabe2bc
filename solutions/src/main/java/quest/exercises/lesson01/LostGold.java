package quest.exercises.lesson01;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A shop in which no interleaving of purchases loses gold.
///
/// All happens on one thread.
public final class LostGold {

    /// How a purchase ended.
    public enum Outcome { BOUGHT, TOO_POOR, SOLD_OUT }

    /// Where the shop's items are.
    public interface Storeroom {

        /// Sends for the item. Later, on the loop and never inside this call, `answer` is told whether it was there.
        void fetch(String item, Consumer<Boolean> answer);
    }

    private final Storeroom storeroom;
    private final Map<String, Integer> purses = new HashMap<>();

    public LostGold(Storeroom storeroom) {
        this.storeroom = storeroom;
    }

    /// Puts gold into the player's purse.
    public void earn(String player, int amount) {
        purses.put(player, goldOf(player) + amount);
    }

    /// What is in the player's purse.
    public int goldOf(String player) {
        return purses.getOrDefault(player, 0);
    }

    /// Begins a purchase. `whenDone` is told how it ended.
    public void buy(String player, String item, int price, Consumer<Outcome> whenDone) {
        if (goldOf(player) < price) {
            whenDone.accept(Outcome.TOO_POOR);
            return;
        }
        // Checked and taken in one go: no pause in between, so nothing can come in between. What is set aside here
        // cannot be spent a second time, and the purse is never written from what was read before a pause.
        //
        // To look again after the pause, and to take the gold there, does as well; then two purchases may both have
        // sent for their item before one is refused. A queue of purchases for each player does it too, and makes them
        // wait. One queue for all does it, and makes everyone wait for everyone.
        earn(player, -price);
        storeroom.fetch(item, inStock -> {
            if (inStock) {
                whenDone.accept(Outcome.BOUGHT);
            } else {
                earn(player, price);
                whenDone.accept(Outcome.SOLD_OUT);
            }
        });
    }
}
