package quest.eventloop.scenes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import quest.eventloop.EventLoop;
import quest.eventloop.explore.Exploration;
import quest.eventloop.explore.Explorer;
import quest.eventloop.explore.Interleavings;
import quest.eventloop.explore.Run;
import quest.eventloop.explore.Schedule;
import quest.eventloop.explore.Step;
import quest.eventloop.scenes.Town.Onlooker;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.Stage;

/// The second part of the scene [LostGold]: every order there is, and any one of them again.
final class LostGoldExplored {

    private static final BigInteger TRIED_AT_MOST = BigInteger.valueOf(2_000);

    private final Stage stage;

    LostGoldExplored(Stage stage) {
        this.stage = stage;
    }

    void explore() throws InterruptedException {
        stage.act("Every order of the steps, until one loses gold");
        var failing = firstThatFails();
        stage.act("Schedule %s, step by step".formatted(failing));
        printSteps(Purchase.FROM_WHAT_WAS_SEEN, failing);
        stage.print("\nTo see it again: ./quest run lost-gold --schedule " + failing);
        stage.act("All schedules");
        count("unmended", Purchase.FROM_WHAT_WAS_SEEN);
        count("mended", Purchase.WITH_GOLD_SET_ASIDE);
        stage.act("How many schedules there are, if nobody waits for anybody");
        printGrowth();
    }

    private Schedule firstThatFails() throws InterruptedException {
        var tried = new ArrayList<Schedule>();
        var search = new Explorer().explore(Town.program(Purchase.FROM_WHAT_WAS_SEEN, Onlooker.NOBODY), run -> {
            tried.add(run.schedule());
            stage.print("%3d  %s  %s".formatted(tried.size(), run.schedule(), switch (run) {
                case Run.Passed _ -> "no gold is lost";
                case Run.Failed(_, _, var why) -> "the purse " + why.getMessage();
            }));
            return run instanceof Run.Passed;
        });
        return switch (search) {
            case Exploration.Survived(int schedules, _) ->
                    throw new IllegalStateException("none of %d schedules loses gold".formatted(schedules));
            case Exploration.Faulty faulty -> {
                var schedule = faulty.first().schedule();
                stage.print("\nTried %d schedules; schedule %s loses gold. (a is ann, b is bob.)"
                        .formatted(faulty.foundAfter(), schedule));
                yield schedule;
            }
        };
    }

    private void count(String who, Purchase purchase) throws InterruptedException {
        var losing = new ArrayList<String>();
        var explored = new Explorer().explore(Town.program(purchase, Onlooker.NOBODY), run -> {
            if (run instanceof Run.Failed) {
                losing.add(run.schedule().toString());
            }
            return true;
        });
        stage.tell(who, "tried %s%d, gold is lost under %s".formatted(explored.complete() ? "all " : "", explored.schedules(),
                losing.isEmpty() ? "none" : losing.size() + ":\n" + String.join(" ", losing)));
    }

    // ---- one schedule again ----

    /// @throws quest.eventloop.explore.ImpossibleSchedule if nobody can follow it; nothing is printed then
    void replay(Schedule schedule) throws InterruptedException {
        Explorer.replay(Town.program(Purchase.FROM_WHAT_WAS_SEEN, Onlooker.NOBODY), schedule);
        stage.act("Schedule %s, step by step".formatted(schedule));
        printSteps(Purchase.FROM_WHAT_WAS_SEEN, schedule);
        replayMended(schedule);
    }

    /// @throws quest.eventloop.explore.ImpossibleSchedule if nobody can follow it; nothing is printed then
    void replayMended(Schedule schedule) throws InterruptedException {
        Explorer.replay(Town.program(Purchase.WITH_GOLD_SET_ASIDE, Onlooker.NOBODY), schedule);
        stage.act("Schedule %s, mended: the gold is set aside before the pause".formatted(schedule));
        printSteps(Purchase.WITH_GOLD_SET_ASIDE, schedule);
    }

    private void printSteps(Purchase purchase, Schedule schedule) throws InterruptedException {
        var purses = new ArrayList<Integer>();
        var run = Explorer.replay(Town.program(purchase, (_, _, purse) -> purses.add(purse)), schedule);
        stage.print("  %4s  %-5s %-28s %s".formatted("step", "who", "does", "purse after"));
        for (int i = 0; i < purses.size(); i++) {
            var step = run.steps().get(i);
            stage.print("  %4d  %-5s %-28s %11d".formatted(i + 1, step.who(), step.what(), purses.get(i)));
        }
        stage.print("The purse " + Town.verdict(purses.getLast()));
    }

    // ---- how the number grows ----

    /// The small numbers are tried out, the large ones computed.
    private void printGrowth() throws InterruptedException {
        printLine("steps each", "2 heroes", "3 heroes");
        for (int steps : new int[] {1, 2, 3, 4, 5, 10, 20}) {
            printLine("" + steps, orders(2, steps), orders(3, steps));
        }
    }

    private void printLine(String steps, String ofTwo, String ofThree) {
        stage.print("%12s %22s %42s".formatted(steps, ofTwo, ofThree));
    }

    private static String orders(int heroes, int steps) throws InterruptedException {
        var chains = new int[heroes];
        Arrays.fill(chains, steps);
        var orders = Interleavings.of(chains);
        if (orders.compareTo(TRIED_AT_MOST) > 0) {
            return String.format(Locale.ROOT, "%,d", orders);
        }
        var explored = new Explorer().exploreAll(loop -> {
            for (int hero = 1; hero <= heroes; hero++) {
                walk(loop, "hero-" + hero, steps);
            }
            loop.stop();    // after the turn, in which all the steps are taken
            loop.run();
        });
        return String.format(Locale.ROOT, "tried %,d", explored.schedules());
    }

    private static void walk(EventLoop loop, String who, int steps) {
        if (steps > 0) {
            loop.execute(new Step(who, "takes a step", () -> walk(loop, who, steps - 1)));
        }
    }
}
