package quest.eventloop.scenes;

import java.util.ArrayList;
import java.util.List;
import quest.eventloop.EventLoop;
import quest.eventloop.ReadyOrder;
import quest.eventloop.VirtualClock;
import quest.eventloop.scenes.Town.Onlooker;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.Stage;

/// The first part of the scene [LostGold]: the order is drawn by lot, and a seed that loses gold is replayed and mended.
final class LostGoldBySeeds {

    private static final int SEEDS = 1000;

    private final Stage stage;

    LostGoldBySeeds(Stage stage) {
        this.stage = stage;
    }

    void play() {
        stage.act("In the usual order: who was posted first runs first");
        tellAll(ReadyOrder.fifo(), Purchase.FROM_WHAT_WAS_SEEN);
        long seed = hunt();
        play(seed);
        stage.act("Seeds 1 to %d".formatted(SEEDS));
        stage.tell("unmended", "gold is lost under %d of them".formatted(lossesOf(Purchase.FROM_WHAT_WAS_SEEN)));
        stage.tell("mended", "gold is lost under %d of them".formatted(lossesOf(Purchase.WITH_GOLD_SET_ASIDE)));
    }

    /// Twice as it is, and mended.
    void play(long seed) {
        stage.act("Seed %d, step by step".formatted(seed));
        var first = tellAll(ReadyOrder.shuffled(seed), Purchase.FROM_WHAT_WAS_SEEN);
        stage.act("Seed %d, once more".formatted(seed));
        var second = tellAll(ReadyOrder.shuffled(seed), Purchase.FROM_WHAT_WAS_SEEN);
        stage.tell("replay", first.equals(second) ? "the same %d steps in the same order".formatted(first.size())
                : "differs: this seed cannot be replayed");
        stage.act("Seed %d, mended: the gold is set aside before the pause".formatted(seed));
        tellAll(ReadyOrder.shuffled(seed), Purchase.WITH_GOLD_SET_ASIDE);
    }

    /// Tries one seed after the other until gold is lost.
    private long hunt() {
        stage.act("In an order drawn by lot: one seed after the other, until gold is lost");
        for (long seed = 1; seed <= SEEDS; seed++) {
            int gold = goldAfter(ReadyOrder.shuffled(seed), Purchase.FROM_WHAT_WAS_SEEN);
            stage.tell("seed " + seed, Town.verdict(gold));
            if (gold != Town.EXPECTED) {
                return seed;
            }
        }
        throw new IllegalStateException("none of the seeds 1 to " + SEEDS + " loses gold");
    }

    private static int lossesOf(Purchase purchase) {
        int losses = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (goldAfter(ReadyOrder.shuffled(seed), purchase) != Town.EXPECTED) {
                losses++;
            }
        }
        return losses;
    }

    /// One day in town, in full.
    ///
    /// @return the steps, in the order in which they happened
    private List<String> tellAll(ReadyOrder order, Purchase purchase) {
        var steps = new ArrayList<String>();
        try (var loop = stage.loopBuilder().readyOrder(order).build()) {
            int gold = Town.day(loop, purchase, (who, what, _) -> {
                steps.add(who + " " + what);
                stage.tell(who, what);
            });
            stage.tell("purse", Town.verdict(gold));
        }
        return steps;
    }

    private static int goldAfter(ReadyOrder order, Purchase purchase) {
        try (var loop = EventLoop.builder().clock(new VirtualClock()).readyOrder(order).build()) {
            return Town.day(loop, purchase, Onlooker.NOBODY);
        }
    }
}
