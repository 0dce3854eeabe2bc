package quest.exercises.lesson02;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Steps of which each needs the one before, without anybody waiting.
///
/// All happens on the loop's thread.
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
        // Begun inside the chain, and not guild.findHero(name).thenCompose(...): what the first messenger throws at
        // once is then a failure of the chain as well, and the gate is closed after it.
        return CompletableFuture.completedFuture(name)
                .thenCompose(guild::findHero)
                .thenCompose(this::armAndFight)
                // handle and not thenApply with exceptionally: one place that sees both ends.
                .handle((report, failure) -> {
                    guild.closeGate();
                    return failure == null ? report : new Report.Lost(cause(failure));
                });
    }

    // The last step needs the hero as well as the weapon. So its lambda stands inside the one that has the hero.
    private CompletableFuture<Report> armAndFight(Hero hero) {
        return guild.fetchWeapon(hero)
                // Here, right behind the step that it mends. At the end of the chain it would mend all of them.
                .exceptionally(PromiseChain::fistsInstead)
                .thenCompose(weapon -> guild.fight(hero, weapon))
                .thenApply(gold -> new Report.Won(hero.name(), gold));
    }

    private static Weapon fistsInstead(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof NoWeaponException) {
            return FISTS;
        }
        // A function cannot throw a checked exception. This wrapper is what a future puts around a failure anyway.
        throw new CompletionException(cause);
    }

    /// What really went wrong. A future that failed by itself hands on its failure bare, one that was made of it
    /// wraps it: so whoever asks for a failure's type has to look inside first. More than one wrapper is rare, but
    /// costs nothing.
    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}
