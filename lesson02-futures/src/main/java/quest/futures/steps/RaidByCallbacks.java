package quest.futures.steps;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Three errands, one after the other, by callbacks: what goes wrong without promises. [RaidByPromises] mends it.
///
/// A callback is told of a value or of a failure; the other one is null. The second one here forgets to pass a failure
/// on. The compiler does not mind, and neither does anybody else.
final class RaidByCallbacks {

    private static final Map<String, String> ARMOURY = Map.of("ada", "a sword", "cleo", "an axe");
    private static final Map<String, Integer> CAVE = Map.of("a sword", 50);

    private final Executor loop;

    RaidByCallbacks(Executor loop) {
        this.loop = loop;
    }

    /// Sends a hero to the cave, and tells of the gold to come.
    void raid(String name, BiConsumer<Integer, Exception> then) {
        findHero(name, (hero, notFound) -> {
            if (notFound != null) {
                then.accept(null, notFound);
            } else {
                fetchWeapon(hero, (weapon, noWeapon) -> {
                    if (noWeapon == null) {
                        fight(weapon, (gold, lost) -> {
                            if (lost != null) {
                                then.accept(null, lost);
                            } else {
                                then.accept(gold, null);
                            }
                        });
                    }
                });
            }
        });
    }

    private void findHero(String name, BiConsumer<String, Exception> then) {
        loop.execute(() -> then.accept(name, null));
    }

    private void fetchWeapon(String hero, BiConsumer<String, Exception> then) {
        var weapon = ARMOURY.get(hero);
        var failure = weapon == null ? new IllegalStateException(hero + " has no weapon") : null;
        loop.execute(() -> then.accept(weapon, failure));
    }

    private void fight(String weapon, BiConsumer<Integer, Exception> then) {
        int gold = CAVE.get(weapon);    // nobody wins gold with an axe: null, and this line throws
        loop.execute(() -> then.accept(gold, null));
    }

    /// On the smallest loop there is, a queue, which reports what a callback throws.
    static void play(Consumer<String> out) {
        var ready = new ArrayDeque<Runnable>();
        var raids = new RaidByCallbacks(ready::add);
        for (var name : new String[] {"ada", "bo", "cleo"}) {
            raids.raid(name, (gold, failure) -> out.accept(
                    name + ": " + (failure == null ? gold + " gold" : failure.getClass().getSimpleName())));
        }
        for (Runnable callback; (callback = ready.poll()) != null; ) {
            try {
                callback.run();
            } catch (RuntimeException thrown) {
                out.accept("the loop: a callback threw a " + thrown.getClass().getSimpleName());
            }
        }
        out.accept("the loop: nothing left to do");
    }

    static void main() {
        play(IO::println);
    }
}
