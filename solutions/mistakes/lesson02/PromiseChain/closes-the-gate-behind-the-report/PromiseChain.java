// Mistake: the gate is closed when the report is there already. Caught by: Steps.gateIsClosedAfterAWonFight
package quest.exercises.lesson02;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

public final class PromiseChain {

    public record Hero(String name, int strength) {
    }

    public record Weapon(String name, int damage) {
    }

    public static final Weapon FISTS = new Weapon("fists", 1);

    public static final class NoWeaponException extends Exception {

        private static final long serialVersionUID = 1L;

        public NoWeaponException(String message) {
            super(message);
        }
    }

    public sealed interface Report {

        record Won(String hero, int gold) implements Report {
        }

        record Lost(Throwable cause) implements Report {
        }
    }

    public interface Guild {

        CompletableFuture<Hero> findHero(String name);

        CompletableFuture<Weapon> fetchWeapon(Hero hero);

        CompletableFuture<Integer> fight(Hero hero, Weapon weapon);

        void closeGate();
    }

    private final Guild guild;

    public PromiseChain(Guild guild) {
        this.guild = guild;
    }

    public CompletableFuture<Report> fight(String name) {
        var report = CompletableFuture.completedFuture(name)
                .thenCompose(guild::findHero)
                .thenCompose(this::armAndFight)
                .handle((won, failure) -> failure == null ? won : new Report.Lost(cause(failure)));
        report.thenRun(guild::closeGate);
        return report;
    }

    private CompletableFuture<Report> armAndFight(Hero hero) {
        return guild.fetchWeapon(hero)
                .exceptionally(PromiseChain::fistsInstead)
                .thenCompose(weapon -> guild.fight(hero, weapon))
                .thenApply(gold -> new Report.Won(hero.name(), gold));
    }

    private static Weapon fistsInstead(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof NoWeaponException) {
            return FISTS;
        }
        throw new CompletionException(cause);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause()) : failure;
    }
}
