package quest.eventloop.scenes;

import java.time.Duration;
import java.util.List;
import quest.stage.Lanes;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// One thread serves one player after the other. What it does for each is mostly waiting, and so all the others wait too.
public final class BlockingNightmare implements Scene {

    private record Step(String what, Duration takes) {
    }

    /// What the server does when a player presses a key. It computes next to nothing: it waits for others to answer.
    private static final List<Step> ACTION = List.of(
            new Step("the account service has checked the player", Duration.ofMillis(100)),
            new Step("the map has been read from disk", Duration.ofMillis(50)),
            new Step("the database has saved the move", Duration.ofMillis(75)),
            new Step("the others have been told", Duration.ofMillis(200)));

    private static final int PARTY = 3;
    private static final int FEW = 10;
    private static final int CROWD = 100;
    private static final int FEWEST = 2;
    private static final int MOST = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        if (!stage.arguments().isEmpty()) {
            int players = players(stage.arguments());
            if (isTooLongToWatch(stage, players)) {
                stage.print("This takes %s. Faster: --speed 10, or --speed 100".formatted(
                        Stage.seconds(realTime(stage, players))));
            }
            serve(stage, players);
            return;
        }
        serve(stage, PARTY);
        if (isTooLongToWatch(stage, CROWD)) {
            stage.print("""

                    With %d players, the last answer would come after %d x %d ms = %s.
                    To see it, ten times as fast, or in full:
                      ./quest run blocking-nightmare --speed 10
                      ./quest run blocking-nightmare --players %d""".formatted(
                    CROWD, CROWD, total(1).toMillis(), Stage.seconds(total(CROWD)), CROWD));
        } else {
            serve(stage, CROWD);
        }
    }

    /// All players press a key at time zero. The server takes them in turn.
    private static void serve(Stage stage, int players) throws InterruptedException {
        stage.act("One server thread, %d players, and all press a key at once".formatted(players));
        var picture = new Lanes();
        for (int number = 1; number <= players; number++) {
            var player = "player " + number;
            var waited = stage.elapsed();
            perform(stage, player, players <= FEW);
            if (isShown(number, players)) {
                stage.tell(player, "is answered, after waiting " + Stage.seconds(waited));
                picture.draw(player, '.', Duration.ZERO, waited).draw(player, '#', waited, stage.elapsed());
            }
        }
        stage.print("\n%s\n\n. waits for its turn   # is served   The last answer came after %s.".formatted(
                picture, Stage.seconds(stage.elapsed())));
    }

    /// The thread sleeps through every step: it can do nothing else meanwhile, and there is no other thread.
    private static void perform(Stage stage, String player, boolean inDetail) throws InterruptedException {
        for (var step : ACTION) {
            stage.sleep(step.takes());
            if (inDetail) {
                stage.tell(player, step.what());
            }
        }
    }

    /// Of many players the first, the last, and some ten in between.
    private static boolean isShown(int number, int players) {
        return players <= FEW || number <= PARTY || number == players || number % (players / 10) == 0;
    }

    private static Duration total(int players) {
        return ACTION.stream().map(Step::takes).reduce(Duration.ZERO, Duration::plus).multipliedBy(players);
    }

    private static boolean isTooLongToWatch(Stage stage, int players) {
        return realTime(stage, players).compareTo(PATIENCE) > 0;
    }

    private static Duration realTime(Stage stage, int players) {
        return Duration.ofNanos(stage.clock().toRealNanos(total(players).toNanos()));
    }

    private static int players(List<String> arguments) {
        try {
            if (arguments.size() == 2 && arguments.getFirst().equals("--players")) {
                int players = Integer.parseInt(arguments.getLast());
                if (players >= FEWEST && players <= MOST) {
                    return players;
                }
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUsage("expected --players and a number from %d to %d, not: %s".formatted(
                FEWEST, MOST, String.join(" ", arguments)));
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "The blocking nightmare: one thread that waits for each player in turn";
    }

    @Override
    public String usage() {
        return "[--players N]";
    }

    @Override
    public String remark() {
        return """
                Nobody computed anything: the thread only waited, on behalf of one player at a
                time, and everyone behind waited with it, each one action longer than the one
                before. A faster processor would not help. The rest of this lesson serves them
                all with one thread, which never waits on behalf of one player alone.
                """;
    }
}
