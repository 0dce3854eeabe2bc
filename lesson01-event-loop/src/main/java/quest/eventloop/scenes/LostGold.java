package quest.eventloop.scenes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import quest.eventloop.EventLoop;
import quest.eventloop.ReadyOrder;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// Two tasks on one thread, and still a race: ann looks into the purse, pauses, and pays from what she saw. What bob
/// puts in during the pause is lost. The usual order hides it; a seeded shuffle finds it, and replays it exactly.
///
/// A pause is a way through the loop here, and takes no time. That is all it needs.
public final class LostGold implements Scene {

    private static final int PURSE = 100;
    private static final int SWORD = 60;
    private static final int FURS = 50;
    private static final int EXPECTED = PURSE - SWORD + FURS;
    private static final int SEEDS = 1000;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        if (stage.arguments().isEmpty()) {
            stage.act("In the usual order: who was posted first runs first");
            tellAll(stage, ReadyOrder.fifo(), Town::buyFromWhatWasSeen);
            long seed = hunt(stage);
            replay(stage, seed);
            mend(stage, seed);
            count(stage);
        } else {
            long seed = seed(stage.arguments());
            replay(stage, seed);
            mend(stage, seed);
        }
    }

    private static long seed(List<String> arguments) {
        if (arguments.size() == 2 && arguments.getFirst().equals("--seed")) {
            try {
                return Long.parseLong(arguments.getLast());
            } catch (NumberFormatException _) {
                throw new WrongUsage("--seed wants a whole number, such as 7, not " + arguments.getLast());
            }
        }
        throw new WrongUsage("expected nothing, or --seed and a whole number, but got: " + String.join(" ", arguments));
    }

    /// Tries one seed after the other until gold is lost.
    private static long hunt(Stage stage) {
        stage.act("In an order drawn by lot: one seed after the other, until gold is lost");
        for (long seed = 1; seed <= SEEDS; seed++) {
            int gold = goldAfter(ReadyOrder.shuffled(seed), Town::buyFromWhatWasSeen);
            stage.tell("seed " + seed, verdict(gold));
            if (gold != EXPECTED) {
                return seed;
            }
        }
        throw new IllegalStateException("none of the seeds 1 to " + SEEDS + " loses gold");
    }

    private static void replay(Stage stage, long seed) {
        stage.act("Seed %d, step by step".formatted(seed));
        var first = tellAll(stage, ReadyOrder.shuffled(seed), Town::buyFromWhatWasSeen);
        stage.act("Seed %d, once more".formatted(seed));
        var second = tellAll(stage, ReadyOrder.shuffled(seed), Town::buyFromWhatWasSeen);
        stage.tell("replay", first.equals(second) ? "the same %d steps in the same order".formatted(first.size())
                : "differs: this seed cannot be replayed");
    }

    private static void mend(Stage stage, long seed) {
        stage.act("Seed %d, mended: the gold is set aside before the pause".formatted(seed));
        tellAll(stage, ReadyOrder.shuffled(seed), Town::buyWithGoldSetAside);
    }

    private static void count(Stage stage) {
        stage.act("Seeds 1 to %d".formatted(SEEDS));
        stage.tell("unmended", "gold is lost under %d of them".formatted(lossesOf(Town::buyFromWhatWasSeen)));
        stage.tell("mended", "gold is lost under %d of them".formatted(lossesOf(Town::buyWithGoldSetAside)));
    }

    private static int lossesOf(Consumer<Town> purchase) {
        int losses = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (goldAfter(ReadyOrder.shuffled(seed), purchase) != EXPECTED) {
                losses++;
            }
        }
        return losses;
    }

    /// One day in town, in full.
    ///
    /// @return the steps, in the order in which they happened
    private static List<String> tellAll(Stage stage, ReadyOrder order, Consumer<Town> purchase) {
        var steps = new ArrayList<String>();
        int gold = dayInTown(order, purchase, (who, what) -> {
            steps.add(who + " " + what);
            stage.tell(who, what);
        });
        stage.tell("purse", verdict(gold));
        return steps;
    }

    private static int goldAfter(ReadyOrder order, Consumer<Town> purchase) {
        return dayInTown(order, purchase, (_, _) -> { });
    }

    private static String verdict(int gold) {
        return gold == EXPECTED ? "holds %d gold, as it should".formatted(gold)
                : "holds %d gold instead of %d: %d are lost".formatted(gold, EXPECTED, EXPECTED - gold);
    }

    private static int dayInTown(ReadyOrder order, Consumer<Town> purchase, BiConsumer<String, String> teller) {
        try (var loop = EventLoop.builder().readyOrder(order).build()) {
            var town = new Town(loop, teller);
            loop.execute(() -> purchase.accept(town));
            loop.execute(town::sellFurs);
            loop.runUntilComplete(CompletableFuture.allOf(town.bought, town.sold));
            return town.gold;
        }
    }

    /// A purse that two heroes share: ann buys a sword, bob sells furs. Only the loop's thread touches it.
    private static final class Town {
        final CompletableFuture<Void> bought = new CompletableFuture<>();
        final CompletableFuture<Void> sold = new CompletableFuture<>();
        int gold = PURSE;

        private final EventLoop loop;
        private final BiConsumer<String, String> teller;

        Town(EventLoop loop, BiConsumer<String, String> teller) {
            this.loop = loop;
            this.teller = teller;
        }

        /// Wrong: between the check and the payment is a pause, and the payment trusts what was seen before it.
        void buyFromWhatWasSeen() {
            int seen = gold;
            if (seen < SWORD) {
                annLeavesWithoutIt();
                return;
            }
            tell("ann", "sees %d gold and asks for the sword".formatted(seen));
            loop.execute(() -> {
                gold = seen - SWORD;
                tell("ann", "pays %d, which leaves %d in the purse".formatted(SWORD, gold));
                bought.complete(null);
            });
        }

        /// Right: checked and deducted without a pause between. The pause comes after, when it can do no harm; had the
        /// merchant no sword, the gold would be put back then.
        void buyWithGoldSetAside() {
            if (gold < SWORD) {
                annLeavesWithoutIt();
                return;
            }
            gold -= SWORD;
            tell("ann", "sets %d aside and asks for the sword".formatted(SWORD));
            loop.execute(() -> {
                tell("ann", "pays with the %d; the purse holds %d".formatted(SWORD, gold));
                bought.complete(null);
            });
        }

        private void annLeavesWithoutIt() {
            tell("ann", "cannot pay for the sword");
            bought.complete(null);
        }

        /// Four steps, with pauses between them. The gold goes into the purse in one step: this part is right.
        void sellFurs() {
            goOn(List.of("packs the furs", "walks to town", "haggles").iterator());
        }

        private void goOn(Iterator<String> steps) {
            if (steps.hasNext()) {
                tell("bob", steps.next());
                loop.execute(() -> goOn(steps));
            } else {
                gold += FURS;
                tell("bob", "sells for %d, which makes %d in the purse".formatted(FURS, gold));
                sold.complete(null);
            }
        }

        private void tell(String who, String what) {
            teller.accept(who, what);
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "Lost gold: a race between two tasks, on one thread";
    }

    @Override
    public String usage() {
        return "[--seed N]";
    }

    @Override
    public String remark() {
        return """
                One thread is no protection: a task is alone only from one pause to the
                next. What was checked before a pause may be false after it. So check and
                act without a pause between, or set aside first. A test in the usual order
                would have passed every day; a seed that fails fails every time, so it can
                be studied, mended and kept as a test. Yours: --seed N.
                """;
    }
}
