package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.Todo;
import quest.exercises.kit.Points;

@DisplayName("OffTheLoop")
class OffTheLoopTest {

    /// How long to wait for what must come. Only a wrong answer ever waits that long.
    private static final int PATIENCE_SECONDS = 5;

    private final Loop loop = new Loop();
    private final Workers workers = new Workers();
    private final OffTheLoop offTheLoop = new OffTheLoop(loop, workers);

    /// What the callbacks were told, in order: who told what, on which thread.
    private final List<String> trail = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopThreads() {
        loop.thread.interrupt();
        workers.threads.forEach(Thread::interrupt);
    }

    @Nested
    @Points(0.7)
    @DisplayName("The work is done elsewhere, its result comes back")
    class ThereAndBack {

        @Test
        @DisplayName("the workers do the work, not the loop")
        void workersDoTheWork() {
            offload("dragon", () -> {
                trail.add("thinks on " + Thread.currentThread().getName());
                return "bite";
            });
            assertTrail("offload was called on the loop's thread, and no worker has begun yet");
            workers.work();
            assertThat(trail).withFailMessage("""
                    The work should be done on a worker's thread, through workers.execute. It was done so far: %s.""",
                    trail)
                    .startsWith("thinks on worker 1");
        }

        @Test
        @DisplayName("the result comes back to the callback")
        void resultComesBack() {
            offload("dragon", () -> "bite");
            workers.work();
            awaitTrail("The work returned 'bite'", "dragon told (bite, null) on loop");
        }

        @Test
        @DisplayName("the callback runs on the loop's thread")
        void callbackRunsOnTheLoop() {
            offload("dragon", () -> "bite");
            workers.work();
            awaitTold("The work returned 'bite'", 1);
            assertThat(trail.getFirst()).withFailMessage("""
                    All that touches the game runs on the loop's thread, so that no two threads touch it at once. \
                    The callback was told: %s.""", trail.getFirst()).endsWith("on loop");
        }

        @Test
        @DisplayName("the callback is called once")
        void callbackIsCalledOnce() {
            offload("dragon", () -> "bite");
            workers.work();
            awaitTold("The work returned 'bite'", 1);
            loop.settle();
            assertTrail("The work was offloaded once and returned 'bite'", "dragon told (bite, null) on loop");
        }

        @Test
        @DisplayName("null is a result")
        void nullIsAResult() {
            offload("dragon", () -> null);
            workers.work();
            awaitTrail("The work returned null, as work without a result does", "dragon told (null, null) on loop");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("The loop goes on meanwhile")
    class Responsive {

        @Test
        @DisplayName("offload returns before the work has begun")
        void offloadReturnsAtOnce() {
            loop.run(() -> {
                offTheLoop.offload(() -> "bite", told("dragon"));
                trail.add("offload returned");
            });
            assertTrail("No worker has begun yet", "offload returned");
            workers.work();
            awaitTrail("After the workers have worked", "offload returned", "dragon told (bite, null) on loop");
        }

        @Test
        @DisplayName("the loop runs other callbacks while the work is under way")
        void loopRunsOtherCallbacksMeanwhile() throws InterruptedException {
            var thinking = new CountDownLatch(1);
            var found = new CountDownLatch(1);
            offload("dragon", () -> {
                thinking.countDown();
                found.await();
                return "bite";
            });
            workers.start();
            assertThat(thinking.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .withFailMessage("The work was given to no worker: it never began.").isTrue();
            loop.run(() -> trail.add("hero moves"));
            assertTrail("The dragon is still thinking", "hero moves");
            int before = loop.given.get();
            // What the loop has run by now, it could have handed in again.
            loop.settle();
            loop.settle();
            int more = loop.given.get() - before - 2;
            assertThat(more).withFailMessage("""
                    The dragon is still thinking, so there is nothing to tell the loop. Yours has handed it %d more \
                    callbacks meanwhile: a loop that is asked again and again whether the work is done never sleeps.\
                    """, more).isZero();
            found.countDown();
            awaitTrail("The dragon has thought", "hero moves", "dragon told (bite, null) on loop");
        }

        @Test
        @DisplayName("who is done early comes back early")
        void quickWorkDoesNotWaitForSlowWork() {
            var found = new CountDownLatch(1);
            offload("dragon", () -> {
                found.await();
                return "bite";
            });
            offload("goblin", () -> "flee");
            workers.start();
            awaitTrail("The dragon was offloaded first and still thinks, the goblin came second and has thought",
                    "goblin told (flee, null) on loop");
            found.countDown();
            awaitTrail("Both have thought, the goblin first", "goblin told (flee, null) on loop",
                    "dragon told (bite, null) on loop");
        }

        @Test
        @DisplayName("a result waits for its turn on the loop")
        void callbackNeverRunsInsideOffload() {
            workers.refuse = true;
            loop.run(() -> {
                offTheLoop.offload(() -> "bite", told("dragon"));
                trail.add("offload returned");
            });
            awaitTold("The workers refused the work while offload was being called", 1);
            assertThat(trail.getFirst()).withFailMessage("""
                    The workers refused the work while offload was being called. The callback should be told of it \
                    by the loop, after offload has returned. The order was: %s.""",
                    trail).isEqualTo("offload returned");
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("Failures come back as well")
    class Failures {

        @Test
        @DisplayName("the callback gets the very exception that the work threw")
        void exceptionComesBack() {
            assertComesBack(new IllegalStateException("the dragon has a headache"));
        }

        @Test
        @DisplayName("a checked exception too")
        void checkedExceptionComesBack() {
            assertComesBack(new IOException("the dragon lost its map"));
        }

        @Test
        @DisplayName("an Error too, or somebody waits for ever")
        void errorComesBack() {
            assertComesBack(new StackOverflowError("the dragon thought about thinking"));
        }

        @Test
        @DisplayName("the callback hears of refused work, and offload returns normally")
        void refusedWorkComesBack() {
            workers.refuse = true;
            offload("dragon", () -> "bite");
            awaitTold("The workers refused the work with %s".formatted(workers.refusal), 1);
            loop.settle();
            assertTrail("The workers refused the work with %s".formatted(workers.refusal),
                    "dragon told (null, %s) on loop".formatted(workers.refusal));
        }

        @Test
        @DisplayName("what the callback throws is the loop's business")
        void exceptionOfTheCallbackReachesTheLoop() {
            var clumsy = new IllegalStateException("the callback stumbled");
            loop.run(() -> offTheLoop.offload(() -> "bite", (result, thrown) -> {
                told("dragon").accept(result, thrown);
                throw clumsy;
            }));
            workers.work();
            awaitTold("The work returned 'bite'", 1);
            loop.settle();
            assertTrail("The callback threw an exception itself. The work did not fail, so it is not told again",
                    "dragon told (bite, null) on loop");
            assertThat(loop.thrown).withFailMessage("""
                    The callback threw %s on the loop. It should get through to the loop, whose exception handler \
                    reports it. The loop heard of: %s.""", clumsy, loop.thrown).containsExactly(clumsy);
        }

        private void assertComesBack(Throwable failure) {
            var told = new CompletableFuture<List<Object>>();
            loop.run(() -> offTheLoop.offload(
                    () -> sneak(failure), (result, thrown) -> told.complete(Arrays.asList(result, thrown))));
            workers.work();
            List<Object> arguments;
            try {
                arguments = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException nothing) {
                arguments = fail("The work threw %s, and the callback was never told: its hero waits for ever.%s",
                        failure, workers.complaints());
            }
            assertThat(arguments.get(1)).withFailMessage("""
                    The work threw %s. The callback should get that very object. It got %s.""",
                    failure, arguments.get(1))
                    .isSameAs(failure);
            assertThat(arguments.getFirst()).withFailMessage("""
                    The work threw %s, so there is no result: it should be null. It was %s.""",
                    failure, arguments.getFirst())
                    .isNull();
        }

        private String sneak(Throwable failure) throws Exception {
            switch (failure) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(failure);
            }
        }
    }

    /// Calls `offload` on the loop's thread, as a game does.
    private void offload(String who, Callable<String> work) {
        loop.run(() -> offTheLoop.offload(work, told(who)));
    }

    private BiConsumer<String, Throwable> told(String who) {
        return (result, thrown) ->
                trail.add(who + " told (" + result + ", " + thrown + ") on " + Thread.currentThread().getName());
    }

    private void assertTrail(String when, String... expected) {
        assertThat(trail)
                .withFailMessage("%s. Expected: %s. Yours: %s.", when, lines(List.of(expected)), lines(trail))
                .containsExactly(expected);
    }

    private void awaitTrail(String when, String... expected) {
        awaitTold(when, expected.length);
        assertTrail(when, expected);
    }

    /// Waits until this much was said. Says what is there, when no more comes.
    private void awaitTold(String when, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (trail.size() < count) {
            if (System.nanoTime() > end) {
                fail("%s. A callback that should have been told never was. Said so far: %s.%s", when, lines(trail),
                        workers.complaints());
            }
            loop.settle();
            Thread.onSpinWait();
        }
    }

    private static String lines(List<String> trail) {
        return trail.isEmpty() ? "nothing" : String.join(" | ", trail);
    }

    /// One thread, named 'loop', that runs what it is given. It notes what a callback throws, and goes on.
    private static final class Loop implements Executor {

        private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
        private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
        private final AtomicInteger given = new AtomicInteger();
        private final Thread thread = Thread.ofPlatform().daemon().name("loop").start(this::loop);

        @Override
        public void execute(Runnable callback) {
            given.incrementAndGet();
            ready.add(callback);
        }

        private void loop() {
            try {
                while (true) {
                    Runnable callback = ready.take();
                    try {
                        callback.run();
                    } catch (Throwable failure) {
                        thrown.add(failure);
                    }
                }
            } catch (InterruptedException _) {
                // The test is over.
            }
        }

        /// Runs the action on the loop, waits for it, and throws what it throws.
        private void run(Runnable action) {
            var done = new CompletableFuture<Void>();
            execute(() -> {
                try {
                    action.run();
                    done.complete(null);
                } catch (Throwable failure) {
                    done.completeExceptionally(failure);
                }
            });
            try {
                awaitUnlessStuck(done);
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case Todo todo -> throw todo;
                    case RuntimeException exception ->
                            fail("offload should return normally. It threw " + exception, exception);
                    case Error error -> throw error;
                    default -> throw new AssertionError(failed.getCause());
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError("interrupted", interrupted);
            }
        }

        /// `offload` waits for nothing. A loop's thread that is seen waiting in it half a second long is stuck:
        /// whatever it waits for needs this very thread, or the test's, to go on.
        private void awaitUnlessStuck(CompletableFuture<Void> done) throws ExecutionException, InterruptedException {
            int seenWaiting = 0;
            for (int i = 0; i < PATIENCE_SECONDS * 100 && seenWaiting < 50; i++) {
                try {
                    done.get(10, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException _) {
                    boolean waits = switch (thread.getState()) {
                        case WAITING, TIMED_WAITING, BLOCKED -> true;
                        case NEW, RUNNABLE, TERMINATED -> false;
                    };
                    seenWaiting = waits && place() != null ? seenWaiting + 1 : 0;
                }
            }
            fail("""
                    The loop's thread stands still in offload, and the whole game with it%s. It should be free again \
                    as soon as the work is in the workers' hands.""", place() == null ? "" : ": " + place());
        }

        /// Returns when the loop has run all that it was given before.
        private void settle() {
            run(() -> { });
        }

        /// Where in the learner's file the loop's thread is; null when it is elsewhere.
        private String place() {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().split("\\$")[0].equals(OffTheLoop.class.getName())) {
                    return frame.getFileName() + ":" + frame.getLineNumber();
                }
            }
            return null;
        }
    }

    /// Workers that begin when the test says so, each task on a thread of its own.
    private static final class Workers implements Executor {

        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
        private final RejectedExecutionException refusal = new RejectedExecutionException("the workers have gone home");
        private volatile boolean refuse;

        @Override
        public void execute(Runnable task) {
            if (refuse) {
                throw refusal;
            }
            tasks.add(task);
        }

        /// Starts a worker for each task there is.
        private void start() {
            for (Runnable task; (task = tasks.poll()) != null; ) {
                threads.add(Thread.ofPlatform().daemon().name("worker " + (threads.size() + 1))
                        .uncaughtExceptionHandler((_, failure) -> thrown.add(failure)).start(task));
            }
        }

        /// Lets the workers do all there is, and waits for them.
        private void work() {
            start();
            for (Thread worker : threads) {
                try {
                    worker.join();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError("interrupted", interrupted);
                }
            }
        }

        /// What came out of the workers' threads, where it helps nobody.
        private String complaints() {
            return thrown.isEmpty() ? "" : " A worker's thread died of " + thrown + ".";
        }
    }
}
