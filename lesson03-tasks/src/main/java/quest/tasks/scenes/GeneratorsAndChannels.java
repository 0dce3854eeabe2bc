package quest.tasks.scenes;

import java.time.Duration;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.tasks.coroutine.Channel;
import quest.tasks.coroutine.Coroutine;
import quest.tasks.coroutine.Generator;

/// Two uses of code that can stop: a value made when somebody asks for it, and a maker who waits when nobody takes
/// what he has made.
public final class GeneratorsAndChannels implements Scene {

    private static final int SWORDS = 6;
    private static final int BOUNDLESS = 1_000;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("Endless loot, made on demand");
        takeThree(stage);

        stage.act("A smith and a merchant, and room for a thousand swords between them");
        trade(stage, loop, BOUNDLESS);

        stage.act("The same, and a shelf for two swords");
        trade(stage, loop, 2);
    }

    private static void takeThree(Stage stage) {
        try (var loot = new Generator<String>(out -> fill(stage, out))) {
            int taken = 0;
            for (var coins : loot) {
                stage.tell("hero", "takes " + coins);
                if (++taken == 3) {
                    stage.tell("hero", "has enough");
                    break;
                }
            }
        }
    }

    private static void fill(Stage stage, Generator.Yielder<String> out) {
        try {
            for (int coins = 1; ; coins *= 2) {
                stage.tell("chest", "makes coins: " + coins);
                out.yield(coins == 1 ? "1 coin" : coins + " coins");
            }
        } finally {
            stage.tell("chest", "finally: falls shut");
        }
    }

    private static void trade(Stage stage, EventLoop loop, int room) {
        var shelf = new Channel<Integer>(loop, room);
        Coroutine.start(loop, "smith", () -> {
            for (int sword = 1; sword <= SWORDS; sword++) {
                Coroutine.sleep(Duration.ofMillis(200));
                var offered = stage.elapsed();
                shelf.send(sword);
                var waited = stage.elapsed().minus(offered);
                stage.tell("smith", "put sword %d on the shelf%s".formatted(sword,
                        waited.toMillis() < 100 ? "" : ", after a wait of " + Stage.seconds(waited)));
            }
            shelf.close();
        });
        var merchant = Coroutine.start(loop, "merchant", () -> {
            for (int sword : shelf) {
                Coroutine.sleep(Duration.ofSeconds(1));
                stage.tell("merchant", "sold sword " + sword);
            }
        });
        loop.runUntilComplete(merchant.future());
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "Generators and channels: made on demand, and never too much";
    }

    @Override
    public String remark() {
        return """
                The chest would make coins for ever, and made three: it runs only while
                somebody asks, and closing it runs its finally. With room for a thousand, the
                smith is done at 1.2 s and the swords pile up. With a shelf for two he waits
                until one is sold: that is backpressure. Nobody planned it; the shelf was full.
                """;
    }
}
