package quest.futures.steps;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.futures.Promise;

/// The errands of [RaidByCallbacks], by promises. Nobody passes a failure on, and none is lost.
final class RaidByPromises {

    private static final Map<String, String> ARMOURY = Map.of("ada", "a sword", "cleo", "an axe");
    private static final Map<String, Integer> CAVE = Map.of("a sword", 50);

    private final EventLoop loop;

    RaidByPromises(EventLoop loop) {
        this.loop = loop;
    }

    /// Sends a hero to the cave, and promises the gold.
    Promise<Integer> raid(String name) {
        return findHero(name)
                .flatMap(this::fetchWeapon)
                .flatMap(this::fight);
    }

    private Promise<String> findHero(String name) {
        var hero = new Promise<String>(loop);
        loop.execute(() -> hero.complete(name));
        return hero;
    }

    private Promise<String> fetchWeapon(String hero) {
        var weapon = new Promise<String>(loop);
        loop.execute(() -> {
            if (ARMOURY.containsKey(hero)) {
                weapon.complete(ARMOURY.get(hero));
            } else {
                weapon.fail(new IllegalStateException(hero + " has no weapon"));
            }
        });
        return weapon;
    }

    private Promise<Integer> fight(String weapon) {
        int won = CAVE.get(weapon);     // nobody wins gold with an axe: null, and this line throws
        var gold = new Promise<Integer>(loop);
        loop.execute(() -> gold.complete(won));
        return gold;
    }

    static void play(Consumer<String> out) {
        try (var loop = new EventLoop()) {
            var raids = new RaidByPromises(loop);
            var endings = Stream.of("ada", "bo", "cleo").map(name -> raids.raid(name)
                    .map(gold -> name + ": " + gold + " gold")
                    .recover(failure -> name + ": " + failure.getClass().getSimpleName())
                    .toCompletableFuture()).toList();
            loop.runUntilComplete(Futures.gather(endings)).forEach(out);
        }
        out.accept("the loop: nothing left to do");
    }

    static void main() {
        play(IO::println);
    }
}
