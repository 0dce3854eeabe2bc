package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.lesson04.Spectators.Entered;
import quest.exercises.lesson04.Spectators.Frame;
import quest.exercises.lesson04.Spectators.Game;
import quest.exercises.lesson04.Spectators.Left;
import quest.exercises.lesson04.Spectators.Message;
import quest.exercises.lesson04.Spectators.Refused;
import quest.exercises.lesson04.Spectators.Screen;
import quest.exercises.lesson04.Spectators.Snapshot;

@DisplayName("Spectators")
class SpectatorsTest {

    /// Stands for any reason.
    private static final Refused REFUSED = new Refused("…");

    private final Duel game = new Duel();
    private final Spectators room = new Spectators(game);

    @Nested
    @Points(0.5)
    @DisplayName("Entering")
    class Entering {

        @Test
        @DisplayName("the first message is a snapshot")
        void snapshotFirst() {
            var ann = player("ann");
            ann.assertGot("She has entered before the first tick", snapshot(0));
            tick(5);
            var eve = spectator("eve");
            eve.assertGot("She has entered after tick 5", snapshot(5));
        }

        @Test
        @DisplayName("and the next frame follows it")
        void nextFrameFollows() {
            player("ann");
            tick(5);
            var eve = spectator("eve");
            tick(2);
            eve.assertGot("She has entered after tick 5, and two ticks followed: 6 and 7", snapshot(5), frame(6),
                    frame(7));
        }

        @Test
        @DisplayName("everybody else is told who entered")
        void othersAreTold() {
            var ann = player("ann");
            var eve = spectator("eve");
            var bob = player("bob");
            ann.assertGot("After her came eve, who only watches, and bob, who plays", snapshot(0),
                    new Entered("eve", true), new Entered("bob", false));
            eve.assertGot("After her came bob, who plays", snapshot(0), new Entered("bob", false));
            bob.assertGot("Nobody came after him", snapshot(0));
        }

        @Test
        @DisplayName("players join the game, spectators do not")
        void playersJoin() {
            player("ann");
            spectator("eve");
            player("bob");
            game.assertHeard("ann and bob have entered as players, eve as a spectator", "join ann", "join bob");
        }

        @Test
        @DisplayName("a name that is in the room is refused, and nothing happens")
        void nameIsTaken() {
            var ann = player("ann");
            var eve = spectator("eve");
            tick(1);
            for (String name : List.of("ann", "eve")) {
                for (boolean spectator : new boolean[] {false, true}) {
                    var second = new Watcher(name);
                    boolean entered = room.enter(name, spectator, second);
                    assertThat(entered).withFailMessage("%s is in the room. enter(\"%s\", %s, …) should return false.",
                            name, name, spectator).isFalse();
                    second.assertGot("The first " + name + " is in the room, so the second was refused");
                }
            }
            ann.assertGot("Some were refused for their names", snapshot(0), new Entered("eve", true), frame(1));
            eve.assertGot("Some were refused for their names", snapshot(0), frame(1));
            game.assertHeard("Only the first ann has joined; others were refused for their names", "join ann", "step");
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("Frames, moves, leaving")
    class Basics {

        @Test
        @DisplayName("a tick in which nothing changes has no frame, and its number")
        void nothingChanges() {
            var ann = player("ann");
            tick(1);
            game.still = true;
            tick(2);
            game.still = false;
            tick(1);
            ann.assertGot("Something changed in ticks 1 and 4, nothing in 2 and 3", snapshot(0), frame(1), frame(4));
        }

        @Test
        @DisplayName("a player's move goes to the game")
        void movesGoToTheGame() {
            var ann = player("ann");
            room.turn("ann", "left");
            game.assertHeard("ann has turned left", "join ann", "turn ann left");
            ann.assertGot("She plays, and has turned left", snapshot(0));
            var eve = spectator("eve");
            room.turn("ann", "up");
            eve.assertGot("ann has turned up, and what comes of it will be seen at the next tick", snapshot(0));
        }

        @Test
        @DisplayName("a spectator's move does not")
        void spectatorsAreRefused() {
            var ann = player("ann");
            var eve = spectator("eve");
            room.turn("eve", "left");
            game.assertHeard("eve only watches, and tried to turn left", "join ann");
            eve.assertGot("She only watches, and tried to turn left", snapshot(0), REFUSED);
            ann.assertGot("eve, who only watches, was refused: her own business", snapshot(0),
                    new Entered("eve", true));
        }

        @Test
        @DisplayName("nor that of somebody who has left")
        void whoHasLeftCannotMove() {
            var ann = player("ann");
            room.leave("ann");
            room.turn("ann", "left");
            room.leave("ann");
            game.assertHeard("ann has left, and then her last move arrived", "join ann", "leave ann");
            ann.assertGot("She has left", snapshot(0));
        }

        @Test
        @DisplayName("everybody else is told who left")
        void othersAreToldWhoLeft() {
            var ann = player("ann");
            var eve = spectator("eve");
            var bob = player("bob");
            room.leave("eve");
            room.leave("bob");
            tick(1);
            ann.assertGot("eve and bob came and left", snapshot(0), new Entered("eve", true),
                    new Entered("bob", false), new Left("eve"), new Left("bob"), frame(1));
            eve.assertGot("She left when bob had come", snapshot(0), new Entered("bob", false));
            bob.assertGot("He left after eve", snapshot(0), new Left("eve"));
            game.assertHeard("eve, a spectator, has left, and bob, a player", "join ann", "join bob", "leave bob",
                    "step");
        }

        @Test
        @DisplayName("and the name is free again")
        void nameIsFreeAgain() {
            player("ann");
            room.leave("ann");
            tick(1);
            var ann = spectator("ann");
            tick(1);
            ann.assertGot("ann the player left, and ann the spectator came after tick 1", snapshot(1), frame(2));
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("A screen that is behind")
    class Behind {

        @Test
        @DisplayName("gets no frames, and then the newest snapshot")
        void newestSnapshot() {
            var ann = player("ann");
            var eve = spectator("eve");
            tick(1);
            eve.behind = true;
            tick(3);
            eve.behind = false;
            tick(2);
            eve.assertGot("She was behind at ticks 2, 3 and 4, and not at 5 and 6", snapshot(0), frame(1), snapshot(5),
                    frame(6));
            ann.assertGot("eve was behind for three ticks, she herself never was", snapshot(0),
                    new Entered("eve", true), frame(1), frame(2), frame(3), frame(4), frame(5), frame(6));
        }

        @Test
        @DisplayName("also when it catches up in a tick in which nothing changes")
        void catchesUpInAStillTick() {
            var eve = spectator("eve");
            eve.behind = true;
            tick(1);
            eve.behind = false;
            game.still = true;
            tick(2);
            eve.assertGot("She missed frame 1. Ticks 2 and 3 have changed nothing, but what she sees is still that of "
                    + "tick 0", snapshot(0), snapshot(2));
        }

        @Test
        @DisplayName("when it has missed nothing, frames go on")
        void missedNothing() {
            var eve = spectator("eve");
            game.still = true;
            eve.behind = true;
            tick(2);
            eve.behind = false;
            tick(1);
            game.still = false;
            tick(1);
            eve.assertGot("She was behind at ticks 1 and 2, in which nothing changed, so she has missed nothing",
                    snapshot(0), frame(4));
        }

        @Test
        @DisplayName("each is behind for itself, again and again, players too")
        void eachForItself() {
            var eve = spectator("eve");
            var ann = player("ann");
            eve.behind = true;
            tick(1);
            ann.behind = true;
            eve.behind = false;
            tick(1);
            ann.behind = false;
            tick(1);
            eve.behind = true;
            tick(1);
            eve.behind = false;
            tick(1);
            eve.assertGot("She was behind at ticks 1 and 4, ann at tick 2", snapshot(0), new Entered("ann", false),
                    snapshot(2), frame(3), snapshot(5));
            ann.assertGot("She was behind at tick 2, eve at ticks 1 and 4", snapshot(0), frame(1), snapshot(3),
                    frame(4), frame(5));
        }

        @Test
        @DisplayName("the first message is a snapshot, and misses nothing, also for who enters with such a screen")
        void behindFromTheBeginning() {
            var eve = new Watcher("eve");
            eve.behind = true;
            room.enter("eve", true, eve);
            eve.assertGot("She entered with a screen that is behind. Only frames are left out", snapshot(0));
            eve.behind = false;
            tick(1);
            eve.assertGot("Her screen was behind when she entered, and not at tick 1: she has missed no frame",
                    snapshot(0), frame(1));
        }

        @Test
        @DisplayName("other messages come all the same")
        void otherMessagesCome() {
            var eve = spectator("eve");
            eve.behind = true;
            player("bob");
            tick(1);
            room.turn("eve", "left");
            room.leave("bob");
            eve.behind = false;
            tick(1);
            eve.assertGot("While she was behind, bob came, tick 1 passed, she tried to turn, and bob left. At tick 2 "
                    + "she was not behind any more", snapshot(0), new Entered("bob", false), REFUSED, new Left("bob"),
                    snapshot(2));
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("In the middle of a broadcast")
    class Middle {

        @Test
        @DisplayName("who leaves gets nothing more, and the rest get their frame")
        void whoLeaves() {
            var ann = player("ann");
            var bob = player("bob");
            var eve = spectator("eve");
            forgetAll(ann, bob, eve);
            ann.when(frame(1), () -> room.leave("bob"));
            tick(2);
            bob.assertGot("While frame 1 was shown to ann, who comes before him, he left");
            eve.assertGot("While frame 1 was shown to ann, bob left. Of those three she is the last", frame(1),
                    new Left("bob"), frame(2));
        }

        @Test
        @DisplayName("so it is for who leaves while seeing it")
        void whoSeesItLeaves() {
            var ann = player("ann");
            var bob = player("bob");
            var eve = spectator("eve");
            forgetAll(ann, bob, eve);
            bob.when(frame(1), () -> room.leave("bob"));
            tick(2);
            bob.assertGot("While frame 1 was shown to him, he left", frame(1));
            for (var each : List.of(ann, eve)) {
                each.assertGot("While frame 1 was shown to bob, he left", frame(1), new Left("bob"), frame(2));
            }
        }

        @Test
        @DisplayName("all get the messages in one order")
        void oneOrder() {
            var ann = player("ann");
            var bob = player("bob");
            var eve = spectator("eve");
            var last = spectator("last");
            forgetAll(ann, bob, eve, last);
            ann.when(frame(1), () -> room.leave("bob"));
            eve.when(new Left("bob"), () -> room.leave("eve"));
            tick(1);
            ann.assertGot("While frame 1 was shown to her, bob left; and while that was shown to eve, eve left",
                    frame(1), new Left("bob"), new Left("eve"));
            eve.assertGot("While frame 1 was shown to ann, bob left. That comes behind frame 1, for her too; and while "
                    + "it was shown to her, she left", frame(1), new Left("bob"));
            last.assertGot("While frame 1 was shown to ann, bob left; and while that was shown to eve, eve left. So "
                    + "says ann's screen, and all should agree", frame(1), new Left("bob"), new Left("eve"));
        }

        @Test
        @DisplayName("who enters has the frame in the snapshot, and gets it no second time")
        void whoEnters() {
            var ann = player("ann");
            var bob = player("bob");
            var eve = new Watcher("eve");
            forgetAll(ann, bob);
            ann.when(frame(1), () -> room.enter("eve", true, eve));
            tick(2);
            eve.assertGot("She entered while frame 1 was shown to ann: the game has taken that step, so its snapshot "
                    + "contains it", snapshot(1), frame(2));
            bob.assertGot("While frame 1 was shown to ann, eve entered", frame(1), new Entered("eve", true), frame(2));
        }

        @Test
        @DisplayName("who comes again under the same name is somebody else")
        void sameNameAgain() {
            var ann = player("ann");
            var bob = player("bob");
            var second = new Watcher("the second bob");
            forgetAll(ann, bob);
            ann.when(frame(1), () -> {
                room.leave("bob");
                room.enter("bob", false, second);
            });
            tick(2);
            second.assertGot("While frame 1 was shown to ann, bob left, and another bob entered", snapshot(1),
                    frame(2));
            bob.assertGot("While frame 1 was shown to ann, he left, and another bob entered");
            game.assertHeard("While frame 1 was shown to ann, bob left, and then another bob entered, a player too",
                    "join ann", "join bob", "step", "leave bob", "join bob", "step");
        }
    }

    @Nested
    @Points(0.2)
    @DisplayName("A screen that throws")
    class Broken {

        @Test
        @DisplayName("has left, and the others get their message")
        void hasLeft() {
            var ann = player("ann");
            var bob = player("bob");
            var eve = spectator("eve");
            forgetAll(ann, bob, eve);
            bob.when(frame(1), () -> {
                throw new IllegalStateException("the screen is broken");
            });
            tick(1);
            for (var each : List.of(ann, eve)) {
                each.assertGot("In tick 1, bob's screen threw when frame 1 was shown to him", frame(1),
                        new Left("bob"));
            }
            tick(1);
            bob.assertGot("His screen threw when frame 1 was shown", frame(1));
            for (var each : List.of(ann, eve)) {
                each.assertGot("bob's screen threw when frame 1 was shown to him", frame(1), new Left("bob"), frame(2));
            }
            game.assertHeard("bob's screen threw in tick 1, so the player bob has left", "join ann", "join bob", "step",
                    "leave bob", "step");
        }

        @Test
        @DisplayName("even if it has said so before")
        void hasSaidSo() {
            var ann = player("ann");
            var bob = player("bob");
            forgetAll(ann, bob);
            bob.when(frame(1), () -> {
                room.leave("bob");
                throw new UncheckedIOException(new IOException("the screen is broken"));
            });
            tick(2);
            ann.assertGot("When frame 1 was shown to bob, he left, and then his screen threw: he has left once",
                    frame(1), new Left("bob"), frame(2));
            game.assertHeard("The player bob has left once", "join ann", "join bob", "step", "leave bob", "step");
        }

        @Test
        @DisplayName("also at the very first message")
        void atTheFirstMessage() {
            player("ann");
            var broken = new Watcher("bob");
            broken.when(snapshot(0), () -> {
                throw new NullPointerException("the screen is broken");
            });
            try {
                room.enter("bob", false, broken);
            } catch (NullPointerException e) {
                throw new AssertionError("""
                        bob's screen threw when his first snapshot was shown. That is his own business, and enter \
                        should not throw. It threw %s.""".formatted(e), e);
            }
            tick(1);
            broken.assertGot("His screen threw when his first snapshot was shown, so he has left", snapshot(0));
            game.assertHeard("bob's screen threw when his first snapshot was shown, so the player bob has left",
                    "join ann", "join bob", "leave bob", "step");
            var second = player("bob");
            second.assertGot("The first bob's screen threw at once, and this is the second bob", snapshot(1));
        }
    }

    private Watcher player(String name) {
        return enter(name, false);
    }

    private Watcher spectator(String name) {
        return enter(name, true);
    }

    private Watcher enter(String name, boolean spectator) {
        var screen = new Watcher(name);
        boolean entered = room.enter(name, spectator, screen);
        assertThat(entered).withFailMessage("Nobody in the room is called %s. enter(\"%s\", %s, …) should return true.",
                name, name, spectator).isTrue();
        return screen;
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            room.tick();
        }
    }

    private static void forgetAll(Watcher... screens) {
        for (var screen : screens) {
            screen.got.clear();
        }
    }

    private static Snapshot snapshot(long tick) {
        return new Snapshot(tick, "all of " + tick);
    }

    private static Frame frame(long tick) {
        return new Frame(tick, "change of " + tick);
    }

    /// Notes what is shown, and does something at a message that is awaited, once.
    private static final class Watcher implements Screen {

        private final String name;
        private final List<Message> got = new ArrayList<>();
        private boolean behind;
        private final Thread loop = Thread.currentThread();
        private Message awaited;
        private Runnable then;
        private Message underWay;
        private String howNot;

        private Watcher(String name) {
            this.name = name;
        }

        private void when(Message message, Runnable action) {
            awaited = message;
            then = action;
        }

        @Override
        public void show(Message message) {
            if (Thread.currentThread() != loop) {
                howNot = "%s was shown on another thread than the one that called you".formatted(shown(message));
            } else if (underWay != null) {
                howNot = "%s was shown inside of show(%s), and should come after it".formatted(shown(message),
                        shown(underWay));
            }
            got.add(message instanceof Refused(var why) && why != null && !why.isBlank() ? REFUSED : message);
            if (message.equals(awaited)) {
                awaited = null;
                underWay = message;
                try {
                    then.run();
                } finally {
                    underWay = null;
                }
            }
        }

        @Override
        public boolean isBehind() {
            return behind;
        }

        private void assertGot(String when, Message... expected) {
            assertThat(got).withFailMessage("%s: on the screen of %s should come %s. It was %s.", when, name,
                    shown(List.of(expected)), shown(got)).containsExactly(expected);
            assertThat(howNot).withFailMessage("%s: on the screen of %s came what should come, but %s.", when, name,
                    howNot).isNull();
        }

        private static String shown(List<Message> messages) {
            return messages.isEmpty() ? "nothing" : String.join(", ", messages.stream().map(Watcher::shown).toList());
        }

        private static String shown(Message message) {
            return switch (message) {
                case Snapshot(long tick, String all) -> "Snapshot(%d, \"%s\")".formatted(tick, all);
                case Frame(long tick, String changed) -> "Frame(%d, \"%s\")".formatted(tick, changed);
                case Entered(String name, boolean spectator) -> "Entered(\"%s\", %s)".formatted(name, spectator);
                case Left(String name) -> "Left(\"%s\")".formatted(name);
                case Refused(String why) -> "Refused(\"%s\")".formatted(why);
                case null -> "null";
            };
        }
    }

    /// A game that counts its steps, and notes what it hears.
    private static final class Duel implements Game {

        private final List<String> heard = new ArrayList<>();
        private int steps;
        private boolean still;

        @Override
        public void join(String player) {
            heard.add("join " + player);
        }

        @Override
        public void turn(String player, String direction) {
            heard.add("turn " + player + " " + direction);
        }

        @Override
        public void leave(String player) {
            heard.add("leave " + player);
        }

        @Override
        public String step() {
            heard.add("step");
            steps++;
            return still ? "" : "change of " + steps;
        }

        @Override
        public String snapshot() {
            return "all of " + steps;
        }

        private void assertHeard(String when, String... expected) {
            assertThat(heard).withFailMessage("%s: the game should hear %s. It heard %s.", when, List.of(expected),
                    heard).containsExactly(expected);
        }
    }
}
