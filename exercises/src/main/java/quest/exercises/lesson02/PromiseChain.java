package quest.exercises.lesson02;

import static quest.exercises.Todo.todo;

import java.util.concurrent.CompletableFuture;

/// # PromiseChain, 2 points
///
/// Before the dragon is fought, messengers ride. One finds the hero, then one fetches that hero's weapon, and then
/// the two are led to the cave. No messenger can leave before the one before is back, and nobody may stand at the
/// gate and wait: the gatekeeper is the loop's only thread. The JDK's promise is [CompletableFuture]. Chain the steps
/// with it.
///
/// 1. `fight` finds the hero, then fetches the hero's weapon, then has the two fight. It returns at once, and the
///    future that it returns brings a `Won` with the hero's name and the gold.
///    Example: Ada is found, her sword fetched, the fight brings 50 gold: `Won("Ada", 50)`.
/// 2. A hero without a weapon, whose `fetchWeapon` fails with a [NoWeaponException], fights with `FISTS`. No other
///    failure is mended this way.
///    Example: Bo is found, `fetchWeapon` fails with a NoWeaponException: Bo fights with FISTS.
/// 3. Any other failure ends it: no further messenger leaves, and the future brings a `Lost` with the failure.
///    Example: `findHero` fails with an IOException: `Lost(thatException)`, and nobody was sent for a weapon.
/// 4. When it is over, won or lost, the gate is closed, once, before the report is there.
///
/// Contract:
/// - All happens on the loop's thread, which also settles the guild's futures. So never wait (`join`, `get`): what
///   you wait for could not come. And leave the thread to nobody else: no method whose name ends in `Async`, no
///   threads.
/// - `cause` of a `Lost` is the very object with which a step failed. A future that was made of others often wraps it
///   into a [java.util.concurrent.CompletionException], and the guild's futures may be of that kind.
/// - A messenger may also throw at once instead of returning a future. That is a failure like any other, of any step.
/// - The future that `fight` returns never fails. `closeGate` throws nothing.
public final class PromiseChain {

    /// Who fights.
    public record Hero(String name, int strength) {
    }

    /// With what.
    public record Weapon(String name, int damage) {
    }

    /// What is always at hand.
    public static final Weapon FISTS = new Weapon("fists", 1);

    /// The hero has none.
    public static final class NoWeaponException extends Exception {

        private static final long serialVersionUID = 1L;

        public NoWeaponException(String message) {
            super(message);
        }
    }

    /// How it ended.
    public sealed interface Report {

        record Won(String hero, int gold) implements Report {
        }

        record Lost(Throwable cause) implements Report {
        }
    }

    /// The messengers. Each returns at once; the future settles later, on the loop's thread.
    public interface Guild {

        CompletableFuture<Hero> findHero(String name);

        CompletableFuture<Weapon> fetchWeapon(Hero hero);

        /// Brings the gold that was won.
        CompletableFuture<Integer> fight(Hero hero, Weapon weapon);

        void closeGate();
    }

    private final Guild guild;

    public PromiseChain(Guild guild) {
        this.guild = guild;
    }

    /// Has the hero of this name fight, and returns the report to come.
    public CompletableFuture<Report> fight(String name) {
        throw todo("send one messenger after the other, and make a report of what comes of it");
    }
}
