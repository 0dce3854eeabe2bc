// Mistake: one purchase at a time in the whole shop. Caught by: Overlap.secondPlayersItemIsSentForAtOnce
package quest.exercises.lesson01;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

public final class LostGold {

    public enum Outcome { BOUGHT, TOO_POOR, SOLD_OUT }

    public interface Storeroom {

        void fetch(String item, Consumer<Boolean> answer);
    }

    private final Storeroom storeroom;
    private final Map<String, Integer> purses = new HashMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

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
        waiting.add(() -> sell(player, item, price, whenDone));
        next();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        waiting.remove().run();
    }

    private void done(Consumer<Outcome> whenDone, Outcome outcome) {
        busy = false;
        whenDone.accept(outcome);
        next();
    }

    private void sell(String player, String item, int price, Consumer<Outcome> whenDone) {
        if (goldOf(player) < price) {
            done(whenDone, Outcome.TOO_POOR);
            return;
        }
        storeroom.fetch(item, inStock -> {
            if (inStock) {
                earn(player, -price);
            }
            done(whenDone, inStock ? Outcome.BOUGHT : Outcome.SOLD_OUT);
        });
    }
}
