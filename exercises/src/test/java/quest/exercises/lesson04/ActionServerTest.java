package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
import quest.exercises.lesson04.ActionServer.Arena;
import quest.exercises.lesson04.ActionServer.Entry;

@DisplayName("ActionServer")
class ActionServerTest {

    /// How often to look for what a right server never lets come.
    private static final int LOOKS = 200;

    /// So many answers does somebody else get while a player waits.
    private static final int ROUND_TRIPS = 30;

    private static final Instant DAWN = Instant.parse("2026-03-21T06:00:00Z");

    private final StartedThreads threads = new StartedThreads();
    private final Clients clients = new Clients();
    private final SlowArena arena = new SlowArena();
    private final Sundial clock = new Sundial();
    private final ActionServer server = new ActionServer(arena, clock);
    private int port;
    private boolean closed;

    @BeforeEach
    void start() {
        port = threads.call("start", server::start)
                .awaitResult("start should return the port while players are served on other threads");
    }

    @AfterEach
    void leaveNothingBehind() {
        clock.goOn.countDown();
        arena.mayEnd.countDown();
        arena.landing.countDown();
        clients.close();
        if (!closed) {
            var closer = threads.run("close", server::close);
            Clients.look(LOOKS, closer::isDone);
        }
        threads.interruptCallers();
    }

    @Nested
    @Points(0.8)
    @DisplayName("A line, an answer")
    class Answers {

        @Test
        @DisplayName("an action is answered by its name")
        void actionIsAnsweredByItsName() {
            var ann = connect("ann");
            ann.sendLines("jump");
            ann.expect("", "OK jump");
            arena.assertDone(1, "jump");
        }

        @Test
        @DisplayName("each line gets an answer")
        void eachLineGetsAnAnswer() {
            var ann = connect("ann");
            for (String action : ActionServer.ACTIONS) {
                ann.sendLines(action);
                ann.expect("", "OK " + action);
            }
            arena.assertDone(1, ActionServer.ACTIONS.toArray(String[]::new));
        }

        @Test
        @DisplayName("capitals and spaces make no difference")
        void capitalsAndSpacesMakeNoDifference() {
            var ann = connect("ann");
            ann.sendLines("JUMP");
            ann.expect("", "OK jump");
            ann.sendLines("  Move   Forward ");
            ann.expect("", "OK move forward");
            ann.sendLines("\tuse potion \t");
            ann.expect("", "OK use potion");
            arena.assertDone(1, "jump", "move forward", "use potion");
        }

        @Test
        @DisplayName("an empty line is no action")
        void emptyLineIsNoAction() {
            var ann = connect("ann");
            ann.sendLines("");
            ann.expect("", "ERR empty action");
            ann.sendLines(" \t ");
            ann.expect("The line is blank.", "ERR empty action");
            ann.sendLines("jump");
            ann.expect("The connection stays.", "OK jump");
            arena.assertDone(1, "jump");
        }

        @Test
        @DisplayName("what nobody knows is repeated")
        void unknownIsRepeated() {
            var ann = connect("ann");
            ann.sendLines("  Dance  wildly\t");
            ann.expect("Only the spaces and tabs at the ends are left out.", "ERR unknown action: Dance  wildly");
            ann.sendLines("jump jump");
            ann.expect("", "ERR unknown action: jump jump");
            ann.sendLines("moveforward");
            ann.expect("", "ERR unknown action: moveforward");
            ann.sendLines("tänze");
            ann.expect("Text is UTF-8.", "ERR unknown action: tänze");
            ann.sendLines("\0jump");
            ann.expect("A zero byte is a character like any other, and not the end of input.",
                    "ERR unknown action: \0jump");
            ann.sendLines("jump\0");
            ann.expect("A zero byte is a character like any other, and not the end of input.",
                    "ERR unknown action: jump\0");
            ann.sendLines("jump");
            ann.expect("The connection stays.", "OK jump");
            arena.assertDone(1, "jump");
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("Bytes come in any pieces")
    class Pieces {

        @Test
        @DisplayName("several lines in one piece")
        void severalLinesInOnePiece() {
            var ann = connect("ann");
            ann.send("jump\nattack\n\ndefend\n");
            ann.expect("Four lines came in one piece.", "OK jump", "OK attack", "ERR empty action", "OK defend");
        }

        @Test
        @DisplayName("a line in several pieces")
        void lineInSeveralPieces() {
            // What follows a line in the same piece has come when the line is answered.
            var ann = connect("ann");
            ann.send("jump\natt");
            ann.expect("", "OK jump");
            ann.send("ack\nmove for");
            ann.expect("Its line came in two pieces, \"att\" and \"ack\\n\".", "OK attack");
            ann.send("ward\ndef");
            ann.expect("Its line came in two pieces, \"move for\" and \"ward\\n\".", "OK move forward");
            ann.send("e");
            ann.send("n");
            ann.send("d\n");
            ann.expect("Its line came in four pieces.", "OK defend");
        }

        @Test
        @DisplayName("a line may end with \\r\\n")
        void carriageReturnBelongsToTheLineEnd() {
            var ann = connect("ann");
            ann.send("jump\r\ndance\r\n\r\ndefend\n");
            ann.expect("", "OK jump", "ERR unknown action: dance", "ERR empty action", "OK defend");
            ann.send("jump\nattack\r");
            ann.expect("", "OK jump");
            ann.send("\ndefend\n");
            ann.expect("A line's end came in two pieces, \"\\r\" and \"\\n\".", "OK attack", "OK defend");
        }

        @Test
        @DisplayName("half a character")
        void halfACharacter() {
            var ann = connect("ann");
            byte[] bytes = "jump\ntänze\n".getBytes(StandardCharsets.UTF_8);
            int half = "jump\nt".length() + 1;
            ann.send(Arrays.copyOf(bytes, half), "jump\\nt[first byte of ä]");
            ann.expect("", "OK jump");
            ann.send(Arrays.copyOfRange(bytes, half, bytes.length), "[second byte of ä]nze\\n");
            ann.expect("An ä has two bytes in UTF-8, which came in two pieces.", "ERR unknown action: tänze");
        }

        @Test
        @DisplayName("a line of exactly 1024 bytes is fine")
        void lineOf1024BytesIsFine() {
            var ann = connect("ann");
            String longest = "x".repeat(ActionServer.MAX_LINE);
            ann.sendLines(longest);
            ann.expect("There are 1024 times x in the line: 1024 bytes, and its end does not count.",
                    "ERR unknown action: " + longest);
            ann.send(longest + "\r\n");
            ann.expect("There are 1024 times x in the line: 1024 bytes, and its end, \"\\r\\n\", does not count.",
                    "ERR unknown action: " + longest);
            ann.sendLines(" ".repeat(1020) + "jump");
            ann.expect("1020 + 4 = 1024 bytes.", "OK jump");
        }

        @Test
        @DisplayName("a line that is too long is refused at once")
        void tooLongIsRefusedAtOnce() {
            var ann = connect("ann");
            ann.send("jump\n");
            ann.expect("", "OK jump");
            ann.send("x".repeat(ActionServer.MAX_LINE + 1));
            ann.expect("1025 bytes came without a line end, and at most 1024 are allowed.", "ERR line too long");
            ann.expectEnd("");
        }

        @Test
        @DisplayName("it is bytes that count")
        void bytesCount() {
            var ann = connect("ann");
            ann.send("ä".repeat(ActionServer.MAX_LINE / 2) + "x");
            ann.expect("512 times ä, of 2 bytes each, and an x: 2 * 512 + 1 = 1025 bytes without a line end.",
                    "ERR line too long");
            ann.expectEnd("");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The last line")
    class TheEnd {

        @Test
        @DisplayName("quit is answered with BYE")
        void quitIsAnsweredWithBye() {
            var ann = connect("ann");
            ann.sendLines("jump", "quit");
            ann.expect("", "OK jump", "BYE");
            ann.expectEnd("");
            var bob = connect("bob");
            bob.sendLines("  Quit ");
            bob.expect("", "BYE");
            bob.expectEnd("");
        }

        @Test
        @DisplayName("at the end of input, a last line needs no line end")
        void lastLineNeedsNoEnd() {
            var ann = connect("ann");
            ann.send("jump\nattack");
            ann.finish();
            ann.expect("", "OK jump");
            ann.expect("It ends with the input, and counts as a line.", "OK attack");
            ann.expectEnd("");
        }

        @Test
        @DisplayName("who says nothing gets no answer")
        void nothingIsNoLine() {
            var ann = connect("ann");
            ann.finish();
            ann.expectEnd("There was no line, so there is no answer.");
            var bob = connect("bob");
            bob.sendLines("jump");
            bob.finish();
            bob.expect("", "OK jump");
            bob.expectEnd("No line was left.");
        }

        @Test
        @DisplayName("BYE does not overtake an answer")
        void byeComesLast() {
            var ann = connect("ann");
            arena.hold(1, "jump");
            ann.sendLines("jump", "quit");
            arena.awaitHeld();
            roundTrips(connect("bob"));
            arena.mayEnd.countDown();
            ann.expect("The jump took long, and quit came after it.", "OK jump", "BYE");
            ann.expectEnd("");
        }

        @Test
        @DisplayName("who sends no more still gets all answers")
        void answersComeAfterTheEndOfInput() {
            var ann = connect("ann");
            arena.hold(1, "jump");
            ann.sendLines("jump", "attack");
            ann.finish();
            arena.awaitHeld();
            roundTrips(connect("bob"));
            arena.mayEnd.countDown();
            ann.expect("The jump took long, and meanwhile the input had ended. She may still read.",
                    "OK jump", "OK attack");
            ann.expectEnd("");
        }
    }

    @Nested
    @Points(1.2)
    @DisplayName("Many players")
    class Many {

        @Test
        @DisplayName("who says nothing holds up nobody")
        void silentPlayerHoldsUpNobody() {
            var ann = connect("ann");
            var bob = connect("bob");
            bob.sendLines("defend");
            bob.expect("ann is connected too, and says nothing.", "OK defend");
            ann.send("jum");
            bob.sendLines("attack");
            bob.expect("ann has sent half a line.", "OK attack");
            ann.send("p\n");
            ann.expect("", "OK jump");
        }

        @Test
        @DisplayName("whose action takes long holds up nobody")
        void slowActionHoldsUpNobody() {
            var ann = connect("ann");
            var bob = connect("bob");
            arena.hold(1, "jump");
            ann.sendLines("jump");
            arena.awaitHeld();
            bob.sendLines("defend");
            bob.expect("ann's jump takes long. bob's action should not wait for it.", "OK defend");
            ann.expectNothingYet("Her jump takes long, and is answered when it is done: nothing should come yet.");
            arena.mayEnd.countDown();
            ann.expect("", "OK jump");
        }

        @Test
        @DisplayName("fifty act at the same time")
        void fiftyActAtTheSameTime() {
            var all = IntStream.rangeClosed(1, 50).mapToObj(i -> connect("player " + i)).toList();
            IntStream.rangeClosed(1, 50).forEach(i -> arena.hold(i, "jump"));
            all.forEach(player -> player.sendLines("jump"));
            arena.awaitUnderWay(50);
            arena.mayEnd.countDown();
            all.forEach(player -> player.expect("", "OK jump"));
        }

        @Test
        @DisplayName("one player's actions do not overtake each other")
        void actionsOfOneDoNotOvertake() {
            var ann = connect("ann");
            var bob = connect("bob");
            arena.hold(1, "jump");
            ann.sendLines("jump", "attack", "defend");
            arena.awaitHeld();
            roundTrips(bob);
            Clients.look(LOOKS / 4, ann::hasMore);
            arena.mayEnd.countDown();
            ann.expect("The jump took long. One player's answers come in the order of the lines.",
                    "OK jump", "OK attack", "OK defend");
            arena.assertDone(1, "jump", "attack", "defend");
            assertThat(arena.most.get(1)).withFailMessage("""
                    ann sent jump, attack and defend. Each should be done before the next begins: 1 at a time. There \
                    were up to %s at a time.""", arena.most.get(1)).isEqualTo(1);
        }

        @Test
        @DisplayName("a refusal waits for its turn too")
        void refusalWaitsForItsTurn() {
            var ann = connect("ann");
            arena.hold(1, "jump");
            ann.sendLines("jump", "dance", "");
            arena.awaitHeld();
            roundTrips(connect("bob"));
            Clients.look(LOOKS / 4, ann::hasMore);
            arena.mayEnd.countDown();
            ann.expect("The jump took long. One player's answers come in the order of the lines, refusals too.",
                    "OK jump", "ERR unknown action: dance", "ERR empty action");
        }

        @Test
        @DisplayName("who breaks off disturbs nobody")
        void whoBreaksOffDisturbsNobody() {
            var ann = connect("ann");
            var bob = connect("bob");
            arena.hold(1, "jump");
            ann.sendLines("jump", "attack");
            arena.awaitHeld();
            ann.reset();
            bob.sendLines("defend");
            bob.expect("ann broke off while her jump was under way.", "OK defend");
            arena.mayEnd.countDown();
            for (int i = 0; i < 20; i++) {
                var passer = connect("passer-by");
                passer.send("jump\njum");
                passer.reset();
            }
            bob.sendLines("attack");
            bob.expect("20 others broke off in the middle of a line.", "OK attack");
            var eve = connect("eve");
            eve.sendLines("jump");
            eve.expect("20 others broke off before she came.", "OK jump");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The log")
    class Log {

        @Test
        @DisplayName("has each line, and what it is answered")
        void hasEachLine() {
            var ann = connect("ann");
            ann.sendLines("JUMP", " dance ", "");
            ann.expect("", "OK jump", "ERR unknown action: dance", "ERR empty action");
            var bob = connect("bob");
            bob.sendLines("defend", "quit");
            bob.expect("", "OK defend", "BYE");
            assertLog("ann, player 1, sent JUMP, dance and an empty line; then bob, player 2, sent defend and quit",
                    "1 OK jump", "1 ERR unknown action: dance", "1 ERR empty action", "2 OK defend");
            assertTimesNeverDecrease("They sent one line after the other");
        }

        @Test
        @DisplayName("leaves out a line that is too long")
        void leavesOutWhatIsTooLong() {
            var ann = connect("ann");
            ann.send("jump\n" + "x".repeat(ActionServer.MAX_LINE + 1));
            ann.expect("", "OK jump", "ERR line too long");
            ann.expectEnd("");
            assertLog("ann sent jump, and then a line that is too long", "1 OK jump");
        }

        @Test
        @DisplayName("is a copy, which stays as it is")
        void isACopy() {
            var ann = connect("ann");
            ann.sendLines("jump");
            ann.expect("", "OK jump");
            var log = server.log();
            ann.sendLines("attack");
            ann.expect("", "OK attack");
            assertThat(log).withFailMessage("""
                    log() was called when 1 line had been received, and then came a second. What it returned is a \
                    copy, and should have 1 entry still. It has %d: %s.""", log.size(), shown(log)).hasSize(1);
        }

        @Test
        @DisplayName("is in the order in which the lines were received")
        void isInTheOrderReceived() {
            var ann = connect("ann");
            var bob = connect("bob");
            arena.hold(1, "jump");
            ann.sendLines("jump");
            arena.awaitHeld();
            bob.sendLines("dance");
            bob.expect("", "ERR unknown action: dance");
            assertLog("ann's jump was received and is under way; then bob sent dance, and has his answer",
                    "1 OK jump", "2 ERR unknown action: dance");
            arena.mayEnd.countDown();
            ann.expect("", "OK jump");
            assertLog("ann's jump was received first and done last", "1 OK jump", "2 ERR unknown action: dance");
        }

        @Test
        @DisplayName("has times that never decrease")
        void timesNeverDecrease() {
            var ann = connect("ann");
            var bob = connect("bob");
            clock.held = true;
            ann.sendLines("jump");
            clock.awaitHeld();
            // On her way from the clock to the log she is held up, and bob comes by. A right server does not let him.
            bob.sendLines("defend");
            Clients.look(LOOKS, () -> clock.asked.get() > 1 && bob.hasMore());
            clock.goOn.countDown();
            ann.expect("", "OK jump");
            bob.expect("", "OK defend");
            assertTimesNeverDecrease("ann's thread was held up as it came from the clock, and bob's line came");
            assertThat(server.log()).withFailMessage("Two lines were received. In the log are %s.", shown(server.log()))
                    .hasSize(2);
        }

        private void assertLog(String when, String... expected) {
            var log = server.log();
            assertThat(log.stream().map(entry -> entry.player() + " " + entry.answer()).toList()).withFailMessage("""
                    %s. The log should be %s. Yours is %s.""", when, List.of(expected), shown(log))
                    .containsExactly(expected);
        }

        private void assertTimesNeverDecrease(String when) {
            var log = server.log();
            for (int i = 1; i < log.size(); i++) {
                assertThat(log.get(i).time().isBefore(log.get(i - 1).time())).withFailMessage("""
                        %s. Times in the log should never decrease. Entry %d has %s, and entry %d has %s. Yours is \
                        %s. Between the look at the clock and the entry in the log, nobody else should come.""", when,
                        i, at(log.get(i - 1)), i + 1, at(log.get(i)), shown(log)).isFalse();
            }
        }

        private String shown(List<Entry> log) {
            return log.stream().map(entry -> entry.player() + " " + entry.answer() + " at " + at(entry)).toList()
                    .toString();
        }

        private String at(Entry entry) {
            return entry.time().toString().substring(11, 19);
        }
    }

    @Nested
    @Points(0.3)
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
            var ann = connect("ann");
            var bob = connect("bob");
            ann.sendLines("jump");
            ann.expect("", "OK jump");
            bob.send("jum");
            assertCloses("close, while two players are connected and silent");
            ann.expectEnd("The server was closed.");
            bob.expectEnd("The server was closed.");
        }

        @Test
        @DisplayName("interrupts actions under way")
        void interruptsActions() {
            var ann = connect("ann");
            arena.hold(1, "jump");
            ann.sendLines("jump", "attack");
            arena.awaitHeld();
            assertCloses("close, while a jump is under way that ends only by an interrupt");
            assertThat(arena.interrupted).withFailMessage("""
                    A jump was under way, and the server was closed: 1 action should be interrupted. Interrupted \
                    were %s.""", arena.interrupted).hasValue(1);
            arena.assertDone(1);
        }

        @Test
        @DisplayName("waits for an action that takes a moment to stop")
        void waitsForAnAction() {
            var ann = connect("ann");
            arena.hold(1, "jump");
            arena.landing = new CountDownLatch(1);
            ann.sendLines("jump");
            arena.awaitHeld();
            closed = true;
            var closer = threads.run("close", server::close);
            if (!Clients.await(() -> arena.interrupted.get() == 1)) {
                throw clients.stuck("A jump was under way, and the server was closed: it should be interrupted.");
            }
            closer.assertWaitsWithoutLimit("A jump was interrupted, and has not ended yet: close should wait");
            arena.landing.countDown();
            closer.awaitResult("The jump has ended: close should return");
            threads.assertNoneLeft("The server was closed");
        }

        private void assertCloses(String when) {
            closed = true;
            threads.run("close", server::close).awaitResult(when + ": it should return");
            clients.assertClosed(port);
            threads.assertNoneLeft("The server was closed");
        }
    }

    private LineClient connect(String name) {
        return clients.connect(name, port);
    }

    /// As long as somebody waits who should: the server reads and answers others.
    private void roundTrips(LineClient bob) {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            bob.sendLines("defend");
            bob.expect("Another player's action is under way, which bob should not wait for.", "OK defend");
        }
    }

    /// An arena in which some actions take until the test lets them end.
    private final class SlowArena implements Arena {

        private final CountDownLatch mayEnd = new CountDownLatch(1);
        /// Closed while what is interrupted takes a moment to stop.
        private volatile CountDownLatch landing = new CountDownLatch(0);
        private final AtomicInteger interrupted = new AtomicInteger();
        private final List<String> held = new CopyOnWriteArrayList<>();
        private final List<String> done = new CopyOnWriteArrayList<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private final Map<Integer, Integer> underWay = new ConcurrentHashMap<>();
        private final Map<Integer, Integer> most = new ConcurrentHashMap<>();

        private void hold(int player, String action) {
            held.add(player + " " + action);
        }

        @Override
        public void act(int player, String action) throws InterruptedException {
            most.merge(player, underWay.merge(player, 1, Integer::sum), Math::max);
            try {
                if (held.contains(player + " " + action)) {
                    waiting.incrementAndGet();
                    mayEnd.await();
                }
                done.add(player + " " + action);
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                Caller.awaitInSpiteOfInterrupts(landing);
                throw e;
            } finally {
                underWay.merge(player, -1, Integer::sum);
            }
        }

        private void awaitHeld() {
            awaitUnderWay(held.size());
        }

        private void awaitUnderWay(int actions) {
            if (!Clients.await(() -> waiting.get() == actions)) {
                throw clients.stuck("""
                        %s sent an action that takes long: %d should be under way. There %s %s.\
                        """.formatted(actions == 1 ? "1 player has" : actions + " players have", actions,
                        waiting.get() == 1 ? "is" : "are", waiting));
            }
        }

        /// @param expected the player's actions, in order
        private void assertDone(int player, String... expected) {
            var actions = new ArrayList<String>();
            done.stream().filter(action -> action.startsWith(player + " "))
                    .forEach(action -> actions.add(action.substring((player + " ").length())));
            assertThat(actions).withFailMessage("""
                    arena.act should have done for player %d: %s. It did %s, and for all players %s.""", player,
                    shown(List.of(expected)), shown(actions), shown(done)).containsExactly(expected);
        }
    }

    private static String shown(List<String> actions) {
        return actions.isEmpty() ? "nothing" : String.join(", ", actions);
    }

    /// Each look shows a second later. Once, it can hold up the one who has looked.
    private final class Sundial implements InstantSource {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger seconds = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean held;

        @Override
        public Instant instant() {
            Instant now = DAWN.plusSeconds(seconds.incrementAndGet());
            if (held && asked.incrementAndGet() == 1) {
                arrived.countDown();
                Caller.awaitInSpiteOfInterrupts(goOn);
            }
            return now;
        }

        private void awaitHeld() {
            if (!Clients.await(() -> arrived.getCount() == 0)) {
                throw clients.stuck("A line was received, and its entry has a time. The clock was not asked for it.");
            }
        }
    }
}
