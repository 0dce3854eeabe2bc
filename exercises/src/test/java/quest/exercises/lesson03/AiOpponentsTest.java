package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.Timeline;
import quest.exercises.kit.StartedThreads.Action;
import quest.exercises.lesson03.AiOpponents.Opponent;
import quest.exercises.lesson03.AiOpponents.Room;

@DisplayName("AiOpponents")
class AiOpponentsTest {

    private final StartedThreads threads = new StartedThreads();
    private final Factory factory = new Factory();
    private final Trail room = new Trail();
    private final AiOpponents opponents = new AiOpponents(room, factory);

    /// How many are inside `think` or `act` now.
    private final AtomicInteger atWork = new AtomicInteger();

    @AfterEach
    void leaveNothingBehind() {
        threads.interruptCallers();
        factory.made.forEach(Thread::interrupt);
    }

    @Nested
    @Points(0.7)
    @DisplayName("They think and act")
    class Acting {

        @Test
        @DisplayName("an opponent acts on each of its thoughts, in order")
        void actsOnEachThought() {
            var dragon = join("dragon");
            dragon.think("left", "right", "bite");
            room.await("The dragon thought of left, right, bite", "dragon left", "dragon right", "dragon bite");
            dragon.stumble();
            assertOpponentsHaveGone("The dragon has stumbled");
        }

        @Test
        @DisplayName("join returns while the opponent still thinks")
        void joinReturnsAtOnce() {
            var dragon = join("dragon");
            dragon.awaitBegun();
            dragon.stumble();
            assertOpponentsHaveGone("The dragon has stumbled");
        }

        @Test
        @DisplayName("all think at the same time")
        void allThinkAtTheSameTime() {
            var all = IntStream.rangeClosed(1, 5).mapToObj(i -> join("goblin " + i)).toList();
            for (var goblin : all) {
                assertThat(await(goblin.begun)).withFailMessage(() -> """
                        5 have joined, and none of them has come to the end of a thought. 5 should be thinking. There \
                        %s %s.%s""".formatted(atWork.get() == 1 ? "is" : "are", atWork, Timeline.together(names(all),
                        names(all.stream().filter(other -> other.begun.getCount() == 0).toList())))).isTrue();
            }
            all.forEach(Thinker::stumble);
            assertOpponentsHaveGone("All have stumbled");
        }

        private List<String> names(List<Thinker> thinkers) {
            return thinkers.stream().map(thinker -> thinker.name).toList();
        }

        @Test
        @DisplayName("who is quick does not wait for who is slow")
        void quickOnesDoNotWait() {
            var dragon = join("dragon");
            var goblin = join("goblin");
            goblin.think("flee", "hide");
            room.await("The goblin thought of flee, hide, and the dragon still thinks", "goblin flee", "goblin hide");
            dragon.think("bite");
            room.await("Then the dragon thought of bite", "goblin flee", "goblin hide", "dragon bite");
            dragon.stumble();
            goblin.stumble();
            assertOpponentsHaveGone("Both have stumbled");
        }

        @Test
        @DisplayName("each on a thread of the factory")
        void threadsAreMadeByTheFactory() {
            var all = IntStream.rangeClosed(1, 3).mapToObj(i -> join("goblin " + i)).toList();
            for (var goblin : all) {
                goblin.awaitBegun();
            }
            long different = all.stream().map(goblin -> goblin.thread).distinct().count();
            long made = all.stream().filter(goblin -> factory.made.contains(goblin.thread)).count();
            assertThat(List.of(different, made)).withFailMessage("""
                    3 have joined and think, each on a thread of its own, made by the factory: 3 threads, 3 of the \
                    factory. Yours: %d threads, %d of the factory.""", different, made).containsExactly(3L, 3L);
            all.forEach(Thinker::stumble);
            assertOpponentsHaveGone("All have stumbled");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("One who fails")
    class Failing {

        @Test
        @DisplayName("the room is told, with what was thrown")
        void lossIsTold() {
            assertLossIsTold(new IllegalStateException("lost the thread"));
        }

        @Test
        @DisplayName("an Error is a loss too")
        void errorIsTold() {
            assertLossIsTold(new StackOverflowError("thought about thinking"));
        }

        @Test
        @DisplayName("and an InterruptedException, while the room is open")
        void interruptOfItsOwnIsTold() {
            assertLossIsTold(new InterruptedException("somebody else's thread was interrupted"));
        }

        @Test
        @DisplayName("so is what act throws")
        void failedActIsTold() {
            var dragon = join("dragon");
            dragon.think("trip");
            room.await("The dragon thought of trip, and act threw", "dragon trip", "dragon lost " + room.tripped);
            assertOpponentsHaveGone("The dragon has lost");
        }

        @Test
        @DisplayName("the others go on, and the room stays open")
        void othersGoOn() {
            var dragon = join("dragon");
            var goblin = join("goblin");
            var collapse = dragon.stumble();
            room.await("The dragon threw", "dragon lost " + collapse);
            goblin.think("cheer");
            room.await("The dragon threw, and the goblin thinks on", "dragon lost " + collapse, "goblin cheer");
            var troll = join("troll");
            troll.think("roar");
            room.await("Then the troll joined", "dragon lost " + collapse, "goblin cheer", "troll roar");
            goblin.stumble();
            troll.stumble();
            assertOpponentsHaveGone("All have stumbled");
        }

        private void assertLossIsTold(Throwable collapse) {
            var dragon = join("dragon");
            dragon.think("left");
            dragon.ideas.add(collapse);
            room.await("The dragon thought of left, then threw", "dragon left", "dragon lost " + collapse);
            assertThat(room.why.peek()).withFailMessage("""
                    The dragon threw %s. The room should be told that very object. It was told %s.""", collapse,
                    room.why.peek()).isSameAs(collapse);
            assertOpponentsHaveGone("The dragon has lost");
            assertThat(room.trail).withFailMessage("The dragon threw once. Told: %s.", room.trail).hasSize(2);
        }
    }

    @Nested
    @Points(1.1)
    @DisplayName("Closing the room")
    class Closing {

        @Test
        @DisplayName("ends all who think")
        void endsAllWhoThink() {
            var all = IntStream.rangeClosed(1, 3).mapToObj(i -> join("goblin " + i)).toList();
            for (var goblin : all) {
                goblin.awaitBegun();
            }
            play("3 were thinking, and close was called", opponents::close);
            assertThat(atWork).withFailMessage("""
                    3 were thinking, and close has returned: 3 - 3 = 0 should be thinking. There are %s.""", atWork)
                    .hasValue(0);
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("waits for one who takes a moment to stop")
        void waitsForTheSlow() {
            var dragon = join("dragon");
            dragon.slow = true;
            var goblin = join("goblin");
            goblin.slow = true;
            dragon.awaitBegun();
            goblin.awaitBegun();
            var closer = threads.run("closer", opponents::close);
            // Both, before either has stopped: they stop at the same time.
            dragon.awaitInterrupt();
            goblin.awaitInterrupt();
            goblin.stopped.countDown();
            closer.assertWaitsWithoutLimit("""
                    The room was closed, and one of two has not stopped yet: close should wait""");
            dragon.stopped.countDown();
            closer.awaitResult("All have stopped: close should return");
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("waits for an act under way")
        void waitsForAnAct() {
            var dragon = join("dragon");
            dragon.think("breathe fire");
            assertThat(await(room.burning)).withFailMessage("The dragon has thought, and should act. It does not.")
                    .isTrue();
            var closer = threads.run("closer", opponents::close);
            closer.assertStillWaits("The room was closed while one acts: close should wait");
            room.burnt.countDown();
            closer.awaitResult("The act is over: close should return");
            assertThat(atWork).withFailMessage("close has returned, and there is still somebody at work.").hasValue(0);
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("a thought that comes too late is not acted on, and is the last")
        void lateThoughtIsDropped() {
            var dragon = join("dragon");
            dragon.slow = true;
            dragon.awaitBegun();
            var closer = threads.run("closer", opponents::close);
            dragon.awaitInterrupt();
            closer.awaitStillOrDone();
            // It caught the interrupt, and goes on as if nothing had been.
            dragon.think("bite");
            dragon.stopped.countDown();
            closer.awaitResult("The room was closed, and the only thought under way has ended: close should return");
            assertThat(room.trail).withFailMessage("""
                    The dragon was thinking when the room was closed, caught the interrupt, and thought to the end. \
                    Nobody should act any more. Told: %s.""", room.trail).isEmpty();
            assertThat(dragon.thoughts).withFailMessage("""
                    The dragon was at its first thought when the room was closed. No other should begin: 1. There \
                    were %s.""", dragon.thoughts).hasValue(1);
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("whom the interrupt wakes finds the room closed")
        void roomIsClosedBeforeAnybodyIsInterrupted() {
            // The interrupts take their time: who is woken by one goes on before close does.
            factory.slowInterrupts = true;
            var dragon = join("dragon");
            dragon.slow = true;
            dragon.stopped.countDown();
            var goblin = join("goblin");
            dragon.awaitBegun();
            goblin.awaitBegun();
            dragon.late = "bite";
            var closer = threads.run("closer", opponents::close);
            closer.awaitStillOrDone();
            assertThat(room.trail).withFailMessage("""
                    The dragon and the goblin were thinking when the room was closed. The interrupt woke the dragon, \
                    who thought to the end, and the goblin, whose thought ended with an InterruptedException. The one \
                    should not act any more, and the other is no loss: the room should be closed before the first \
                    interrupt. Told: %s.""", room.trail).isEmpty();
            closer.awaitResult("All have stopped: close should return");
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("to be sent home is no loss")
        void endIsNoLoss() {
            var dragon = join("dragon");
            var goblin = join("goblin");
            goblin.slow = true;
            dragon.awaitBegun();
            goblin.awaitBegun();
            var closer = threads.run("closer", opponents::close);
            goblin.awaitInterrupt();
            goblin.stumble();
            goblin.stopped.countDown();
            closer.awaitResult("All have stopped: close should return");
            assertThat(room.trail).withFailMessage("""
                    The room was closed: the dragon's thought ended with an InterruptedException, the goblin's with \
                    another. Neither is a loss. Told: %s.""", room.trail).isEmpty();
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("a closed room lets nobody in")
        void closedRoomLetsNobodyIn() {
            play("close, of an empty room", opponents::close);
            var dragon = new Thinker("dragon");
            var joiner = threads.run("joiner", () -> opponents.join(dragon));
            joiner.awaitEnd("The room is closed: join should throw an IllegalStateException");
            assertThat(joiner.thrown()).withFailMessage("""
                    The room is closed: join should throw an IllegalStateException. It %s.""", joiner.outcome())
                    .isExactlyInstanceOf(IllegalStateException.class);
            assertNoThreadIsLeft("The room was closed");
            assertThat(dragon.thoughts).withFailMessage("The room is closed. The dragon thought all the same.")
                    .hasValue(0);
        }

        @Test
        @DisplayName("again, and at the same time: each close waits")
        void eachCloseWaits() {
            var dragon = join("dragon");
            dragon.slow = true;
            dragon.awaitBegun();
            var first = threads.run("first closer", opponents::close);
            dragon.awaitInterrupt();
            var second = threads.run("second closer", opponents::close);
            second.assertStillWaits("One close is under way, the dragon has not stopped: a second should wait too");
            first.assertStillWaits("The dragon has not stopped: close should wait");
            dragon.stopped.countDown();
            first.awaitResult("All have stopped: close should return");
            second.awaitResult("All have stopped: close should return");
            play("close, of a room that is closed", opponents::close);
            assertNoThreadIsLeft("The room was closed");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("At the same moment")
    class SameMoment {

        @Test
        @DisplayName("join and close: nobody is left in a closed room")
        void joinWhileClosing() {
            var making = new CountDownLatch(1);
            var closing = new CountDownLatch(1);
            factory.beforeMaking = () -> {
                making.countDown();
                closing.await();
            };
            var dragon = new Thinker("dragon");
            var joiner = threads.run("joiner", () -> opponents.join(dragon));
            // Join has found the room open, and has no thread yet. Now the room is closed.
            play("join should ask the factory for a thread", () -> making.await());
            var closer = threads.run("closer", opponents::close);
            closer.awaitStillOrDone();
            closing.countDown();
            closer.awaitResult("close, while one joins: it should return");
            joiner.awaitEnd("join, while the room is closed: it should return or throw");
            threads.awaitStill();
            assertThat(atWork).withFailMessage("""
                    The room was closed while the dragon joined. close has returned, join %s, and the dragon thinks in \
                    a closed room: 1 - 0 = 1 is left. Whether the room is open, and to belong to it, should be one \
                    step.""", joiner.thrown() == null ? "too" : "threw " + joiner.thrown()).hasValue(0);
            boolean refused = joiner.thrown() != null && joiner.thrown().getClass() == IllegalStateException.class;
            assertThat(joiner.thrown() == null || refused).withFailMessage("""
                    The room was closed while the dragon joined: join should return, or throw an \
                    IllegalStateException. It %s.""", joiner.outcome()).isTrue();
            assertNoThreadIsLeft("The room was closed");
        }

        @Test
        @DisplayName("close waits although its caller is interrupted, who keeps the flag")
        void interruptedCloserWaits() {
            var dragon = join("dragon");
            dragon.slow = true;
            dragon.awaitBegun();
            var closer = threads.run("closer", () -> {
                Thread.currentThread().interrupt();
                opponents.close();
            });
            dragon.awaitInterrupt();
            String why = """
                    close was called by an interrupted thread, and the dragon has not stopped: close should wait all \
                    the same""";
            closer.assertStillWaits(why);
            closer.interrupt();
            closer.assertStillWaits(why + ". Meanwhile that thread was interrupted once more");
            dragon.stopped.countDown();
            closer.awaitResult("All have stopped: close should return");
            assertThat(closer.wasInterruptedAtEnd()).withFailMessage("""
                    close was called by an interrupted thread. Its interrupt flag should still be set afterwards. It \
                    is not: the interrupt is lost.""").isTrue();
            assertNoThreadIsLeft("The room was closed");
        }
    }

    private Thinker join(String name) {
        var thinker = new Thinker(name);
        play("A thread calls join, and the one who joins has not thought to the end", () -> opponents.join(thinker));
        return thinker;
    }

    /// Something that should return, on a thread of its own, so that the test sees it when it does not.
    private void play(String what, Action action) {
        threads.run("one thread", action).awaitResult(what + ": it should return");
    }

    /// Whether it came to zero in good time.
    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(Caller.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The room is still open, so it may have threads of its own; those of the opponents end with them.
    private void assertOpponentsHaveGone(String when) {
        for (var thread : factory.made) {
            try {
                assertThat(thread.join(Duration.ofSeconds(Caller.PATIENCE_SECONDS))).withFailMessage("""
                        %s. The thread of an opponent should end with it. '%s' has not ended.""", when,
                        thread.getName()).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void assertNoThreadIsLeft(String when) {
        threads.assertNoneLeft(when);
    }

    /// Thinks until the test gives it an idea.
    private final class Thinker implements Opponent {

        private final String name;
        /// Moves, or something to throw.
        private final BlockingQueue<Object> ideas = new LinkedBlockingQueue<>();
        private final AtomicInteger thoughts = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile Thread thread;
        /// Catches the interrupt, and stops when the test says so.
        private volatile boolean slow;
        /// What it thinks of after an interrupt, if it is slow.
        private volatile String late;

        private Thinker(String name) {
            this.name = name;
        }

        private void think(String... moves) {
            ideas.addAll(List.of(moves));
        }

        /// Makes it throw.
        private RuntimeException stumble() {
            var collapse = new IllegalStateException(name + " stumbled");
            ideas.add(collapse);
            return collapse;
        }

        private void awaitBegun() {
            assertThat(await(begun)).withFailMessage("'%s' has joined, and should think. It does not.", name).isTrue();
        }

        private void awaitInterrupt() {
            assertThat(await(interrupted)).withFailMessage("""
                    The room was closed while '%s' thinks. It should be interrupted, and was not: it thinks on in a \
                    closed room.""", name).isTrue();
        }

        @Override
        public String think() throws InterruptedException {
            thoughts.incrementAndGet();
            atWork.incrementAndGet();
            thread = Thread.currentThread();
            begun.countDown();
            try {
                return idea();
            } finally {
                atWork.decrementAndGet();
            }
        }

        private String idea() throws InterruptedException {
            Object idea;
            try {
                idea = ideas.take();
            } catch (InterruptedException e) {
                interrupted.countDown();
                if (!slow) {
                    throw e;
                }
                Caller.awaitInSpiteOfInterrupts(stopped);
                idea = late == null ? ideas.poll() : late;
                if (idea == null) {
                    throw e;
                }
            }
            return switch (idea) {
                case RuntimeException exception -> throw exception;
                case InterruptedException exception -> throw exception;
                case Error error -> throw error;
                default -> idea.toString();
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Notes who did what.
    private final class Trail implements Room {

        private final Queue<String> trail = new ConcurrentLinkedQueue<>();
        private final Queue<Throwable> why = new ConcurrentLinkedQueue<>();
        private final RuntimeException tripped = new IllegalStateException("tripped");
        private final CountDownLatch burning = new CountDownLatch(1);
        private final CountDownLatch burnt = new CountDownLatch(1);

        @Override
        public void act(Opponent who, String move) {
            atWork.incrementAndGet();
            try {
                trail.add(who + " " + move);
                switch (move) {
                    case "trip" -> throw tripped;
                    case "breathe fire" -> {
                        burning.countDown();
                        Caller.awaitInSpiteOfInterrupts(burnt);
                    }
                    default -> { }
                }
            } finally {
                atWork.decrementAndGet();
            }
        }

        @Override
        public void lost(Opponent who, Throwable thrown) {
            why.add(thrown);
            trail.add(who + " lost " + thrown);
        }

        private void await(String when, String... expected) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
            while (trail.size() < expected.length && System.nanoTime() < end) {
                Thread.yield();
            }
            assertThat(trail).withFailMessage("%s. Expected: %s. Yours: %s.", when, String.join(" | ", expected),
                    String.join(" | ", trail)).containsExactly(expected);
        }
    }

    /// Notes the threads that it makes.
    private static final class Factory implements ThreadFactory {

        private final ThreadFactory virtual = Thread.ofVirtual().name("opponent-", 1).factory();
        private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
        private volatile Action beforeMaking = () -> { };
        private volatile boolean slowInterrupts;

        @Override
        public Thread newThread(Runnable work) {
            try {
                beforeMaking.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            var thread = slowInterrupts ? new SlowlyInterrupted(work) : virtual.newThread(work);
            made.add(thread);
            return thread;
        }
    }

    /// A thread whose interrupter does not go on before it has done what the interrupt makes it do.
    private static final class SlowlyInterrupted extends Thread {

        private SlowlyInterrupted(Runnable work) {
            super(work);
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            super.interrupt();
            if (currentThread() != this) {
                Caller.awaitStill(this);
            }
        }
    }
}
