package quest.futures.scenes;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.stage.Lanes;
import quest.stage.Scene;
import quest.stage.Stage;

/// A combo with pauses, written as a chain of futures: the swing, the damage computed, the blow, three times over.
/// Archer and dragon act in the pauses, and are called off when it is over.
public final class EpicBattle implements Scene {

    private static final Duration SWING = Duration.ofMillis(500);
    private static final Duration COMPUTING_DAMAGE = Duration.ofMillis(200);
    private static final Duration BLOW = Duration.ofMillis(300);
    private static final Duration AIMING = Duration.ofMillis(800);
    private static final Duration BREATHING_IN = Duration.ofMillis(1100);
    private static final int ARROW = 10;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("A combo of three blows against a dragon of 120 life points");
        var battle = new Battle(stage, loop);
        var others = Futures.gather(battle.shootFrom(1), battle.breatheFrom(1));
        loop.runUntilComplete(battle.combo());
        var comboTook = stage.elapsed();

        others.cancel(true);
        stage.tell("herald", "calls archer and dragon off");
        var peace = others.handle((_, failure) -> failure instanceof CancellationException);
        stage.tell("herald", loop.runUntilComplete(peace) ? "it is over" : "somebody fights on");

        stage.print("""

                %s

                s: swing, d: damage computed, b: blow; a digit: aiming arrow, or drawing breath,
                number so and so. The last of each was cut short.""".formatted(battle.picture));
        stage.print("The pauses add up to %s. The battle took %s, on one thread.".formatted(
                Stage.seconds(battle.waited), Stage.seconds(comboTook)));
    }

    private static final class Battle {
        private final Stage stage;
        private final EventLoop loop;
        private final Lanes picture = new Lanes();
        private int dragonsLife = 120;
        private Duration waited = Duration.ZERO;

        private Battle(Stage stage, EventLoop loop) {
            this.stage = stage;
            this.loop = loop;
        }

        /// Reads like the plan that it is. Nothing in it waits: each line says what is to happen after the one above.
        private CompletableFuture<Void> combo() {
            return blow(1)
                    .thenCompose(_ -> blow(2))
                    .thenCompose(_ -> blow(3));
        }

        private CompletableFuture<Void> blow(int number) {
            return swing(number)
                    .thenCompose(_ -> damageOf(number))
                    .thenCompose(damage -> strike(number, damage));
        }

        private CompletableFuture<Void> swing(int number) {
            stage.tell("knight", "swings for blow " + number);
            return pause("knight", 's', SWING);
        }

        private CompletableFuture<Integer> damageOf(int number) {
            return pause("knight", 'd', COMPUTING_DAMAGE).thenApply(_ -> {
                int damage = 10 + 10 * number;
                stage.tell("rules", "blow %d is worth %d".formatted(number, damage));
                return damage;
            });
        }

        private CompletableFuture<Void> strike(int number, int damage) {
            return pause("knight", 'b', BLOW).thenAccept(_ -> hit("knight", "lands blow " + number, damage));
        }

        private CompletableFuture<Void> shootFrom(int number) {
            return pause("archer", Character.forDigit(number % 10, 10), AIMING).thenCompose(_ -> {
                hit("archer", "shoots arrow " + number, ARROW);
                return shootFrom(number + 1);
            });
        }

        private CompletableFuture<Void> breatheFrom(int number) {
            return pause("dragon", Character.forDigit(number % 10, 10), BREATHING_IN).thenCompose(_ -> {
                stage.tell("dragon", "breathes fire " + number);
                return breatheFrom(number + 1);
            });
        }

        private void hit(String who, String what, int damage) {
            dragonsLife -= damage;
            stage.tell(who, "%s: %d, which leaves %d".formatted(what, damage, dragonsLife));
            if (dragonsLife <= 0) {
                stage.tell("dragon", "falls");
            }
        }

        /// A pause of one: the others do not notice. Drawn when it ends, or is cut short.
        private CompletableFuture<Void> pause(String who, char mark, Duration duration) {
            var begun = stage.elapsed();
            var pause = Futures.delay(loop, duration);
            pause.whenComplete((_, _) -> {
                picture.draw(who, mark, begun, stage.elapsed());
                waited = waited.plus(stage.elapsed()).minus(begun);
            });
            return pause;
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "Epic battle: a combo with pauses, in which others act";
    }

    @Override
    public String remark() {
        return """
                thenCompose is 'and then', for steps that take time themselves: the result of
                one goes into the next, as the damage into the blow. A pause holds up its own
                chain only. Archer and dragon would have gone on for ever: cancelling what
                gather gave back reached the timer at the far end of each chain.
                """;
    }
}
