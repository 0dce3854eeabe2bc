package quest.eventloop.scenes;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.eventloop.explore.Program;
import quest.eventloop.explore.Step;

/// A purse that two heroes share: ann buys a sword, bob sells furs. The world of the scene [LostGold]. Only the loop's
/// thread touches it.
final class Town {

    static final int PURSE = 100;
    static final int SWORD = 60;
    static final int FURS = 50;
    static final int EXPECTED = PURSE - SWORD + FURS;

    /// How ann pays.
    enum Purchase {
        /// Wrong: she trusts what she saw before a pause.
        FROM_WHAT_WAS_SEEN,
        /// Mended.
        WITH_GOLD_SET_ASIDE
    }

    /// Told of each step, when it is done.
    @FunctionalInterface
    interface Onlooker {

        Onlooker NOBODY = (_, _, _) -> { };

        void sees(String who, String what, int purse);
    }

    private final CompletableFuture<Void> bought = new CompletableFuture<>();
    private final CompletableFuture<Void> sold = new CompletableFuture<>();
    private final EventLoop loop;
    private final Onlooker onlooker;
    private int gold = PURSE;

    private Town(EventLoop loop, Onlooker onlooker) {
        this.loop = loop;
        this.onlooker = onlooker;
    }

    /// One day in town.
    ///
    /// @return what the purse holds in the evening
    static int day(EventLoop loop, Purchase purchase, Onlooker onlooker) {
        var town = new Town(loop, onlooker);
        switch (purchase) {
            case FROM_WHAT_WAS_SEEN -> town.post("ann", "looks into the purse", town::buyFromWhatWasSeen);
            case WITH_GOLD_SET_ASIDE -> town.post("ann", "sets %d aside".formatted(SWORD), town::buyWithGoldSetAside);
        }
        town.sellFurs();
        loop.runUntilComplete(CompletableFuture.allOf(town.bought, town.sold));
        return town.gold;
    }

    /// A day in town that has failed if gold is lost.
    static Program program(Purchase purchase, Onlooker onlooker) {
        return loop -> {
            int gold = day(loop, purchase, onlooker);
            if (gold != EXPECTED) {
                throw new AssertionError(verdict(gold));
            }
        };
    }

    static String verdict(int gold) {
        return gold == EXPECTED ? "holds %d gold, as it should".formatted(gold)
                : "holds %d gold instead of %d: %d are lost".formatted(gold, EXPECTED, EXPECTED - gold);
    }

    /// Wrong: between the check and the payment is a pause, and the payment trusts what was seen before it.
    private void buyFromWhatWasSeen() {
        int seen = gold;
        if (seen < SWORD) {
            annLeavesWithoutIt();
            return;
        }
        tell("ann", "sees %d gold and asks for the sword".formatted(seen));
        post("ann", "pays %d of the %d she saw".formatted(SWORD, seen), () -> {
            gold = seen - SWORD;
            tell("ann", "pays %d, which leaves %d in the purse".formatted(SWORD, gold));
            bought.complete(null);
        });
    }

    /// Right: checked and deducted without a pause between. The pause comes after, when it can do no harm; had the
    /// merchant no sword, the gold would be put back then.
    private void buyWithGoldSetAside() {
        if (gold < SWORD) {
            annLeavesWithoutIt();
            return;
        }
        gold -= SWORD;
        tell("ann", "sets %d aside and asks for the sword".formatted(SWORD));
        post("ann", "pays with the %d".formatted(SWORD), () -> {
            tell("ann", "pays with the %d; the purse holds %d".formatted(SWORD, gold));
            bought.complete(null);
        });
    }

    private void annLeavesWithoutIt() {
        tell("ann", "cannot pay for the sword");
        bought.complete(null);
    }

    /// Four steps, with pauses between them. The gold goes into the purse in one step: this part is right.
    private void sellFurs() {
        goOn(List.of("packs the furs", "walks to town", "haggles").iterator());
    }

    private void goOn(Iterator<String> steps) {
        if (steps.hasNext()) {
            var what = steps.next();
            post("bob", what, () -> {
                tell("bob", what);
                goOn(steps);
            });
        } else {
            post("bob", "sells for %d".formatted(FURS), () -> {
                gold += FURS;
                tell("bob", "sells for %d, which makes %d in the purse".formatted(FURS, gold));
                sold.complete(null);
            });
        }
    }

    /// A pause, and what comes after it.
    private void post(String who, String what, Runnable action) {
        loop.execute(new Step(who, what, action));
    }

    private void tell(String who, String what) {
        onlooker.sees(who, what, gold);
    }
}
