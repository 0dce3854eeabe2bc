package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// # LostGold, 2 points
///
/// The shop has one shopkeeper, one thread, and no locks, and yet its books are wrong. Who buys twice in a hurry pays
/// once, and gold earned during a purchase is gone afterwards. Between the look into the purse and the payment the
/// shopkeeper sends for the item, and that is a *pause*, in which everything else goes on.
///
/// This is how it sells today:
///
/// ```java
/// public void buy(String player, String item, int price, Consumer<Outcome> whenDone) {
///     int gold = goldOf(player);
///     if (gold < price) {
///         whenDone.accept(Outcome.TOO_POOR);
///         return;
///     }
///     storeroom.fetch(item, inStock -> {
///         if (!inStock) {
///             whenDone.accept(Outcome.SOLD_OUT);
///             return;
///         }
///         purses.put(player, gold - price);
///         whenDone.accept(Outcome.BOUGHT);
///     });
/// }
/// ```
///
/// 1. Find the race. Ada has 100 gold, buys a sword for 60, and, before the sword is there, a shield for 30. Follow
///    by hand what `gold` is in each purchase: in the end 70 gold are left, where 10 should be.
/// 2. Mend it: whatever happens between the beginning and the end of a purchase, a purse holds what it held, plus
///    what was earned, minus the prices of what was bought.
///    Example: 100 gold, sword for 60 begun, 50 earned, the sword comes: 100 + 50 - 60 = 90 are left.
/// 3. Nobody spends gold twice: a purse is never below 0.
///    Example: 100 gold, and a sword for 60 and an armour for 70 are begun before either is there. One is BOUGHT, the
///    other TOO_POOR, whichever you prefer.
/// 4. What was not bought costs nothing.
///    Example: 100 gold, a sword for 60 that is SOLD_OUT: 100 are left.
/// 5. Purchases of different players do not wait for each other.
///    Example: Ada's sword is being fetched. Bo asks for a bow: it is sent for at once, and if it comes first, Bo has
///    it first.
///
/// Contract:
/// - All happens on one thread, so locks do not help: nobody else is there to be locked out.
/// - `whenDone` is told once for each purchase, at once or later, and may begin another purchase. For a purchase that
///   is BOUGHT, the storeroom was asked exactly once.
/// - If a purse holds enough for all purchases that its player has begun and all are in stock, all are BOUGHT.
///   Purchases of one player may wait for each other, or not.
/// - While a purchase is under way, `goldOf` may have its price subtracted already, or not yet.
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
        throw todo("sell the item without losing gold");
    }
}
