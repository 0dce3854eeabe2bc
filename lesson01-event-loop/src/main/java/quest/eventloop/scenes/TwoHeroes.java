package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// One hero collects coins for five seconds, another fights for three, on one thread: both are done after five.
public final class TwoHeroes implements Scene {

    private static final int COINS = 5;
    private static final int BLOWS = 3;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        var loop = stage.newLoop();
        var collected = new CompletableFuture<Void>();
        var fought = new CompletableFuture<Void>();
        loop.execute(() -> {
            stage.tell("collector", "sets out for " + COINS + " coins");
            collect(stage, loop, 1, collected);
        });
        loop.execute(() -> {
            stage.tell("fighter", "meets a dragon");
            fight(stage, loop, 1, fought);
        });
        loop.runUntilComplete(CompletableFuture.allOf(collected, fought));
        stage.tell("loop", "both are done");
    }

    private void collect(Stage stage, EventLoop loop, int coin, CompletableFuture<Void> done) {
        loop.schedule(() -> {
            stage.tell("collector", "picks up coin " + coin);
            if (coin < COINS) {
                collect(stage, loop, coin + 1, done);
            } else {
                done.complete(null);
            }
        }, Duration.ofSeconds(1));
    }

    private void fight(Stage stage, EventLoop loop, int blow, CompletableFuture<Void> done) {
        loop.schedule(() -> {
            stage.tell("fighter", blow < BLOWS ? "strikes, blow " + blow : "strikes, and the dragon falls");
            if (blow < BLOWS) {
                fight(stage, loop, blow + 1, done);
            } else {
                done.complete(null);
            }
        }, Duration.ofSeconds(1));
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "Two heroes on one thread: five seconds of coins beside three seconds of fighting";
    }

    @Override
    public String remark() {
        return """
                Done after 5 seconds, not 8, and there was only one thread. Neither hero ever waited by blocking it: each
                said when to be called again (schedule) and returned. In between, the loop called the other.
                """;
    }
}
