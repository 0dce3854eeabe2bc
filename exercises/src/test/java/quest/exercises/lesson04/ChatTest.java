package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import quest.exercises.lesson04.Chat.Chronicle;

@DisplayName("Chat")
class ChatTest {

    /// How often to look for what a right room never lets come.
    private static final int LOOKS = 100;

    /// How many lines each of four says at the same time. All of them together may wait for a guest.
    private static final int WORDS = 200;

    /// How much is said while somebody does not read for a while.
    private static final int NAP = 300;

    /// To somebody who does not read, so many lines of 1000 bytes are said at a time, and so many times at most: 20 MB.
    /// No system takes that much for a connection from which nobody reads.
    private static final int BATCH = 200;
    private static final int BATCHES = 100;

    private final StartedThreads threads = new StartedThreads();
    private final Clients clients = new Clients();
    private final WatchedChronicle chronicle = new WatchedChronicle();
    private final Chat chat = new Chat(chronicle);
    private int port;
    private boolean closed;

    @BeforeEach
    void start() {
        port = threads.call("start", chat::start)
                .awaitResult("start should return the port while guests are served on other threads");
    }

    @AfterEach
    void leaveNothingBehind() {
        chronicle.goOn.countDown();
        clients.close();
        if (!closed) {
            var closer = threads.run("close", chat::close);
            Clients.look(LOOKS, closer::isDone);
        }
        threads.interruptCallers();
    }

    @Nested
    @Points(0.4)
    @DisplayName("Coming")
    class Coming {

        @Test
        @DisplayName("who comes is asked for a name")
        void nameIsAskedFor() {
            clients.connect("ann", port).expect("She has connected.", "NAME?");
        }

        @Test
        @DisplayName("who has said it has joined, and everybody is told")
        void everybodyIsTold() {
            var ann = connect("ann");
            ann.sendLines("ann");
            ann.expect("Everybody in the room gets it, who comes too.", "JOINED ann");
            var bob = connect("bob");
            bob.send("bob\r\n");
            bob.expect("Everybody in the room gets it, who comes too.", "JOINED bob");
            ann.expect("bob has come.", "JOINED bob");
        }

        @Test
        @DisplayName("before that, the room is closed to them")
        void beforeThatTheRoomIsClosed() {
            var ann = join("ann");
            var bob = connect("bob");
            ann.sendLines("is anybody here?");
            ann.expect("bob has not said his name yet.", "ann: is anybody here?");
            bob.sendLines("bob");
            bob.expect("ann said something before he had a name. That was not for him.", "JOINED bob");
            ann.expect("", "JOINED bob");
        }

        @Test
        @DisplayName("a name that somebody has is refused, and there is another attempt")
        void takenNameIsRefused() {
            var ann = join("ann");
            var bob = connect("the second ann");
            bob.sendLines("ann");
            bob.expect("There is an ann in the room.", "ERR name taken");
            bob.sendLines("Ann");
            bob.expect("ann and Ann are two names.", "JOINED Ann");
            ann.expect("Somebody was refused for the name, and then became Ann.", "JOINED Ann");
        }

        @Test
        @DisplayName("so is what is no name")
        void noNameIsRefused() {
            var ann = join("ann");
            var bob = connect("bob");
            for (String name : List.of("", " ", "bob the great", "bob:", "böb", "abcdefghijklmnopq")) {
                bob.sendLines(name);
                String words = "\"%s\" is no name, which has 1 to 16 letters and digits. The answer should be ERR and "
                        .formatted(name) + "a reason, and the next line is the next attempt.";
                String answer = bob.next(words);
                if (answer == null || !answer.startsWith("ERR ")) {
                    throw clients.wrong("%s The answer is %s.".formatted(words,
                            answer == null ? "the end of the connection" : '"' + answer + '"'));
                }
            }
            bob.sendLines("bob456789ABCDEFG");
            bob.expect("These are 16 letters and digits.", "JOINED bob456789ABCDEFG");
            ann.expect("Somebody was refused for his names, and then had a good one.", "JOINED bob456789ABCDEFG");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Talking")
    class Talking {

        @Test
        @DisplayName("everybody hears it, who said it too")
        void everybodyHearsIt() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("who fights today?");
            for (var each : List.of(ann, bob)) {
                each.expect("ann has said it, and everybody in the room hears it.", "ann: who fights today?");
            }
            bob.sendLines("10 € on the grünen Drachen");
            for (var each : List.of(ann, bob)) {
                each.expect("bob has said it, in UTF-8.", "bob: 10 € on the grünen Drachen");
            }
        }

        @Test
        @DisplayName("name and words in one piece")
        void nameAndWordsInOnePiece() {
            var ann = join("ann");
            var bob = connect("bob");
            bob.send("bob\nhello\r\nwho fights today?\n");
            for (var each : List.of(ann, bob)) {
                each.expect("bob's name and two lines came in one piece.", "JOINED bob", "bob: hello",
                        "bob: who fights today?");
            }
        }

        @Test
        @DisplayName("words in several pieces")
        void wordsInSeveralPieces() {
            // What follows a line in the same piece has come when the line has been heard.
            var ann = join("ann");
            ann.send("one\ntwo and");
            ann.expect("", "ann: one");
            ann.send(" three\r\nfo");
            ann.expect("The line came in two pieces, \"two and\" and \" three\\r\\n\".", "ann: two and three");
            ann.send("ur\n");
            ann.expect("The line came in two pieces, \"fo\" and \"ur\\n\".", "ann: four");
            byte[] words = "five\nsix µ\n".getBytes(StandardCharsets.UTF_8);
            ann.send(Arrays.copyOf(words, words.length - 2), "five\nsix [byte C2]");
            ann.expect("", "ann: five");
            ann.send(Arrays.copyOfRange(words, words.length - 2, words.length), "[byte B5]\n");
            ann.expect("The character µ has two bytes in UTF-8, and each came in a piece of its own.", "ann: six µ");
        }

        @Test
        @DisplayName("an empty line goes to nobody, any other just as it is")
        void emptyLineGoesToNobody() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("", "   ", "  JOINED eve ", "quit?");
            for (var each : List.of(ann, bob)) {
                each.expect("ann sent an empty line, a blank one, one with spaces at its ends, and one that is not "
                        + "quit.", "ann:   JOINED eve ", "ann: quit?");
            }
        }

        @Test
        @TimeLimit(30)
        @DisplayName("fifty hear it")
        void fiftyHearIt() {
            var all = new ArrayList<LineClient>();
            for (int i = 1; i <= 50; i++) {
                all.add(join("guest" + i));
            }
            all.get(27).sendLines("silence!");
            for (var each : all) {
                String words = "50 are in the room, and number 28 has said silence!";
                for (String line = ""; !line.equals("guest28: silence!"); ) {
                    line = next(each, words);
                    assertThat(line).withFailMessage("%s, after the others had come. Among what came is \"%s\".", words,
                            line).matches("JOINED guest\\d+|guest28: silence!");
                }
            }
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Leaving")
    class Leaving {

        @Test
        @DisplayName("who quits gets BYE, and everybody else is told")
        void quitIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.sendLines("so long", " Quit ");
            bob.expect("First comes what was said before, then the answer.", "bob: so long", "BYE");
            bob.expectEnd("He has quit.");
            ann.expect("bob has quit.", "bob: so long", "LEFT bob");
            ann.sendLines("who is next?");
            ann.expect("bob has quit, and his connection is closed: LEFT bob comes once.", "ann: who is next?");
        }

        @Test
        @DisplayName("so they are at the end of input, whose last line needs no end")
        void endOfInputIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            var eve = join("eve", ann, bob);
            bob.finish();
            for (var each : List.of(ann, eve)) {
                each.expect("bob's input has ended.", "LEFT bob");
            }
            bob.expectEnd("His input has ended.");
            eve.send("good night");
            eve.finish();
            ann.expect("eve sent a line without its end, and then her input ended. The line counts.",
                    "eve: good night", "LEFT eve");
        }

        @Test
        @DisplayName("and when somebody breaks off")
        void breakingOffIsAnnounced() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.send("hel");
            bob.reset();
            expectTalkUntil(ann, "bob broke off", "LEFT bob");
        }

        @Test
        @DisplayName("who breaks off while others talk has left once")
        void leftIsSaidOnce() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.reset();
            for (int i = 1; i <= 20; i++) {
                ann.sendLines("word " + i);
            }
            var heard = new ArrayList<String>();
            while (!heard.contains("ann: word 20") || !heard.contains("LEFT bob")) {
                heard.add(next(ann, "bob broke off, and ann said 20 words: she should get these, and LEFT bob."));
            }
            // Whoever says it a second time may take a moment.
            Clients.look(LOOKS, () -> timesNoted("LEFT bob") > 1);
            long left = timesNoted("LEFT bob");
            assertThat(left).withFailMessage("""
                    bob broke off while ann said 20 words. LEFT bob should be in the chronicle once. It is there %d \
                    times.""", left).isEqualTo(1);
            ann.sendLines("word 21");
            ann.expect("bob broke off while she said 20 words. She has got these and LEFT bob.", "ann: word 21");
        }

        private long timesNoted(String line) {
            return chronicle.lines.stream().filter(line::equals).count();
        }

        @Test
        @DisplayName("the name is free again")
        void nameIsFreeAgain() {
            var ann = join("ann");
            var bob = join("bob", ann);
            bob.sendLines("quit");
            ann.expect("bob has quit.", "LEFT bob");
            var second = connect("the second bob");
            second.sendLines("bob");
            second.expect("bob has left, so the name is free.", "JOINED bob");
            ann.expect("Another bob has come.", "JOINED bob");
        }

        @Test
        @DisplayName("who leaves without a name was never there")
        void whoHasNoNameWasNeverThere() {
            var ann = join("ann");
            var first = connect("somebody");
            first.sendLines("quit");
            first.expect("One may quit at any time.", "BYE");
            first.expectEnd("One may quit at any time.");
            var second = connect("somebody else");
            second.sendLines("ann");
            second.expect("There is an ann.", "ERR name taken");
            second.finish();
            second.expectEnd("The input has ended.");
            var third = connect("a third");
            third.reset();
            ann.sendLines("hello?");
            ann.expect("Three came and left without a name, one after she had tried ann's.", "ann: hello?");
        }

        private void expectTalkUntil(LineClient client, String when, String line) {
            // Whether words without a line end count for somebody who broke off is left open.
            String words = when + ": \"" + line + "\" should come.";
            for (String next = ""; !next.equals(line); ) {
                next = next(client, words);
                if (!next.equals(line) && !next.equals("bob: hel")) {
                    throw clients.wrong("%s What came is \"%s\".".formatted(words, next));
                }
            }
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("One order for all")
    class OneOrder {

        @Test
        @DisplayName("the chronicle has every line for everybody")
        void chronicleHasAll() {
            var ann = join("ann");
            var bob = join("bob", ann);
            ann.sendLines("hello", "");
            bob.expect("", "ann: hello");
            bob.sendLines("quit");
            ann.expect("", "ann: hello", "LEFT bob");
            assertThat(chronicle.lines).withFailMessage("""
                    ann joined, bob joined, ann said "hello" and an empty line, bob left: these are 4 lines for \
                    everybody. The chronicle has %s.""", chronicle.lines)
                    .containsExactly("JOINED ann", "JOINED bob", "ann: hello", "LEFT bob");
        }

        @Test
        @DisplayName("a line is noted before anybody gets it")
        void chronicleComesFirst() {
            var ann = join("ann");
            chronicle.hold("ann: first");
            ann.sendLines("first");
            chronicle.awaitHeld();
            Clients.look(LOOKS, ann::hasMore);
            boolean early = ann.hasMore();
            chronicle.goOn.countDown();
            ann.expect("Her line has been noted in the chronicle.", "ann: first");
            assertThat(early).withFailMessage("""
                    While "ann: first" was being noted in the chronicle, ann had got it already. Lines are noted \
                    first: chronicle.note has to return before anybody gets the line.""").isFalse();
        }

        @Test
        @DisplayName("two talk at the same moment")
        void twoTalk() {
            var ann = join("ann");
            var bob = join("bob", ann);
            var eve = join("eve", ann, bob);
            chronicle.hold("ann: first");
            ann.sendLines("first");
            chronicle.awaitHeld();
            // Her line is noted, and on its way it is held up. A right room does not let bob come by.
            bob.sendLines("second");
            Clients.look(LOOKS, eve::hasMore);
            chronicle.goOn.countDown();
            for (var each : List.of(ann, bob, eve)) {
                each.expect("ann's line was on its way, noted in the chronicle, when bob spoke. All get both in that "
                        + "order.", "ann: first", "bob: second");
            }
            chronicle.assertOneAtATime();
        }

        @Test
        @DisplayName("somebody wants the name of one who is just coming")
        void nameOfOneWhoIsComing() {
            var ann = join("ann");
            var bob = connect("bob");
            var second = connect("the second bob");
            chronicle.hold("JOINED bob");
            bob.sendLines("bob");
            chronicle.awaitHeld();
            second.sendLines("bob");
            Clients.look(LOOKS, second::hasMore);
            chronicle.goOn.countDown();
            String why = "While JOINED bob was on its way, noted in the chronicle, somebody else wanted this name.";
            second.expect(why, "ERR name taken");
            bob.expect(why, "JOINED bob");
            ann.expect(why, "JOINED bob");
            ann.sendLines("hello");
            for (var each : List.of(ann, bob)) {
                each.expect(why, "ann: hello");
            }
            chronicle.assertOneAtATime();
        }

        @Test
        @DisplayName("two want the same name, which nobody has")
        void twoWantTheSameName() {
            var ann = join("ann");
            var both = List.of(connect("one bob"), connect("another bob"));
            chronicle.hold("ann: first");
            ann.sendLines("first");
            chronicle.awaitHeld();
            // A right room lets neither of them in before ann's line has gone out.
            both.forEach(bob -> bob.sendLines("bob"));
            Clients.look(LOOKS, () -> both.stream().anyMatch(LineClient::hasMore));
            chronicle.goOn.countDown();
            String words = "ann's line was on its way, noted in the chronicle, when two wanted the name bob. One "
                    + "should get \"JOINED bob\", and the other \"ERR name taken\".";
            var answers = both.stream().map(bob -> next(bob, words)).toList();
            assertThat(answers).withFailMessage("%s They got \"%s\" and \"%s\".", words, answers.get(0),
                    answers.get(1)).containsExactlyInAnyOrder("JOINED bob", "ERR name taken");
            ann.sendLines("second");
            ann.expect(words, "ann: first", "JOINED bob", "ann: second");
            chronicle.assertOneAtATime();
        }

        @Test
        @DisplayName("one comes while another talks")
        void oneComesWhileAnotherTalks() {
            var ann = join("ann");
            var bob = connect("bob");
            chronicle.hold("ann: first");
            ann.sendLines("first");
            chronicle.awaitHeld();
            bob.sendLines("bob");
            Clients.look(LOOKS, bob::hasMore);
            chronicle.goOn.countDown();
            String why = "ann's line was on its way, noted in the chronicle, when bob came. So it was before him.";
            ann.expect(why, "ann: first", "JOINED bob");
            ann.sendLines("second");
            bob.expect(why, "JOINED bob", "ann: second");
            chronicle.assertOneAtATime();
        }

        @Test
        @DisplayName("one talks while another comes")
        void oneTalksWhileAnotherComes() {
            var ann = join("ann");
            var bob = connect("bob");
            chronicle.hold("JOINED bob");
            bob.sendLines("bob");
            chronicle.awaitHeld();
            ann.sendLines("hello");
            Clients.look(LOOKS, ann::hasMore);
            chronicle.goOn.countDown();
            for (var each : List.of(ann, bob)) {
                each.expect("JOINED bob was on its way, noted in the chronicle, when ann spoke. Both get both.",
                        "JOINED bob", "ann: hello");
            }
            chronicle.assertOneAtATime();
        }

        @Test
        @TimeLimit(30)
        @DisplayName("four talk at the same time")
        void fourTalk() {
            var all = new ArrayList<LineClient>();
            for (int i = 1; i <= 4; i++) {
                all.add(join("guest" + i, all.toArray(LineClient[]::new)));
            }
            int before = chronicle.lines.size();
            chronicle.hold("guest1: 1");
            String words = IntStream.rangeClosed(1, WORDS).mapToObj(i -> i + "\n").collect(Collectors.joining());
            all.forEach(guest -> guest.send(words));
            // The first is held up until all have begun: then they meet, and do not run one after the other.
            chronicle.awaitHeld();
            Clients.look(LOOKS / 2, () -> chronicle.collision.get() != null);
            chronicle.goOn.countDown();
            var heard = all.stream().map(guest -> IntStream.rangeClosed(1, 4 * WORDS).mapToObj(i -> next(guest,
                    "4 guests say %d lines each, so all should get 4 * %d = %d lines.".formatted(WORDS, WORDS,
                            4 * WORDS))).toList()).toList();
            chronicle.assertOneAtATime();
            var noted = List.copyOf(chronicle.lines).subList(before, before + 4 * WORDS);
            for (int guest = 0; guest < 4; guest++) {
                assertSame(noted, heard.get(guest), "4 guests talked at the same time");
                String own = "guest" + (guest + 1) + ": ";
                assertThat(noted.stream().filter(line -> line.startsWith(own)).toList()).withFailMessage("""
                        4 guests talked at the same time, and guest%d counted from 1 to %d. Its lines were heard in \
                        another order.""", guest + 1, WORDS)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, WORDS).mapToObj(i -> own + i).toList());
            }
        }
    }

    @Nested
    @Points(0.2)
    @DisplayName("Who does not read")
    class Asleep {

        @Test
        @DisplayName("for a while, misses nothing")
        void missesNothing() {
            var ann = join("ann");
            var bob = join("bob", ann);
            for (int i = 1; i <= NAP; i++) {
                ann.sendLines("word " + i);
                next(ann, "bob does not read for a while, and ann should get what she says.");
            }
            for (int i = 1; i <= NAP; i++) {
                String next = next(bob, "He did not read while ann said %d words, and %d may wait: he should get all."
                        .formatted(NAP, Chat.MAX_WAITING));
                assertThat(next).withFailMessage("""
                        bob did not read while ann said %d words, and %d may wait: he should get all, in order. As the \
                        %dth came "%s".""", NAP, Chat.MAX_WAITING, i, next).isEqualTo("ann: word " + i);
            }
        }

        @Test
        @TimeLimit(30)
        @DisplayName("for long, is put out and holds up nobody")
        void isPutOut() {
            var ann = join("ann");
            var sleeper = join("sleeper", ann);
            var eve = join("eve", ann, sleeper);
            int before = chronicle.lines.size();
            String batch = ("x".repeat(1000) + "\n").repeat(BATCH);
            var annsLines = new ArrayList<String>();
            var evesLines = new ArrayList<String>();
            int said = 0;
            while (said < BATCHES * BATCH && !annsLines.contains("LEFT sleeper")) {
                ann.send(batch);
                said += BATCH;
                hear(ann, annsLines, said);
                hear(eve, evesLines, said);
            }
            assertThat(annsLines.contains("LEFT sleeper")).withFailMessage("""
                    ann has said %d lines of 1000 bytes, all of them have been heard, and the sleeper has read none. \
                    No system takes that much for a connection, and at most %d lines may wait beyond it. The sleeper \
                    should be put out, and LEFT sleeper be heard. It was not.""", said, Chat.MAX_WAITING).isTrue();
            ann.sendLines("end");
            hearTheEnd(ann, annsLines);
            hearTheEnd(eve, evesLines);
            var noted = List.copyOf(chronicle.lines).subList(before, annsLines.size() + before);
            assertSame(noted, annsLines, "The sleeper was put out");
            assertSame(noted, evesLines, "The sleeper was put out");
            sleeper.close();
            ann.sendLines("still there?");
            ann.expect("The sleeper has left, once.", "ann: still there?");
        }

        private void hear(LineClient client, List<String> lines, int said) {
            for (int batch = 0; batch < BATCH; ) {
                String line = next(client, """
                        One guest does not read, which holds up nobody. ann says lines of 1000 bytes, so far %d: \
                        everybody else should get them.""".formatted(said));
                lines.add(line);
                batch += line.startsWith("ann: ") ? 1 : 0;
            }
        }

        private void hearTheEnd(LineClient client, List<String> lines) {
            while (!lines.getLast().equals("ann: end")) {
                lines.add(next(client, "The sleeper was put out. Then ann said \"end\"."));
            }
        }
    }

    @Nested
    @Points(0.1)
    @DisplayName("Closing the room")
    class Closing {

        @Test
        @DisplayName("ends all connections, and leaves no thread")
        void endsAllConnections() {
            var ann = join("ann");
            var bob = join("bob", ann);
            var nameless = connect("somebody");
            bob.send("hel");
            closed = true;
            threads.run("close", chat::close)
                    .awaitResult("close, while two are there, silent, and one has no name yet: it should return");
            for (var each : List.of(ann, bob, nameless)) {
                // Who saw the other leave may be told.
                for (String next = ""; next != null; ) {
                    next = each.next("The room was closed, so the connection should be closed.");
                }
            }
            clients.assertClosed(port);
            threads.assertNoneLeft("The room was closed");
        }

        @Test
        @DisplayName("with nobody there")
        void withNobodyThere() {
            closed = true;
            threads.run("close", chat::close).awaitResult("close, of a room that nobody has come to: it should return");
            clients.assertClosed(port);
            threads.assertNoneLeft("The room was closed");
        }
    }

    private static void assertSame(List<String> noted, List<String> heard, String when) {
        for (int line = 0; line < noted.size(); line++) {
            String got = line < heard.size() ? heard.get(line) : "nothing";
            assertThat(got).withFailMessage("""
                    %s, and everybody should get the lines in the order of the chronicle. There is "%s", and what came \
                    to one of them is "%s".""", when, shortened(noted.get(line)), shortened(got))
                    .isEqualTo(noted.get(line));
        }
    }

    private static String shortened(String line) {
        return line.length() <= 30 ? line : line.substring(0, 30) + "…";
    }

    /// Somebody has connected, and has been asked.
    private LineClient connect(String name) {
        var client = clients.connect(name, port);
        client.expect("", "NAME?");
        return client;
    }

    /// Somebody comes, and all have read that.
    private LineClient join(String name, LineClient... others) {
        var client = connect(name);
        client.sendLines(name);
        client.expect("", "JOINED " + name);
        for (var other : others) {
            other.expect(name + " has come.", "JOINED " + name);
        }
        return client;
    }

    private String next(LineClient client, String words) {
        String next = client.next(words);
        if (next == null) {
            throw clients.wrong(words + " What came is the end of the connection.");
        }
        return next;
    }

    /// Tells when two threads are in it at once, and can hold up the one that notes a certain line, once.
    private final class WatchedChronicle implements Chronicle {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicReference<String> underWay = new AtomicReference<>();
        private final AtomicReference<String> collision = new AtomicReference<>();
        private volatile String held;

        private void hold(String line) {
            held = line;
        }

        @Override
        public void note(String line) {
            String other = underWay.compareAndExchange(null, line);
            if (other != null) {
                collision.compareAndSet(null, '"' + line + "\" came while \"" + other + "\" was under way");
            }
            lines.add(line);
            if (line.equals(held)) {
                held = null;
                arrived.countDown();
                Caller.awaitInSpiteOfInterrupts(goOn);
            }
            if (other == null) {
                underWay.set(null);
            }
        }

        private void awaitHeld() {
            String line = held;
            if (!Clients.await(() -> arrived.getCount() == 0)) {
                throw clients.stuck("\"%s\" should be noted in the chronicle. It was not.".formatted(line));
            }
        }

        private void assertOneAtATime() {
            assertThat(collision.get()).withFailMessage("""
                    chronicle.note is for one thread at a time, and on another thread %s.""", collision).isNull();
        }
    }
}
