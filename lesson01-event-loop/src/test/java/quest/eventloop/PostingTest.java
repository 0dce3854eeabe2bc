package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PostingTest {

    private final List<String> trail = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private EventLoop newLoop() {
        return EventLoop.builder().clock(new VirtualClock()).exceptionHandler(reported::add).build();
    }

    @Test
    void callbacksRunInTheOrderOfPosting() {
        try (var loop = newLoop()) {
            loop.execute(() -> {
                trail.add("a");
                loop.execute(() -> trail.add("d"));
            });
            loop.execute(() -> trail.add("b"));
            loop.execute(() -> {
                trail.add("c");
                loop.execute(loop::stop);
            });
            loop.run();

            assertThat(trail).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void postingNeverRunsTheCallbackAtOnce() {
        try (var loop = newLoop()) {
            loop.execute(() -> {
                loop.execute(() -> trail.add("posted"));
                trail.add("poster goes on");
                loop.execute(loop::stop);
            });
            loop.run();

            assertThat(trail).containsExactly("poster goes on", "posted");
        }
    }

    @Test
    void anExceptionGoesToTheHandlerAndTheLoopLivesOn() {
        try (var loop = newLoop()) {
            var bang = new IllegalStateException("bang");
            loop.execute(() -> {
                throw bang;
            });
            loop.execute(() -> {
                throw new StackOverflowError();
            });
            loop.execute(() -> trail.add("still here"));
            loop.execute(loop::stop);
            loop.run();

            assertThat(trail).containsExactly("still here");
            assertThat(reported).hasSize(2).first().isSameAs(bang);
        }
    }

    @Test
    void aHandlerThatThrowsDoesNotEndTheLoopEither() {
        var standardError = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try (var loop = EventLoop.builder().exceptionHandler(_ -> {
            throw new IllegalStateException("the handler's own");
        }).build()) {
            loop.execute(() -> {
                throw new IllegalArgumentException("the callback's");
            });
            loop.execute(() -> trail.add("still here"));
            loop.execute(loop::stop);
            loop.run();
        } finally {
            System.setErr(standardError);
        }
        assertThat(trail).containsExactly("still here");
        assertThat(printed.toString()).contains("the handler's own").contains("the callback's");
    }

    @Test
    void whatIsLeftAtStopRunsInTheNextRun() {
        try (var loop = newLoop()) {
            loop.execute(() -> {
                loop.stop();
                trail.add("first run");
                loop.schedule(() -> {
                    trail.add("second run");
                    loop.stop();
                }, Duration.ofSeconds(1));
            });
            loop.run();
            assertThat(trail).containsExactly("first run");
            loop.run();
            assertThat(trail).containsExactly("first run", "second run");
        }
    }

    @Test
    void stopFromAnotherThreadWakesASleepingLoop() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var running = new CountDownLatch(1);
            loop.execute(running::countDown);
            var thread = Thread.ofPlatform().start(loop::run);
            running.await();
            loop.stop();
            thread.join();
        }
    }

    @Test
    void anInterruptEndsTheRunAndStaysSet() throws InterruptedException {
        try (var loop = new EventLoop()) {
            var stillSet = new CompletableFuture<Boolean>();
            var thread = Thread.ofPlatform().start(() -> {
                loop.run();
                stillSet.complete(Thread.currentThread().isInterrupted());
            });
            thread.interrupt();
            thread.join();

            assertThat(stillSet).isCompletedWithValue(true);
        }
    }

    @Test
    void aClosedLoopRefusesEverything() {
        var loop = newLoop();
        loop.close();
        loop.close();

        assertThatThrownBy(() -> loop.execute(() -> { })).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> loop.schedule(() -> { }, Duration.ZERO))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> loop.offload(() -> "work")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(loop::run).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> loop.runUntilComplete(new CompletableFuture<>()))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closingFromACallbackEndsTheLoopAfterTheTurn() {
        var loop = newLoop();
        loop.execute(() -> {
            loop.close();
            trail.add("the callback goes on");
            loop.execute(() -> trail.add("never"));
        });
        loop.run();

        assertThat(trail).containsExactly("the callback goes on");
        assertThat(reported).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(loop::run).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closingFromOutsideReturnsWhenTheLoopHasEnded() throws InterruptedException {
        var loop = new EventLoop();
        var running = new CountDownLatch(1);
        loop.execute(running::countDown);
        var thread = Thread.ofPlatform().start(loop::run);
        running.await();
        loop.close();

        assertThat(loop.inEventLoop()).isFalse();
        thread.join();
        assertThatThrownBy(() -> loop.execute(() -> { })).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeHooksRunOnceInOrderWhenTheLoopIsClosed() {
        var loop = newLoop();
        Runnable takenBack = () -> trail.add("never");
        loop.addCloseHook(() -> trail.add("first"));
        loop.addCloseHook(takenBack);
        loop.addCloseHook(() -> {
            throw new IllegalStateException("at the end");
        });
        loop.addCloseHook(() -> trail.add("last"));
        loop.removeCloseHook(takenBack);
        loop.close();
        loop.close();

        assertThat(trail).containsExactly("first", "last");
        assertThat(reported).singleElement().asString().contains("at the end");
    }

    @Test
    void aFailureCanBeHandedToTheExceptionHandler() {
        try (var loop = newLoop()) {
            loop.reportException(new IllegalStateException("lost"));
        }
        assertThat(reported).singleElement().asString().contains("lost");
    }
}
