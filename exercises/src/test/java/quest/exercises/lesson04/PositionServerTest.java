package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Clients;
import quest.exercises.kit.LineClient;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.TimeLimit;
import quest.exercises.lesson04.PositionServer.Positions;

@DisplayName("PositionServer")
class PositionServerTest {

    /// How often to look for what a right server never lets come.
    private static final int LOOKS = 200;

    /// How often several players move at the same time, where no latch reaches between two steps.
    private static final int ROUNDS = 4;

    /// How many moves each of them makes in a round.
    private static final int MOVES = 300;

    private final StartedThreads threads = new StartedThreads();
    private final Clients clients = new Clients();
    private final WatchedPositions positions = new WatchedPositions();
    private final PositionServer server = new PositionServer(positions);
    private int port;
    private boolean closed;

    @BeforeEach
    void start() {
        port = threads.call("start", server::start)
                .awaitResult("start should return the port while players are served on other threads");
    }

    @AfterEach
    void leaveNothingBehind() {
        positions.goOn.countDown();
        clients.close();
        if (!closed) {
            var closer = threads.run("close", server::close);
            Clients.look(LOOKS, closer::isDone);
        }
        threads.interruptCallers();
    }

    @Nested
    @Points(0.6)
    @DisplayName("Coming")
    class Coming {

        @Test
        @DisplayName("who comes is welcomed, and gets the state")
        void welcomeAndState() {
            var ann = clients.connect("ann", port);
            ann.expect("She is the first, so her id is 1.", "WELCOME 1", "POSITIONS 1=0,0");
        }

        @Test
        @DisplayName("everybody else gets the new state")
        void othersGetTheNewState() {
            var ann = clients.connect("ann", port);
            ann.expect("", "WELCOME 1", "POSITIONS 1=0,0");
            var bob = clients.connect("bob", port);
            bob.expect("He is the second, so his id is 2.", "WELCOME 2", "POSITIONS 1=0,0 2=0,0");
            ann.expect("bob has come, so there is a new state for her too.", "POSITIONS 1=0,0 2=0,0");
            var eve = clients.connect("eve", port);
            eve.expect("She is the third, so her id is 3.", "WELCOME 3", "POSITIONS 1=0,0 2=0,0 3=0,0");
            ann.expect("eve has come.", "POSITIONS 1=0,0 2=0,0 3=0,0");
            bob.expect("eve has come.", "POSITIONS 1=0,0 2=0,0 3=0,0");
        }

        @Test
        @DisplayName("an id is never used again")
        void idIsNeverUsedAgain() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.sendLines("quit");
            ann.expect("bob has left.", "POSITIONS 1=0,0");
            var eve = clients.connect("eve", port);
            eve.expect("bob had the id 2, and has left. 3 is the next that nobody had.", "WELCOME 3",
                    "POSITIONS 1=0,0 3=0,0");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("Moving")
    class Moving {

        @Test
        @DisplayName("the mover gets the state")
        void moverGetsTheState() {
            var ann = join("ann");
            ann.sendLines("MOVE 3 4");
            ann.expect("The mover gets the state too.", "POSITIONS 1=3,4");
        }

        @Test
        @DisplayName("everybody gets the state after each move")
        void everybodyGetsEachState() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("MOVE 3 4");
            for (var each : List.of(ann, bob)) {
                each.expect("ann has moved to 3,4.", "POSITIONS 1=3,4 2=0,0");
            }
            bob.sendLines("MOVE 5 6");
            for (var each : List.of(ann, bob)) {
                each.expect("bob has moved to 5,6.", "POSITIONS 1=3,4 2=5,6");
            }
            ann.sendLines("MOVE 0 0");
            for (var each : List.of(ann, bob)) {
                each.expect("ann has moved to 0,0.", "POSITIONS 1=0,0 2=5,6");
            }
        }

        @Test
        @DisplayName("a move to where one stands is a move: a state for it too")
        void moveOnTheSpot() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("MOVE 3 4", "MOVE 3 4", "MOVE 5 6");
            for (var each : List.of(ann, bob)) {
                each.expect("ann moved to 3,4, to 3,4 again, and to 5,6: 3 moves, 3 states.", "POSITIONS 1=3,4 2=0,0",
                        "POSITIONS 1=3,4 2=0,0", "POSITIONS 1=5,6 2=0,0");
            }
        }

        @Test
        @DisplayName("several moves in one piece: a state for each")
        void severalMovesInOnePiece() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("MOVE 1 1", "MOVE 2 2", "MOVE 3 3");
            for (var each : List.of(ann, bob)) {
                each.expect("ann's three moves came in one piece. Each has its own state.", "POSITIONS 1=1,1 2=0,0",
                        "POSITIONS 1=2,2 2=0,0", "POSITIONS 1=3,3 2=0,0");
            }
        }

        @Test
        @DisplayName("a move in several pieces")
        void moveInSeveralPieces() {
            // What follows a line in the same piece has come when the line is answered.
            var ann = join("ann");
            ann.send("MOVE 1 1\nMOVE 1");
            ann.expect("", "POSITIONS 1=1,1");
            ann.send("2 3\r\nMO");
            ann.expect("The line came in two pieces, \"MOVE 1\" and \"2 3\\r\\n\".", "POSITIONS 1=12,3");
            ann.send("VE 4 5\n");
            ann.expect("The line came in two pieces, \"MO\" and \"VE 4 5\\n\".", "POSITIONS 1=4,5");
        }

        @Test
        @DisplayName("any whole numbers, and spaces")
        void anyWholeNumbersAndSpaces() {
            var ann = join("ann");
            ann.sendLines("MOVE -7 0");
            ann.expect("", "POSITIONS 1=-7,0");
            ann.sendLines("MOVE 2147483647 -2147483648");
            ann.expect("These are the greatest int and the least.", "POSITIONS 1=2147483647,-2147483648");
            ann.sendLines("  move   8    009 ");
            ann.expect("Capitals and spaces do not matter, and 009 is 9.", "POSITIONS 1=8,9");
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Wrong lines")
    class Wrong {

        @Test
        @DisplayName("are refused, and the connection stays")
        void areRefused() {
            var ann = join("ann");
            for (String line : List.of("DANCE", "", "MOVE", "MOVE 1", "MOVE 1 2 3", "MOVE a b", "MOVE 1.5 2",
                    "MOVE 2147483648 0", "MOVE1 2", "MOVES 1 2", "MOVE 1,2", "\0", "MOVE 1\0 2")) {
                ann.sendLines(line);
                expectErr(ann, line);
            }
            ann.sendLines("MOVE 1 2");
            ann.expect("After wrong lines comes a right one.", "POSITIONS 1=1,2");
        }

        @Test
        @DisplayName("are nobody else's business")
        void areNobodyElsesBusiness() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("MOVE 1", "DANCE");
            expectErr(ann, "MOVE 1");
            expectErr(ann, "DANCE");
            ann.sendLines("MOVE 1 2");
            bob.expect("ann's two wrong lines moved nobody, and then she moved.", "POSITIONS 1=1,2 2=0,0");
        }

        @Test
        @DisplayName("a line that is too long is refused at once")
        void tooLongIsRefusedAtOnce() {
            var ann = join("ann");
            ann.sendLines("MOVE 1" + " ".repeat(PositionServer.MAX_LINE - "MOVE 12".length()) + "2");
            ann.expect("1024 bytes are not too many.", "POSITIONS 1=1,2");
            ann.send("MOVE 3" + " ".repeat(PositionServer.MAX_LINE - "MOVE 34".length()) + "4\r\n");
            ann.expect("1024 bytes are not too many, and the line's end, \"\\r\\n\", does not count.",
                    "POSITIONS 1=3,4");
            ann.send("x".repeat(PositionServer.MAX_LINE + 1));
            ann.expect("1025 bytes came without a line end, and at most 1024 are allowed.", "ERR line too long");
            ann.expectEnd("");
        }

        private void expectErr(LineClient ann, String line) {
            String words = "\"%s\" should be answered with ERR and a reason, and the connection stays.".formatted(
                    line.replace("\0", "\\0"));
            String answer = ann.next(words);
            if (answer == null || !answer.startsWith("ERR ")) {
                throw clients.wrong("%s The answer is %s.".formatted(words,
                        answer == null ? "the end of the connection" : '"' + answer + '"'));
            }
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Leaving")
    class Leaving {

        @Test
        @DisplayName("quit is answered, and everybody else gets the state")
        void quitIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.sendLines(" Quit ");
            bob.expect("", "BYE");
            bob.expectEnd("");
            ann.expect("bob has quit, so he is gone.", "POSITIONS 1=0,0");
        }

        @Test
        @DisplayName("so they do at the end of input")
        void endOfInputIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.finish();
            bob.expectEnd("His input has ended.");
            ann.expect("bob's input has ended, so he is gone.", "POSITIONS 1=0,0");
        }

        @Test
        @DisplayName("where a last line needs no line end")
        void lastLineNeedsNoEnd() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.send("MOVE 1 2");
            bob.finish();
            ann.expect("bob sent a move without a line end, and then his input ended. The line counts.",
                    "POSITIONS 1=0,0 2=1,2", "POSITIONS 1=0,0");
        }

        @Test
        @DisplayName("and when somebody breaks off")
        void breakingOffIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.send("MOV");
            bob.reset();
            ann.expect("bob broke off, so he is gone.", "POSITIONS 1=0,0");
        }

        @Test
        @DisplayName("who breaks off harms nobody")
        void whoBreaksOffHarmsNobody() {
            var ann = join("ann");
            var bob = join("bob", ann);
            for (int i = 1; i <= 20; i++) {
                var passer = clients.connect("passer-by", port);
                passer.expect("", "WELCOME " + (2 + i));
                passer.reset();
                ann.sendLines("MOVE " + i + " 0");
            }
            for (var each : List.of(ann, bob)) {
                awaitState(each, "20 others came and broke off, while ann moved 20 times, to 20,0 at last",
                        "POSITIONS 1=20,0 2=0,0");
            }
        }
    }

    @Nested
    @Points(1.1)
    @DisplayName("One order of states for all")
    class OneOrder {

        @Test
        @DisplayName("two move at the same moment")
        void twoMove() {
            var ann = join("ann");
            var bob = join("bob", ann);
            var eve = join("eve", ann, bob);
            positions.hold();
            ann.sendLines("MOVE 1 1");
            positions.awaitHeld("ann has moved");
            // Her state is known and on its way, and there it is held up. A right server does not let bob come by.
            bob.sendLines("MOVE 2 2");
            Clients.look(LOOKS, () -> eve.hasMore());
            positions.goOn.countDown();
            for (var each : List.of(ann, bob, eve)) {
                each.expect("ann moved to 1,1. While her state was on its way, bob moved to 2,2. Two moves, two "
                        + "states, and the later one last.",
                        "POSITIONS 1=1,1 2=0,0 3=0,0", "POSITIONS 1=1,1 2=2,2 3=0,0");
            }
            positions.assertOneAtATime();
        }

        @Test
        @DisplayName("one moves while another comes")
        void oneMovesWhileAnotherComes() {
            var ann = join("ann");
            positions.hold();
            var bob = clients.connect("bob", port);
            positions.awaitHeld("bob has come");
            ann.sendLines("MOVE 1 1");
            Clients.look(LOOKS, ann::hasMore);
            positions.goOn.countDown();
            String why = "bob came. While that state was on its way, ann moved to 1,1. Two changes, two states, and "
                    + "the later one last.";
            bob.expect(why, "WELCOME 2", "POSITIONS 1=0,0 2=0,0", "POSITIONS 1=1,1 2=0,0");
            ann.expect(why, "POSITIONS 1=0,0 2=0,0", "POSITIONS 1=1,1 2=0,0");
            positions.assertOneAtATime();
        }

        @Test
        @DisplayName("one comes while another moves")
        void oneComesWhileAnotherMoves() {
            var ann = join("ann");
            positions.hold();
            ann.sendLines("MOVE 1 1");
            positions.awaitHeld("ann has moved");
            var bob = clients.connect("bob", port);
            Clients.look(LOOKS, () -> ann.hasMore());
            positions.goOn.countDown();
            bob.expect("ann moved to 1,1. While that state was on its way, bob came. First he is welcomed.",
                    "WELCOME 2");
            awaitState(bob, "ann moved to 1,1. While that state was on its way, bob came", "POSITIONS 1=1,1 2=0,0");
            ann.expect("She moved to 1,1. While that state was on its way, bob came.", "POSITIONS 1=1,1",
                    "POSITIONS 1=1,1 2=0,0");
            ann.sendLines("MOVE 2 2");
            bob.expect("bob is there, and ann moved to 2,2.", "POSITIONS 1=2,2 2=0,0");
            positions.assertOneAtATime();
        }

        @Test
        @DisplayName("one moves while another leaves")
        void oneMovesWhileAnotherLeaves() {
            var ann = join("ann");
            var bob = join("bob", ann);
            var eve = join("eve", ann, bob);
            positions.hold();
            ann.sendLines("MOVE 1 1");
            positions.awaitHeld("ann has moved");
            bob.close();
            Clients.look(LOOKS, () -> eve.hasMore());
            positions.goOn.countDown();
            for (var each : List.of(ann, eve)) {
                each.expect("ann moved to 1,1. While that state was on its way, bob left. Two changes, two states, and "
                        + "in the last one bob is gone.", "POSITIONS 1=1,1 2=0,0 3=0,0", "POSITIONS 1=1,1 3=0,0");
            }
            positions.assertOneAtATime();
        }

        @Test
        @TimeLimit(30)
        @DisplayName("four move at the same time, again and again")
        void fourMoveAgainAndAgain() {
            var players = new ArrayList<LineClient>();
            for (int i = 1; i <= 8; i++) {
                players.add(join("player " + i, players.toArray(LineClient[]::new)));
            }
            positions.hold();
            for (int round = 0; round < ROUNDS; round++) {
                int from = round * MOVES;
                String moves = IntStream.rangeClosed(1, MOVES).mapToObj(i -> "MOVE " + (from + i) + " 0\n")
                        .collect(Collectors.joining());
                players.subList(0, 4).forEach(player -> player.send(moves));
                if (round == 0) {
                    // One is held up until all have begun: then they meet, and do not run one after the other.
                    positions.awaitHeld("4 players have moved");
                    Clients.look(LOOKS / 4, () -> positions.collision.get() != null);
                    positions.goOn.countDown();
                }
                var readers = players.stream().map(player -> threads.call("reader", () -> read(player))).toList();
                // A reader that waits in vain says so itself.
                Clients.await(() -> readers.stream().allMatch(Caller::isDone));
                var seen = readers.stream().map(reader -> reader.awaitResult("4 players moved")).toList();
                assertAllTheSame(seen);
                assertOneStepEach(state(8).replaceAll("([1-4])=0", "$1=" + from), seen.getFirst());
            }
            positions.assertOneAtATime();
        }

        private List<String> read(LineClient client) {
            var states = new ArrayList<String>();
            while (states.size() < 4 * MOVES) {
                String words = "4 players move %d times each, so all should get 4 * %d = %d states. After %d:"
                        .formatted(MOVES, MOVES, 4 * MOVES, states.size());
                String next = client.next(words);
                if (next == null || !next.startsWith("POSITIONS ")) {
                    throw clients.wrong("%s What came is %s.".formatted(words,
                            next == null ? "the end of the connection" : '"' + next + '"'));
                }
                states.add(next);
            }
            return states;
        }

        private void assertAllTheSame(List<List<String>> seen) {
            for (int state = 0; state < 4 * MOVES; state++) {
                for (int player = 2; player <= seen.size(); player++) {
                    assertThat(seen.get(player - 1).get(state)).withFailMessage("""
                            4 players moved at the same time, %d times each. All 8 should get the states in one order. \
                            As state %d, player 1 got "%s", and player %d got "%s".""", MOVES, state + 1,
                            seen.getFirst().get(state), player, seen.get(player - 1).get(state))
                            .isEqualTo(seen.getFirst().get(state));
                }
            }
        }

        private void assertOneStepEach(String first, List<String> states) {
            String before = first;
            for (String state : states) {
                var steps = new HashMap<>(xs(state));
                xs(before).forEach((id, x) -> steps.merge(id, -x, Integer::sum));
                steps.values().removeAll(Collections.singleton(0));
                assertThat(steps.values()).withFailMessage("""
                        4 players moved at the same time, each always one to the right: from one state to the next, \
                        one of them should be 1 farther. Everybody got "%s", and then "%s".""", before, state)
                        .containsExactly(1);
                before = state;
            }
        }

        private Map<String, Integer> xs(String state) {
            var xs = new HashMap<String, Integer>();
            for (String player : state.substring("POSITIONS ".length()).split(" ")) {
                xs.put(player.split("=")[0], Integer.parseInt(player.split("[=,]")[1]));
            }
            return xs;
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("A hundred")
    class Hundred {

        @Test
        @TimeLimit(30)
        @DisplayName("all are there, and all see each move")
        void hundredAreThere() {
            var all = new ArrayList<LineClient>();
            for (int i = 1; i <= 100; i++) {
                all.add(join("player " + i, all.toArray(LineClient[]::new)));
            }
            all.get(56).sendLines("MOVE 5 7");
            String state = state(100).replace(" 57=0,0", " 57=5,7");
            all.forEach(player -> player.expect("There are 100, and player 57 has moved to 5,7.", state));
            all.getFirst().sendLines("quit");
            String without = state.replace(" 1=0,0", "");
            all.subList(1, 100).forEach(player -> player.expect("Player 1 has left: 100 - 1 = 99 are there.", without));
        }
    }

    @Nested
    @Points(0.2)
    @DisplayName("Closing the server")
    class Closing {

        @Test
        @DisplayName("with nobody there")
        void withNobodyThere() {
            assertCloses("close, of a server that nobody has come to");
        }

        @Test
        @DisplayName("ends all connections")
        void endsAllConnections() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.send("MOV");
            assertCloses("close, while two players are there and silent");
            for (var each : List.of(ann, bob)) {
                // Who saw the other leave may be told.
                for (String next = ""; next != null; ) {
                    next = each.next("The server was closed, so the connection should be closed.");
                }
            }
        }

        private void assertCloses(String when) {
            closed = true;
            threads.run("close", server::close).awaitResult(when + ": it should return");
            clients.assertClosed(port);
            threads.assertNoneLeft("The server was closed");
        }
    }

    /// Somebody comes, and all have read that.
    private LineClient join(String name, LineClient... others) {
        int id = others.length + 1;
        var client = clients.connect(name, port);
        client.expect("", "WELCOME " + id, state(id));
        for (var other : others) {
            other.expect(name + " has come.", state(id));
        }
        return client;
    }

    /// So many players, and nobody has moved.
    private static String state(int players) {
        return "POSITIONS" + IntStream.rangeClosed(1, players).mapToObj(id -> " " + id + "=0,0")
                .collect(Collectors.joining());
    }

    /// Waits for a state, and does not mind others before it.
    private void awaitState(LineClient player, String when, String state) {
        String words = when + ": the last state should be \"" + state + "\".";
        for (String last = ""; !state.equals(last); ) {
            last = player.next(words);
            if (last == null) {
                throw clients.wrong(words + " The connection was closed.");
            }
            assertThat(last).withFailMessage("%s Among what came is \"%s\".", words, last).startsWith("POSITIONS");
        }
    }

    /// Tells when two threads are in it at once, and can hold up the one that takes a state out of it, once.
    private final class WatchedPositions implements Positions {

        private final Positions inside = Positions.empty();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicReference<String> underWay = new AtomicReference<>();
        private final AtomicReference<String> collision = new AtomicReference<>();
        private volatile boolean holds;

        private void hold() {
            holds = true;
        }

        @Override
        public void join(int id) {
            change("join(%d)".formatted(id), () -> inside.join(id));
        }

        @Override
        public void move(int id, int x, int y) {
            change("move(%d, %d, %d)".formatted(id, x, y), () -> inside.move(id, x, y));
        }

        @Override
        public void leave(int id) {
            change("leave(%d)".formatted(id), () -> inside.leave(id));
        }

        @Override
        public String state() {
            boolean alone = enter("state()");
            String state;
            synchronized (inside) {
                state = inside.state();
            }
            if (holds) {
                holds = false;
                arrived.countDown();
                Caller.awaitInSpiteOfInterrupts(goOn);
            }
            leave(alone);
            return state;
        }

        private void change(String call, Runnable change) {
            boolean alone = enter(call);
            // Whoever breaks the rule is told so, and not by a tree that has lost a branch.
            synchronized (inside) {
                change.run();
            }
            leave(alone);
        }

        private boolean enter(String call) {
            String other = underWay.compareAndExchange(null, call);
            if (other != null) {
                collision.compareAndSet(null, call + " began while " + other + " was under way");
            }
            return other == null;
        }

        private void leave(boolean alone) {
            if (alone) {
                underWay.set(null);
            }
        }

        private void awaitHeld(String when) {
            if (!Clients.await(() -> arrived.getCount() == 0)) {
                throw clients.stuck(when + ", so positions.state() should be called. It was not.");
            }
        }

        private void assertOneAtATime() {
            assertThat(collision.get()).withFailMessage("""
                    positions is for one thread at a time, and on another thread %s.""", collision).isNull();
        }
    }
}
