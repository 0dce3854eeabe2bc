package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Clients;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.Timeline;
import quest.exercises.lesson04.AiTournament.Ai;
import quest.exercises.lesson04.AiTournament.Failed;
import quest.exercises.lesson04.AiTournament.Listener;
import quest.exercises.lesson04.AiTournament.Match;
import quest.exercises.lesson04.AiTournament.Move;
import quest.exercises.lesson04.AiTournament.Nonsense;
import quest.exercises.lesson04.AiTournament.Rules;
import quest.exercises.lesson04.AiTournament.Thought;
import quest.exercises.lesson04.AiTournament.TooLate;

@DisplayName("AiTournament")
class AiTournamentTest {

    /// Nobody is late in these tests.
    private static final Duration LONG = Duration.ofDays(1);

    /// On a machine that is busy enough, even one who answers at once may be late. So there is a second and a third
    /// attempt, with more time.
    private static final List<Duration> SHORT =
            List.of(Duration.ofMillis(150), Duration.ofMillis(800), Duration.ofMillis(3000));

    private final StartedThreads threads = new StartedThreads();
    private final CountDownLatch over = new CountDownLatch(1);
    private Stage stage = new Stage();

    @AfterEach
    void leaveNothingBehind() {
        over.countDown();
        threads.interruptCallers();
    }

    @Nested
    @Points(0.7)
    @DisplayName("Brackets")
    class Brackets {

        @Test
        @DisplayName("two players, one match")
        void twoPlayers() {
            stage.moves("b", "paper");
            assertChampion("b", "a", "b");
            assertTold("a moves rock, b moves paper, and paper beats rock",
                    new Match(1, "a", new Move("rock"), "b", new Move("paper"), "b"));
            assertThat(stage.began).withFailMessage("""
                    a and b play each other, so each should think once, and be told who the other is. What was asked: \
                    %s.""", stage.began).containsExactlyInAnyOrder("a against b", "b against a");
        }

        @Test
        @DisplayName("the first wins unless the second beats it")
        void firstWinsADraw() {
            stage.moves("c", "paper");
            assertChampion("c", "a", "b", "c", "d");
            assertTold("Only c moves paper, which beats rock. Where both move rock, the first wins",
                    "1: a-b a", "1: c-d c", "2: a-c c");
        }

        @Test
        @DisplayName("the winners meet")
        void winnersMeet() {
            for (String player : List.of("b", "d", "h")) {
                stage.moves(player, "paper");
            }
            assertChampion("b", "a", "b", "c", "d", "e", "f", "g", "h");
            assertTold("b, d and h move paper, all others rock", "1: a-b b", "1: c-d d", "1: e-f e", "1: g-h h",
                    "2: b-d b", "2: e-h h", "3: b-h b");
        }

        @Test
        @DisplayName("five players: three have a bye")
        void fivePlayers() {
            stage.moves("e", "paper");
            assertChampion("e", "a", "b", "c", "d", "e");
            assertTold("5 players, so that the first 8 - 5 = 3 have a bye. e moves paper",
                    "1: d-e e", "2: a-b a", "2: c-e e", "3: a-e e");
        }

        @Test
        @DisplayName("seven players: one has a bye")
        void sevenPlayers() {
            assertChampion("a", "a", "b", "c", "d", "e", "f", "g");
            assertTold("7 players, so that the first 8 - 7 = 1 has a bye", "1: b-c b", "1: d-e d", "1: f-g f",
                    "2: a-b a", "2: d-f d", "3: a-d a");
        }

        @Test
        @DisplayName("places are those of the list")
        void placesAreThoseOfTheList() {
            assertChampion("d", "d", "a", "c", "b");
            assertTold("The list is d, a, c, b, whatever the alphabet says", "1: d-a d", "1: c-b c", "2: d-c d");
        }

        @Test
        @DisplayName("one player is the champion")
        void onePlayer() {
            assertChampion("a", "a");
            assertTold("One player alone is the champion, without a match", new String[0]);
        }

        @Test
        @DisplayName("no players are refused")
        void noPlayers() {
            var play = play(LONG);
            play.awaitEnd("No players: play should throw an IllegalArgumentException");
            assertThat(play.thrown()).withFailMessage("""
                    No players: play should throw an IllegalArgumentException. It %s.""", play.outcome())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @DisplayName("a thousand players")
        void thousandPlayers() {
            var players = IntStream.rangeClosed(1, 1000).mapToObj(i -> "ai " + i).toArray(String[]::new);
            assertChampion("ai 1", players);
            int rounds = stage.told.stream().mapToInt(Match::round).max().orElse(0);
            assertThat(List.of(stage.told.size(), rounds)).withFailMessage("""
                    1000 players, and each match sends one home: 1000 - 1 = 999 matches, in 10 rounds, since 2^10 = \
                    1024. You told of %d matches, in %d rounds.""", stage.told.size(), rounds)
                    .containsExactly(999, 10);
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("All of a round at once")
    class Together {

        @Test
        @DisplayName("all of a round think at the same time")
        void allThinkAtTheSameTime() {
            var players = List.of("a", "b", "c", "d", "e", "f", "g", "h");
            var first = new CountDownLatch(8);
            var second = new CountDownLatch(4);
            var count = new AtomicInteger();
            stage.always = _ -> {
                int number = count.incrementAndGet();
                if (number <= 8 + 4) {
                    var latch = number <= 8 ? first : second;
                    latch.countDown();
                    awaitZero(latch, number <= 8
                            ? "8 players, round 1: all 8 should think at the same time. %d do, and wait for the rest."
                            : "8 players, round 2: the 4 winners should think at the same time. %d do, and wait.",
                            () -> Timeline.together(number <= 8 ? players : List.of("a", "c", "e", "g"),
                                    stage.began.stream().skip(number <= 8 ? 0 : 8)
                                            .map(thought -> thought.replaceFirst(" .*", "")).toList()));
                }
                return "rock";
            };
            assertChampion("a", "a", "b", "c", "d", "e", "f", "g", "h");
        }

        @Test
        @DisplayName("the next round begins when all of this one have ended")
        void nextRoundWaits() {
            var last = new CountDownLatch(1);
            stage.thinks("h", _ -> {
                last.await();
                return "rock";
            });
            var play = play(LONG, "a", "b", "c", "d", "e", "f", "g", "h");
            await(() -> stage.began.size() >= 8, "8 players, round 1: 8 should think");
            threads.awaitStill();
            int began = stage.began.size();
            assertThat(began).withFailMessage("""
                    8 players, round 1, and h still thinks: 8 have begun to think, and nobody should begin for round \
                    2. %d have begun: %d - 8 = %d too many.""", began, began, began - 8).isEqualTo(8);
            last.countDown();
            assertResult(play, "a", "8 players, and all have answered");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("Who fails loses that match only")
    class Failing {

        @Test
        @DisplayName("one that throws")
        void throwing() {
            assertFails(new IllegalStateException("fell over its own feet"));
        }

        @Test
        @DisplayName("one that throws an Error")
        void throwingAnError() {
            assertFails(new StackOverflowError("thought about thinking"));
        }

        @Test
        @DisplayName("one that talks nonsense, or says nothing")
        void nonsense() {
            stage.moves("b", "dynamite");
            stage.moves("c", null);
            assertChampion("a", "a", "b", "c", "d");
            assertTold("b says dynamite, which is no move, and c null, which is none either",
                    new Match(1, "a", new Move("rock"), "b", new Nonsense("dynamite"), "a"),
                    new Match(1, "c", new Nonsense(null), "d", new Move("rock"), "d"),
                    new Match(2, "a", new Move("rock"), "d", new Move("rock"), "a"));
        }

        @Test
        @DisplayName("one that hangs")
        void hanging() {
            assertWithEnoughTime(_ -> stage.thinks("c", _ -> {
                stage.waitUntilInterrupted();
                return "rock";
            }), "c thinks until it is interrupted", "a", List.of(
                    new Match(1, "a", new Move("rock"), "b", new Move("rock"), "a"),
                    new Match(1, "c", new TooLate(), "d", new Move("rock"), "d"),
                    new Match(2, "a", new Move("rock"), "d", new Move("rock"), "a")), "a", "b", "c", "d");
        }

        @Test
        @DisplayName("one whose answer comes too late")
        void late() {
            assertWithEnoughTime(_ -> stage.thinks("b", _ -> {
                try {
                    stage.waitUntilInterrupted();
                } catch (InterruptedException _) {
                    // It has had its time. Whatever it says now, it says too late.
                }
                return "paper";
            }), "b is interrupted when its time is over, and then answers paper. That is too late", "a",
                    List.of(new Match(1, "a", new Move("rock"), "b", new TooLate(), "a")), "a", "b");
        }

        @Test
        @DisplayName("both have the same time, from the beginning of their match")
        void timeIsFromTheBeginning() {
            assertWithEnoughTime(time -> {
                stage.thinks("a", _ -> {
                    stage.waitUntilInterrupted();
                    return "rock";
                });
                stage.thinks("b", _ -> stage.answersAfter(time.multipliedBy(4).dividedBy(3)));
            }, "a thinks until it is interrupted, b a third longer than it may", null,
                    List.of(new Match(1, "a", new TooLate(), "b", new TooLate(), null)), "a", "b");
        }

        @Test
        @DisplayName("if neither has a move, neither goes on")
        void bothFail() {
            var collapse = new IllegalStateException("fell over its own feet");
            stage.fails("c", collapse);
            stage.moves("d", "dynamite");
            assertChampion("a", "a", "b", "c", "d");
            assertTold("c threw and d talked nonsense, so nobody goes on from there, and a has no opponent in round 2",
                    new Match(1, "a", new Move("rock"), "b", new Move("rock"), "a"),
                    new Match(1, "c", new Failed(collapse), "d", new Nonsense("dynamite"), null));
        }

        @Test
        @DisplayName("who has no opponent goes on, and two empty places make one")
        void emptyPlacesMeet() {
            for (String player : List.of("a", "b", "e", "f", "g", "h", "i", "j", "k", "l")) {
                stage.moves(player, null);
            }
            assertChampion("c", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");
            assertTold("16 players, of whom a, b, and e to l say nothing. So of round 1 there are c, m and o. In round "
                    + "2, c has no opponent, and in round 3 neither", "1: a-b null", "1: c-d c", "1: e-f null",
                    "1: g-h null", "1: i-j null", "1: k-l null", "1: m-n m", "1: o-p o", "2: m-o m", "4: c-m c");
        }

        @Test
        @DisplayName("nobody may be left at all")
        void nobodyIsLeft() {
            for (String player : List.of("a", "b", "c", "d")) {
                stage.moves(player, null);
            }
            assertChampion(null, "a", "b", "c", "d");
            assertTold("All four say nothing, so nobody is left after round 1", "1: a-b null", "1: c-d null");
        }

        private void assertFails(Throwable collapse) {
            var failing = new CompletableFuture<Thread>();
            stage.thinks("a", _ -> {
                failing.complete(Thread.currentThread());
                return sneak(collapse);
            });
            // b still thinks when a has failed. Its thread has ended by then, or waits for other work, or is b's.
            stage.thinks("b", _ -> {
                var thread = failing.get();
                Clients.await(() -> thread.getState() != Thread.State.RUNNABLE || thread == Thread.currentThread());
                return "rock";
            });
            assertChampion("b", "a", "b", "c", "d");
            assertTold("a threw " + collapse + ", and so lost its match. The rest go on",
                    new Match(1, "a", new Failed(collapse), "b", new Move("rock"), "b"),
                    new Match(1, "c", new Move("rock"), "d", new Move("rock"), "c"),
                    new Match(2, "b", new Move("rock"), "c", new Move("rock"), "b"));
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Results, told live")
    class Live {

        @Test
        @DisplayName("while others of the round go on")
        void whileOthersGoOn() {
            var others = new CountDownLatch(1);
            stage.thinks("d", _ -> {
                others.await();
                return "rock";
            });
            var play = play(LONG, "a", "b", "c", "d");
            await(() -> !stage.told.isEmpty(), "4 players: a-b has ended, and d still thinks. a-b should be told now");
            threads.awaitStill();
            assertTold("4 players: a-b has ended, and d still thinks", "1: a-b a");
            others.countDown();
            assertResult(play, "a", "4 players, and all have answered");
            assertTold("All have answered", "1: a-b a", "1: c-d c", "2: a-c a");
        }

        @Test
        @DisplayName("in the order of the pairs, whichever ends first")
        void inTheOrderOfThePairs() {
            var first = new CountDownLatch(1);
            var others = new CountDownLatch(1);
            stage.thinks("a", _ -> {
                first.await();
                return "rock";
            });
            for (String player : List.of("e", "h")) {
                stage.thinks(player, _ -> {
                    others.await();
                    return "rock";
                });
            }
            var play = play(LONG, "a", "b", "c", "d", "e", "f", "g", "h");
            await(() -> stage.began.size() >= 8 && stage.atWork.get() <= 3, """
                    8 players, round 1. All begin to think, and all but a, e and h answer at once: 3 should be \
                    thinking""");
            threads.awaitStill();
            assertTold("Round 1: c-d has ended, a-b has not, and comes before it", new String[0]);
            first.countDown();
            await(() -> stage.told.size() >= 2, """
                    Round 1: c-d has ended, then a-b, while e-f and g-h go on. a-b and c-d should be told now, and not \
                    when all have ended""");
            threads.awaitStill();
            assertTold("Round 1: c-d has ended, then a-b, while e-f and g-h go on", "1: a-b a", "1: c-d c");
            others.countDown();
            assertResult(play, "a", "8 players, and all have answered");
            assertTold("All have answered", "1: a-b a", "1: c-d c", "1: e-f e", "1: g-h g", "2: a-c a", "2: e-g e",
                    "3: a-e a");
        }

        @Test
        @DisplayName("one match at a time")
        void oneAtATime() {
            var players = IntStream.rangeClosed(1, 64).mapToObj(i -> "ai " + i).toArray(String[]::new);
            stage.onTold = _ -> Thread.yield();
            assertChampion("ai 1", players);
            assertThat(stage.told).withFailMessage("""
                    64 players: 64 - 1 = 63 matches. You told of %d.""", stage.told.size()).hasSize(63);
        }

        @Test
        @DisplayName("what the listener throws ends the tournament")
        void listenerThrows() {
            var boos = new IllegalStateException("the crowd storms the arena");
            assertThrows(boos, _ -> {
                throw boos;
            });
        }

        @Test
        @DisplayName("so does an Error")
        void listenerThrowsAnError() {
            var boos = new StackOverflowError("the crowd cheers at its cheering");
            assertThrows(boos, _ -> {
                throw boos;
            });
        }

        private void assertThrows(Throwable boos, Listener crowd) {
            var others = new CountDownLatch(6);
            for (String player : List.of("c", "d", "e", "f", "g", "h")) {
                stage.thinks(player, _ -> {
                    others.countDown();
                    stage.waitUntilInterrupted();
                    return "rock";
                });
            }
            stage.thinks("a", _ -> {
                awaitZero(others, "8 players, round 1: all 8 should think at the same time. %d do, and wait.");
                return "rock";
            });
            stage.onTold = crowd;
            var play = play(LONG, "a", "b", "c", "d", "e", "f", "g", "h");
            awaitEnd(play, "a-b has ended, 6 others think, and the listener threw: play should throw");
            assertThat(play.thrown()).withFailMessage("""
                    a-b has ended, 6 others think, and the listener threw %s. play should throw that very object. \
                    It %s.""", boos, play.outcome()).isSameAs(boos);
            stage.assertInterrupted(6, "The listener threw while 6 others thought");
            assertTold("The listener threw at the first match: nothing more should be told", "1: a-b a");
            assertNothingIsLeft("play has thrown");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("The end")
    class TheEnd {

        @Test
        @DisplayName("an interrupt ends all who think")
        void interruptEndsAll() {
            stage.always = _ -> {
                stage.waitUntilInterrupted();
                return "rock";
            };
            var play = play(LONG, "a", "b", "c", "d", "e");
            await(() -> stage.atWork.get() == 2, "5 players, 8 - 5 = 3 byes: d and e should think");
            play.interrupt();
            assertInterrupted(play);
            stage.assertInterrupted(2, "d and e were thinking, and play was interrupted");
            assertTold("play was interrupted while d and e thought. That is no result of a match", new String[0]);
            assertNothingIsLeft("play has thrown");
        }

        @Test
        @DisplayName("and waits for one who takes a moment to stop")
        void interruptWaitsForTheSlow() {
            var stopped = new CountDownLatch(1);
            stage.always = name -> stopsWhen(stopped, name.equals("d"));
            var play = play(LONG, "a", "b", "c", "d");
            await(() -> stage.atWork.get() == 4, "4 players: 4 should think at the same time");
            play.interrupt();
            await(() -> stage.interrupted.get() == 4, "4 were thinking, and play was interrupted: all 4 should be");
            assertStillWaits(play, "play was interrupted, and d has not stopped yet: play should wait");
            stopped.countDown();
            assertInterrupted(play);
            assertTold("play was interrupted while 4 thought. That is no result of a match", new String[0]);
            assertNothingIsLeft("play has thrown");
        }

        @Test
        @DisplayName("play waits for one who is too late and takes a moment to stop")
        void waitsForTheLate() {
            for (var thinkingTime : SHORT) {
                var stopped = new CountDownLatch(1);
                stage = new Stage();
                stage.always = name -> name.equals("a") ? stopsWhen(stopped, true) : "rock";
                var play = play(thinkingTime, "a", "b");
                await(() -> stage.interrupted.get() == 1 || play.isDone(), """
                        a still thinks, and its time of %d ms is over: it should be interrupted""".formatted(
                        thinkingTime.toMillis()));
                // On a very busy machine the time may be over before a has begun.
                if (stage.interrupted.get() == 1 || thinkingTime == SHORT.getLast()) {
                    assertStillWaits(play, "a was interrupted, and has not stopped yet: play should wait");
                    stopped.countDown();
                    assertFirstWasLate(play);
                    return;
                }
            }
        }

        private void assertFirstWasLate(Caller<String> play) {
            awaitEnd(play, "a has stopped: play should return");
            // On a busy machine b may be late as well.
            var thought = stage.told.isEmpty() ? null : stage.told.peek().ones();
            assertThat(thought).withFailMessage("a was too late. You told of %s.", shown(stage.told))
                    .isEqualTo(new TooLate());
            assertNothingIsLeft("play has returned");
        }

        private String stopsWhen(CountDownLatch stopped, boolean slow) throws InterruptedException {
            try {
                stage.waitUntilInterrupted();
            } finally {
                if (slow) {
                    Caller.awaitInSpiteOfInterrupts(stopped);
                }
            }
            return "rock";
        }

        private void assertInterrupted(Caller<String> play) {
            awaitEnd(play, "play was interrupted: everybody should be interrupted, and play should throw");
            assertThat(play.thrown()).withFailMessage("""
                    play was interrupted: it should throw an InterruptedException. It %s.""", play.outcome())
                    .isInstanceOf(InterruptedException.class);
        }

        private void assertStillWaits(Caller<?> play, String why) {
            play.awaitStillOrDone();
            if (play.isDone()) {
                fail("%s. It %s.", why, play.outcome());
            }
        }
    }

    private static String sneak(Throwable collapse) throws Exception {
        switch (collapse) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(collapse);
        }
    }

    private Caller<String> play(Duration thinkingTime, String... players) {
        var machines = Arrays.stream(players).map(name -> (Ai) new Machine(name, stage)).toList();
        var tournament = new AiTournament(stage, thinkingTime);
        return threads.call("play", () -> tournament.play(machines, stage));
    }

    private void assertChampion(String expected, String... players) {
        assertResult(play(LONG, players), expected, "%d players, and nobody is late".formatted(players.length));
    }

    /// For a match in which one should be late, and another should not.
    private void assertWithEnoughTime(Consumer<Duration> setTheStage, String when, String champion,
            List<Match> expected, String... players) {
        for (var thinkingTime : SHORT) {
            stage = new Stage();
            setTheStage.accept(thinkingTime);
            var play = play(thinkingTime, players);
            awaitEnd(play, when + ". Its time of %d ms is over, and play should go on".formatted(
                    thinkingTime.toMillis()));
            if (expected.equals(List.copyOf(stage.told)) || thinkingTime == SHORT.getLast()) {
                assertResult(play, champion, when);
                assertTold(when, expected.toArray(Match[]::new));
                return;
            }
        }
    }

    private void assertResult(Caller<String> play, String expected, String when) {
        awaitEnd(play, when + ": play should return");
        String champion = play.awaitResult(when + ": play should return");
        assertThat(champion).withFailMessage("%s. The champion should be %s. You returned %s. You told of %s.", when,
                expected, champion, shown(stage.told)).isEqualTo(expected);
        assertNothingIsLeft("play has returned");
    }

    private void assertTold(String when, Match... expected) {
        assertThat(stage.told).withFailMessage("%s. Told should be %s. You told of %s.", when,
                shown(List.of(expected)), shown(stage.told)).containsExactly(expected);
    }

    /// As in `1: a-b a`: the round, the two, and the winner.
    private void assertTold(String when, String... expected) {
        var told = stage.told.stream().map(AiTournamentTest::brief).toList();
        assertThat(told).withFailMessage("""
                %s. Told should be %s (the round, the two, and the winner). You told of %s.""", when,
                expected.length == 0 ? "nothing" : String.join(", ", expected),
                told.isEmpty() ? "nothing" : String.join(", ", told)).containsExactly(expected);
    }

    private static String brief(Match match) {
        return "%d: %s-%s %s".formatted(match.round(), match.one(), match.other(), match.winner());
    }

    private static String shown(Iterable<Match> matches) {
        var shown = new ArrayList<String>();
        for (var match : matches) {
            shown.add("Match(%d, %s, %s, %s, %s, %s)".formatted(match.round(), match.one(), shown(match.ones()),
                    match.other(), shown(match.others()), match.winner()));
        }
        return shown.isEmpty() ? "nothing" : String.join(", ", shown);
    }

    private static String shown(Thought thought) {
        return switch (thought) {
            case Move(String move) -> "Move(" + move + ")";
            case TooLate() -> "TooLate()";
            case Failed(Throwable cause) -> "Failed(" + cause + ")";
            case Nonsense(String said) -> "Nonsense(" + said + ")";
            case null -> "null";
        };
    }

    /// What the players have to complain of says more than that play got stuck.
    private void awaitEnd(Caller<?> play, String expected) {
        try {
            play.awaitEnd(expected);
        } catch (AssertionError stuck) {
            assertNoComplaints();
            throw stuck;
        }
        assertNoComplaints();
    }

    private void await(BooleanSupplier hasCome, String expected) {
        if (!Clients.await(hasCome)) {
            assertNoComplaints();
            fail("%s. %d think, %d have begun to, and you told of %s.", expected, stage.atWork.get(),
                    stage.began.size(), shown(stage.told));
        }
    }

    private void assertNoComplaints() {
        if (!stage.complaints.isEmpty()) {
            fail(stage.complaints.peek());
        }
    }

    private void assertNothingIsLeft(String when) {
        assertNoComplaints();
        assertThat(stage.atWork).withFailMessage("%s, so 0 should think. There are %s.", when, stage.atWork)
                .hasValue(0);
        threads.assertNoneLeft(when);
    }

    /// Only a wrong answer waits long, and is told so: before the test has lost its own patience.
    private void awaitZero(CountDownLatch latch, String complaint) throws InterruptedException {
        awaitZero(latch, complaint, () -> "");
    }

    /// @param picture what to show below the complaint
    private void awaitZero(CountDownLatch latch, String complaint, Supplier<String> picture)
            throws InterruptedException {
        if (!latch.await(Caller.PATIENCE_SECONDS * 600, TimeUnit.MILLISECONDS)) {
            stage.complaints.add(complaint.formatted(stage.atWork.get()) + picture.get());
            throw new IllegalStateException("waited in vain");
        }
    }

    /// How somebody thinks.
    @FunctionalInterface
    private interface Brain {

        String think(String name) throws Exception;
    }

    private record Machine(String name, Stage stage) implements Ai {

        @Override
        public String think(String opponent) throws Exception {
            return stage.think(name, opponent);
        }
    }

    /// Notes who thinks and what is told, and knows two moves. All say rock if nothing else is said.
    private final class Stage implements Rules, Listener {

        private final Map<String, Brain> brains = new ConcurrentHashMap<>();
        private final Queue<String> began = new ConcurrentLinkedQueue<>();
        private final Queue<Match> told = new ConcurrentLinkedQueue<>();
        private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final AtomicReference<Match> beingTold = new AtomicReference<>();
        private volatile Brain always = _ -> "rock";
        private volatile Listener onTold = _ -> { };

        private void thinks(String name, Brain brain) {
            brains.put(name, brain);
        }

        private void moves(String name, String move) {
            thinks(name, _ -> move);
        }

        private void fails(String name, Throwable collapse) {
            thinks(name, _ -> sneak(collapse));
        }

        private String think(String name, String opponent) throws Exception {
            atWork.incrementAndGet();
            try {
                began.add(name + " against " + opponent);
                return brains.getOrDefault(name, always).think(name);
            } finally {
                atWork.decrementAndGet();
            }
        }

        private void waitUntilInterrupted() throws InterruptedException {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        }

        private String answersAfter(Duration time) throws InterruptedException {
            over.await(time.toMillis(), TimeUnit.MILLISECONDS);
            return "rock";
        }

        @Override
        public boolean isMove(String said) {
            if (said == null) {
                complaints.add("An AI said null, which is no move. rules.isMove should not be asked about null.");
                return false;
            }
            return said.equals("rock") || said.equals("paper");
        }

        @Override
        public boolean beats(String move, String other) {
            if (move == null || other == null || !isMove(move) || !isMove(other)) {
                complaints.add("rules.beats(\"%s\", \"%s\") was asked. It should be asked about moves alone."
                        .formatted(move, other));
            }
            return "paper".equals(move) && "rock".equals(other);
        }

        @Override
        public void ended(Match match) {
            var other = beingTold.compareAndExchange(null, match);
            if (other != null) {
                complaints.add("The listener was told of %s-%s while it was being told of %s-%s on another thread."
                        .formatted(match.one(), match.other(), other.one(), other.other()));
            }
            told.add(match);
            try {
                onTold.ended(match);
            } finally {
                beingTold.compareAndSet(match, null);
            }
        }

        private void assertInterrupted(int expected, String when) {
            assertThat(interrupted).withFailMessage("%s: %d should be interrupted. There were %s.", when, expected,
                    interrupted).hasValue(expected);
        }
    }
}
