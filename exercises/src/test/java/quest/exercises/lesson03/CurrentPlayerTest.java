package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("CurrentPlayer")
class CurrentPlayerTest {

    /// How long to wait at most for what must come. Only a wrong answer ever waits that long.
    private static final Duration PATIENCE = Duration.ofMillis(Integer.getInteger("quest.timeLimit", 10) * 400L);

    private final List<Call<?>> calls = new ArrayList<>();

    /// On which threads actions ran, and how many run now.
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final IOException slipped = new IOException("slipped on a banana");

    @AfterEach
    void letEverybodyGo() {
        mayGoOn.countDown();
        threads.forEach(Thread::interrupt);
        calls.forEach(call -> call.thread.interrupt());
    }

    @Nested
    @Points(0.8)
    @DisplayName("For as long as the action runs")
    class Binding {

        @Test
        @DisplayName("nobody plays: it is the server")
        void serverOutside() {
            assertLines("Nobody is playing", List.of("[server] starts"),
                    () -> List.of(CurrentPlayer.logLine("starts")));
        }

        @Test
        @DisplayName("what is called in the action sees the player")
        void playerInside() {
            assertLines("Ada is playing", List.of("[Ada] jumps", "[Ada] shoots"), () -> CurrentPlayer.playAs("Ada",
                    () -> List.of(CurrentPlayer.logLine("jumps"), CurrentPlayer.logLine("shoots"))));
        }

        @Test
        @DisplayName("afterwards it is the server again")
        void serverAfterwards() {
            assertLines("Ada has played", List.of("[server] stops"), () -> {
                CurrentPlayer.playAs("Ada", () -> "jumps");
                return List.of(CurrentPlayer.logLine("stops"));
            });
        }

        @Test
        @DisplayName("after a failure, too")
        void serverAfterAFailure() {
            assertLines("Ada has played, and the action threw " + slipped,
                    List.of("threw " + slipped, "[server] cleans up"), () -> {
                        String outcome = outcome(() -> CurrentPlayer.playAs("Ada", () -> {
                            throw slipped;
                        }));
                        return List.of(outcome, CurrentPlayer.logLine("cleans up"));
                    });
        }

        @Test
        @DisplayName("one inside the other")
        void innerPlayerThenTheOuterAgain() {
            assertLines("Ada plays, in it Bo, in it Cy, then Bo again, then Ada again", List.of(
                    "[Ada] 1", "[Bo] 2", "[Cy] 3", "[Bo] 4", "[Ada] 5"), () -> {
                        var lines = new ArrayList<String>();
                        CurrentPlayer.playAs("Ada", () -> {
                            lines.add(CurrentPlayer.logLine("1"));
                            CurrentPlayer.playAs("Bo", () -> {
                                lines.add(CurrentPlayer.logLine("2"));
                                CurrentPlayer.playAs("Cy", () -> lines.add(CurrentPlayer.logLine("3")));
                                return lines.add(CurrentPlayer.logLine("4"));
                            });
                            return lines.add(CurrentPlayer.logLine("5"));
                        });
                        return lines;
                    });
        }

        @Test
        @DisplayName("the inner one fails: the outer again")
        void outerAfterTheInnerFailed() {
            assertLines("Ada plays, in it Bo, whose action threw " + slipped, List.of("[Ada] laughs"),
                    () -> CurrentPlayer.playAs("Ada", () -> {
                        outcome(() -> CurrentPlayer.playAs("Bo", () -> {
                            throw slipped;
                        }));
                        return List.of(CurrentPlayer.logLine("laughs"));
                    }));
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("Seen by the tasks")
    class Tasks {

        @Test
        @DisplayName("together: every action sees the player")
        void togetherSeesThePlayer() {
            assertLines("Ada plays, and in it two actions run together", List.of("[Ada] jumps", "[Ada] shoots"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.of(
                            () -> logs("jumps"), () -> logs("shoots")))));
        }

        @Test
        @DisplayName("together: at the same time, and the results in order")
        void togetherIsTogether() {
            var both = new CountDownLatch(2);
            var second = new CountDownLatch(1);
            assertLines("""
                    Ada plays, and two actions run together. They meet, then the second ends, then the \
                    first""", List.of("[Ada] first", "[Ada] second"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.of(() -> {
                        meet(both);
                        second.await();
                        return logs("first");
                    }, () -> {
                        meet(both);
                        second.countDown();
                        return logs("second");
                    }))));
        }

        @Test
        @DisplayName("together without a player: the server")
        void togetherWithoutAPlayer() {
            assertLines("Nobody is playing, and two actions run together", List.of("[server] rains", "[server] snows"),
                    () -> CurrentPlayer.together(List.of(() -> logs("rains"), () -> logs("snows"))));
        }

        @Test
        @DisplayName("together in together")
        void grandchildrenSeeThePlayer() {
            assertLines("Ada plays, in it two actions run together, and in the first two more", List.of(
                    "[Ada] left", "[Ada] right", "[Ada] dog"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.<Callable<List<String>>>of(
                            () -> CurrentPlayer.together(List.of(() -> logs("left"), () -> logs("right"))),
                            () -> List.of(logs("dog"))))).stream().flatMap(List::stream).toList());
        }

        @Test
        @DisplayName("a scope of the action's own")
        void scopeOfTheActionsOwn() {
            assertLines("Ada plays, and her action forks two tasks in a scope of its own", List.of(
                    "[Ada] jumps", "[Ada] shoots"), () -> CurrentPlayer.playAs("Ada", () -> {
                        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
                            scope.fork(() -> logs("jumps"));
                            scope.fork(() -> logs("shoots"));
                            return scope.join().map(Subtask::get).toList();
                        }
                    }));
        }

        @Test
        @DisplayName("one task's own player is none of the others' business")
        void rebindingInATaskConcernsNobodyElse() {
            var bound = new CountDownLatch(1);
            var looked = new CountDownLatch(1);
            assertLines("""
                    Ada plays, and two actions run together. The first binds her dog; meanwhile the second looks who \
                    is playing""", List.of("[dog] barks", "[Ada] looks", "[Ada] wins"),
                    () -> CurrentPlayer.playAs("Ada", () -> {
                        var lines = new ArrayList<>(CurrentPlayer.together(List.<Callable<String>>of(
                                () -> CurrentPlayer.playAs("dog", () -> {
                                    bound.countDown();
                                    looked.await();
                                    return logs("barks");
                                }), () -> {
                                    bound.await();
                                    String line = logs("looks");
                                    looked.countDown();
                                    return line;
                                })));
                        lines.add(CurrentPlayer.logLine("wins"));
                        return lines;
                    }));
        }

        @Test
        @DisplayName("together: a failure ends the others, and reaches the caller")
        void failureEndsTheOthers() {
            var begun = new CountDownLatch(1);
            var call = call(() -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.<Callable<String>>of(
                    () -> {
                        threads.add(Thread.currentThread());
                        running.incrementAndGet();
                        try {
                            begun.countDown();
                            mayGoOn.await();
                            return "never";
                        } finally {
                            running.decrementAndGet();
                        }
                    }, () -> {
                        begun.await();
                        throw slipped;
                    }))));
            awaitEnd(call, "Two actions run together. The second failed, the first waits until it is interrupted");
            Throwable cause = call.thrown;
            while (cause != null && cause != slipped) {
                cause = cause.getCause();
            }
            if (cause == null) {
                throw call.error("Two actions run together, and one threw %s. together should throw, with that as its "
                        .formatted(slipped) + "cause. Yours " + call.outcome() + ".");
            }
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Seen by nobody else")
    class NobodyElse {

        @Test
        @DisplayName("two players at the same time")
        void playersAtTheSameTime() {
            var adaIsBound = new CountDownLatch(1);
            var boHasLooked = new CountDownLatch(1);
            var ada = call(() -> CurrentPlayer.playAs("Ada", () -> {
                adaIsBound.countDown();
                boHasLooked.await();
                return List.of(CurrentPlayer.logLine("jumps"));
            }));
            assertLines("Ada plays on one thread, and meanwhile Bo on another. Before Bo there is the server",
                    List.of("[server] waits", "[Bo] looks", "[server] waits again"), () -> {
                        adaIsBound.await();
                        try {
                            String before = CurrentPlayer.logLine("waits");
                            String inside = CurrentPlayer.playAs("Bo", () -> CurrentPlayer.logLine("looks"));
                            return List.of(before, inside, CurrentPlayer.logLine("waits again"));
                        } finally {
                            boHasLooked.countDown();
                        }
                    });
            assertReturned(ada, "Ada plays on one thread, and meanwhile Bo has played on another",
                    List.of("[Ada] jumps"));
        }

        @Test
        @DisplayName("a thread in no scope")
        void strayThreadDoesNotSeeThePlayer() {
            assertLines("Ada plays, and a thread was started in her action that belongs to no scope",
                    List.of("[server] strays"), () -> CurrentPlayer.playAs("Ada", () -> {
                        var lines = new ArrayList<String>();
                        var stray = Thread.ofVirtual().start(() -> lines.add(CurrentPlayer.logLine("strays")));
                        stray.join();
                        return lines;
                    }));
        }

        @Test
        @DisplayName("who plays next on the same thread")
        void nextOnTheSameThread() {
            assertLines("Ada has played, then Bo, then nobody, all on one thread",
                    List.of("[Ada] jumps", "[Bo] jumps", "[server] rests"), () -> List.of(
                            CurrentPlayer.playAs("Ada", () -> CurrentPlayer.logLine("jumps")),
                            CurrentPlayer.playAs("Bo", () -> CurrentPlayer.logLine("jumps")),
                            CurrentPlayer.logLine("rests")));
        }
    }

    /// A line of the log, written by a task.
    private String logs(String text) {
        threads.add(Thread.currentThread());
        return CurrentPlayer.logLine(text);
    }

    private static void meet(CountDownLatch others) throws InterruptedException {
        others.countDown();
        others.await();
    }

    private static String outcome(Callable<?> action) {
        try {
            return "returned " + action.call();
        } catch (Exception thrown) {
            return "threw " + thrown;
        }
    }

    private void assertLines(String when, List<String> expected, Callable<List<String>> action) {
        assertReturned(call(action), when, expected);
    }

    private void assertReturned(Call<List<String>> call, String when, List<String> expected) {
        awaitEnd(call, when);
        if (call.thrown != null) {
            throw call.error("%s. Expected: %s. Yours %s.".formatted(when, expected, call.outcome()));
        }
        assertThat(call.returned).withFailMessage("%s. Expected: %s. Yours: %s.", when, expected, call.returned)
                .isEqualTo(expected);
    }

    /// Waits until the call has ended, and makes sure that it has left nobody behind.
    private void awaitEnd(Call<?> call, String when) {
        call.waitUntil(() -> !call.thread.isAlive());
        if (call.thread.isAlive()) {
            throw call.error(when + ". That should come to an end. It has not.");
        }
        if (call.leftRunning > 0) {
            throw call.error("%s. When it ended, actions that still ran: %d. It should end when all have, so 0."
                    .formatted(when, call.leftRunning));
        }
        for (Thread thread : threads) {
            if (!ends(thread)) {
                throw call.error("%s. It has ended, but a thread of an action is alive, and stands still: %s."
                        .formatted(when, thread));
            }
        }
    }

    private <V> Call<V> call(Callable<V> method) {
        var call = new Call<>(method);
        calls.add(call);
        return call;
    }

    /// A thread may take a moment to end, but not while it stands still.
    private static boolean ends(Thread thread) {
        for (int still = 0; thread.isAlive() && still < 250; ) {
            still = isWaiting(thread) ? still + 1 : 0;
            pause();
        }
        return !thread.isAlive();
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /// Between two looks at a thread. What is waited for is seen, not guessed from the time that has gone by.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /// What a test does with the learner's code, on a thread of its own, so that the test can watch it.
    private final class Call<V> {

        private final Thread thread;
        private volatile V returned;
        private volatile Throwable thrown;
        private volatile int leftRunning;

        private Call(Callable<V> method) {
            thread = Thread.ofPlatform().daemon().name("player").start(() -> {
                try {
                    returned = method.call();
                } catch (Throwable failure) {
                    thrown = failure;
                }
                leftRunning = running.get();
            });
        }

        /// Gives up when everybody stands still, look after look, or when the patience is at its end.
        private void waitUntil(BooleanSupplier come) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int still = 0; !come.getAsBoolean() && still < 700 && System.nanoTime() < end; ) {
                still = isWaiting(thread) ? still + 1 : 0;
                pause();
            }
        }

        private String outcome() {
            return thrown == null ? "returned " + returned : "threw " + thrown;
        }

        /// With the line of the learner's file at which the call stands, or from which it threw.
        private AssertionError error(String message) {
            Throwable place = thrown;
            if (thread.isAlive()) {
                place = new Throwable("here it stands");
                place.setStackTrace(thread.getStackTrace());
            }
            return new AssertionError(message, place);
        }
    }
}
