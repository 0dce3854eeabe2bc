package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import quest.stage.Scene;
import quest.stage.Stage;

/// Opponents that think for 1 to 3 s, act, and think again, until their room closes. Who sees to it that they end?
public final class AiOpponents implements Scene {

    static final Duration OPEN = Duration.ofMillis(3000);
    static final Duration LATER = Duration.ofMillis(1500);
    private static final int THOUGHTS = 3;

    /// @param seed of how long each thought takes, so that a scene plays the same every time
    private record Opponent(String name, String move, long seed) {
    }

    private static final List<Opponent> OPPONENTS = List.of(
            new Opponent("goblin", "throws a stone", 1),
            new Opponent("troll", "swings the club", 17),
            new Opponent("witch", "stirs the pot", 20));
    private static final Opponent OGRE = new Opponent("ogre", "stamps", 3);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        threads(stage, pause);
        room(stage, pause);
        roomWithAnOgre(stage, pause);
    }

    // ---- threads, and nothing around them ----

    static void threads(Stage stage, Pause pause) throws InterruptedException {
        stage.act("Threads, and nothing around them: the room closes, they act on");
        var threads = new ArrayList<Thread>();
        for (var opponent : OPPONENTS) {
            threads.add(Thread.startVirtualThread(() -> playForEver(stage, pause, opponent)));
        }
        pause.pass("player", OPEN);
        stage.tell("player", "leaves, and the room closes");
        pause.pass("nobody", LATER);
        stage.tell("scene", "hunts them down, one by one, as nobody else would");
        for (var thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private static void playForEver(Stage stage, Pause pause, Opponent opponent) {
        try {
            play(stage, pause, opponent);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody above to tell; the thread ends here
        }
    }

    // ---- a room that is a scope ----

    static void room(Stage stage, Pause pause) throws InterruptedException {
        stage.act("The room is a scope: the first to leave is the player, and that ends it");
        try (var room = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            for (var opponent : OPPONENTS) {
                room.fork(() -> play(stage, pause, opponent));
            }
            room.fork(() -> visit(stage, pause));
            room.join();
        }
        stage.tell("room", "is closed, and empty");
    }

    private static String visit(Stage stage, Pause pause) throws InterruptedException {
        pause.pass("player", OPEN);
        stage.tell("player", "leaves");
        return "player";
    }

    /// Never returns: it ends by an interrupt.
    private static String play(Stage stage, Pause pause, Opponent opponent) throws InterruptedException {
        var dice = new Random(opponent.seed());
        try {
            while (true) {
                pause.pass(opponent.name(), thought(dice));
                stage.tell(opponent.name(), opponent.move());
            }
        } catch (InterruptedException e) {
            stage.tell(opponent.name(), "is told to stop, and goes");
            throw e;
        }
    }

    /// 1 to 3 s.
    private static Duration thought(Random dice) {
        return Duration.ofMillis(1000 + dice.nextInt(2001));
    }

    // ---- an opponent that does not listen ----

    static void roomWithAnOgre(Stage stage, Pause pause) throws InterruptedException {
        stage.act("One does not listen: cancelling is asking, and close waits for the answer");
        try (var room = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            room.fork(() -> play(stage, pause, OPPONENTS.getFirst()));
            room.fork(() -> playDeaf(stage, pause, OGRE));
            room.fork(() -> visit(stage, pause));
            room.join();
            stage.tell("room", "is cancelled; it can close when all have gone");
        }
        stage.tell("room", "is closed, and empty");
    }

    private static String playDeaf(Stage stage, Pause pause, Opponent opponent) {
        var dice = new Random(opponent.seed());
        for (int number = 1; number <= THOUGHTS; number++) {
            try {
                pause.pass(opponent.name(), thought(dice));
            } catch (InterruptedException _) { // the mistake: it is asked to stop, and forgets that it was
                stage.tell(opponent.name(), "is told to stop, and does not listen");
                number--;
                continue;
            }
            stage.tell(opponent.name(), "%s, %d of %d".formatted(opponent.move(), number, THOUGHTS));
        }
        return opponent.name();
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "AI opponents: they act until their room closes, and not longer";
    }

    @Override
    public String remark() {
        return """
                A started thread belongs to nobody: somebody has to remember it and hunt it
                down. A room that is a scope ends all that was forked in it, and is not left
                before. But cancelling is an interrupt, and an interrupt is a request. Who
                catches it and goes on, like the ogre, keeps the room open. So stop when you are
                asked: clean up in finally, and pass the InterruptedException on.
                """;
    }
}
