package quest.eventloop.scenes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// A quest with pauses, twice: in a straight line, which needs a thread to itself, and cut at its pauses into a state
/// machine that can be resumed. The second is what a compiler makes of the first where a language has `async`/`await`.
public final class HandMadeCoroutine implements Scene {

    private static final Errand ANN = new Errand("ann", 2, Duration.ofMillis(1200), Duration.ofMillis(500));
    private static final Errand BOB = new Errand("bob", 3, Duration.ofMillis(600), Duration.ofMillis(400));

    /// Both `StraightLine.explore` and `HandMade.resume`, pause beside pause. A test compares them with the code below.
    private static final String SIDE_BY_SIDE = """
            int explore() {                  | Step resume() {
                                             |   while (true) {
                                             |     switch (state) {
                                             |       case START -> {
              int gold = 0;                  |         gold = 0;
              int cave = 1;                  |         cave = 1;
                                             |         state = NEXT;
                                             |       }
              while (cave <= caves) {        |       case NEXT -> {
                                             |         if (cave > caves) {
                                             |           return new Over(gold);
                                             |         }
                tell("finds cave " + cave);  |         tell("finds cave " + cave);
                                             |         state = DUG;
                pause(dig);                  |         return new Pause(dig);
                                             |       }
                                             |       case DUG -> {
                gold += 10 * cave;           |         gold += 10 * cave;
                tell("has gold: " + gold);   |         tell("has gold: " + gold);
                                             |         state = RESTED;
                pause(rest);                 |         return new Pause(rest);
                                             |       }
                                             |       case RESTED -> {
                cave++;                      |         cave++;
              }                              |         state = NEXT;
                                             |       }
                                             |     }
              return gold;                   |   }
            }                                | }""";

    /// Who explores how many caves, how long digging takes there, and resting afterwards.
    private record Errand(String hero, int caves, Duration dig, Duration rest) {
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        stage.act("A quest with pauses (left), and what a compiler makes of it (right)");
        stage.print("");
        stage.print(SIDE_BY_SIDE);

        stage.act("In a straight line, on one thread: a pause keeps the thread");
        int straight = new StraightLine(stage, ANN).explore() + new StraightLine(stage, BOB).explore();
        var straightTime = stage.elapsed();
        stage.tell("both", "are home with %d gold".formatted(straight));

        stage.act("As state machines, on one thread: a pause gives the thread back");
        int handMade = exploreTogether(stage);
        var handMadeTime = stage.elapsed();
        stage.tell("both", "are home with %d gold".formatted(handMade));

        stage.print("");
        stage.print(row("in a straight line", straight, straightTime));
        stage.print(row("as state machines", handMade, handMadeTime));
    }

    private static String row(String way, int gold, Duration took) {
        return "%-20s %3d gold %8s".formatted(way, gold, Stage.seconds(took));
    }

    private static int exploreTogether(Stage stage) {
        var loop = stage.newLoop();
        var ann = new CompletableFuture<Integer>();
        var bob = new CompletableFuture<Integer>();
        loop.execute(() -> drive(new HandMade(stage, ANN), loop, ann));
        loop.execute(() -> drive(new HandMade(stage, BOB), loop, bob));
        return loop.runUntilComplete(ann.thenCombine(bob, Integer::sum));
    }

    /// All there is to running a coroutine: resume it, and when it pauses, have the loop do the same again later.
    private static void drive(HandMade quest, EventLoop loop, CompletableFuture<Integer> result) {
        switch (quest.resume()) {
            case Pause(Duration length) -> {
                quest.tell("pauses, keeping " + quest);
                loop.schedule(() -> drive(quest, loop, result), length);
            }
            case Over(int gold) -> result.complete(gold);
        }
    }

    /// The quest as one would like to write it. Where it is and what it knows is on a thread's stack, so the thread
    /// has to stay with it until it is over.
    private static final class StraightLine {
        private final Stage stage;
        private final String hero;
        private final int caves;
        private final Duration dig;
        private final Duration rest;

        StraightLine(Stage stage, Errand errand) {
            this.stage = stage;
            hero = errand.hero();
            caves = errand.caves();
            dig = errand.dig();
            rest = errand.rest();
        }

        int explore() {
            int gold = 0;
            int cave = 1;
            while (cave <= caves) {
                tell("finds cave " + cave);
                pause(dig);
                gold += 10 * cave;
                tell("has gold: " + gold);
                pause(rest);
                cave++;
            }
            return gold;
        }

        private void pause(Duration length) {
            try {
                stage.sleep(length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted in the middle of a quest", e);
            }
        }

        private void tell(String what) {
            stage.tell(hero, what);
        }
    }

    /// How far a quest came when it was resumed.
    private sealed interface Step {
    }

    /// To the next pause: resume it when that is over.
    private record Pause(Duration length) implements Step {
    }

    /// To its end, with so much gold.
    private record Over(int gold) implements Step {
    }

    /// Where to go on when resumed: the beginning, the head of the loop, and the place after each of the two pauses.
    private enum State { START, NEXT, DUG, RESTED }

    /// The same quest, cut at its pauses. What was on the stack (where it is, `gold`, `cave`) is in fields now: between
    /// two calls of [#resume] no thread is needed, only this object.
    private static final class HandMade {
        private final Stage stage;
        private final String hero;
        private final int caves;
        private final Duration dig;
        private final Duration rest;

        private State state = State.START;
        private int gold;
        private int cave;

        HandMade(Stage stage, Errand errand) {
            this.stage = stage;
            hero = errand.hero();
            caves = errand.caves();
            dig = errand.dig();
            rest = errand.rest();
        }

        /// Runs to the next pause. Not to be called again once it is over.
        Step resume() {
            while (true) {
                switch (state) {
                    case START -> {
                        gold = 0;
                        cave = 1;
                        state = State.NEXT;
                    }
                    case NEXT -> {
                        if (cave > caves) {
                            return new Over(gold);
                        }
                        tell("finds cave " + cave);
                        state = State.DUG;
                        return new Pause(dig);
                    }
                    case DUG -> {
                        gold += 10 * cave;
                        tell("has gold: " + gold);
                        state = State.RESTED;
                        return new Pause(rest);
                    }
                    case RESTED -> {
                        cave++;
                        state = State.NEXT;
                    }
                }
            }
        }

        private void tell(String what) {
            stage.tell(hero, what);
        }

        @Override
        public String toString() {
            return "%s, cave %d, gold %d".formatted(state, cave, gold);
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "A hand-made coroutine: a quest that can stop in the middle and go on later";
    }

    @Override
    public String remark() {
        return """
                A coroutine is a method that can stop and be resumed. Here it is an object:
                its locals are fields, the place where it stopped is a state, a pause is a
                return. Between two calls nothing of it is on any thread's stack, so one
                thread plays both heroes. With async/await a compiler does this cutting for
                you (C#, Kotlin); Java's virtual threads keep the stack aside instead.
                """;
    }
}
