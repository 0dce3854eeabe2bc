package quest.eventloop.scenes;

import quest.eventloop.explore.ImpossibleSchedule;
import quest.eventloop.explore.Schedule;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// Two tasks on one thread, and still a race: ann looks into the purse, pauses, and pays from what she saw. What bob
/// puts in during the pause is lost. The usual order hides it; a seeded shuffle finds it, by luck; trying every order finds
/// it for certain, and shows that the mended version is right in all of them.
///
/// A pause is a way through the loop here, and takes no time. That is all it needs.
public final class LostGold implements Scene {

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        var words = stage.arguments();
        switch (String.join(" ", words).replaceFirst("(?<=--(seed|schedule) )\\S+", "…")) {
            case "" -> new LostGoldBySeeds(stage).play();
            case "--seed …" -> new LostGoldBySeeds(stage).play(seed(words.get(1)));
            case "--explore" -> new LostGoldExplored(stage).explore();
            case "--schedule …" -> replay(words.get(1), new LostGoldExplored(stage)::replay);
            case "--schedule … --mended" -> replay(words.get(1), new LostGoldExplored(stage)::replayMended);
            case "--interactive" -> new LostGoldByHand(stage, Purchase.FROM_WHAT_WAS_SEEN).play();
            case "--interactive --mended" -> new LostGoldByHand(stage, Purchase.WITH_GOLD_SET_ASIDE).play();
            default -> throw new WrongUsage("expected nothing, or one of --seed, --explore, --schedule and "
                    + "--interactive,\nbut got: " + String.join(" ", words));
        }
    }

    private static long seed(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException _) {
            throw new WrongUsage("--seed wants a whole number, such as 7, not " + word);
        }
    }

    private interface Replay {
        void of(Schedule schedule) throws InterruptedException;
    }

    private static void replay(String word, Replay replay) throws InterruptedException {
        try {
            replay.of(Schedule.parse(word));
        } catch (ImpossibleSchedule e) {
            throw new WrongUsage(e.getMessage());
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
        return "\n    [--seed N | --explore | --schedule S [--mended] | --interactive [--mended]]";
    }

    @Override
    public String remark() {
        return """
                One thread is no protection: a task is alone only from one pause to the next,
                and what was checked before a pause may be false after it. Check and act without
                a pause between, or set aside first. An order that fails can be replayed, mended
                and kept as a test. Seeds find one by luck. Now try them all: --explore. Or be
                the scheduler, and lose the gold yourself: --interactive.
                """;
    }
}
