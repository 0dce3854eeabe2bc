package quest.tasks.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.tasks.coroutine.Coroutine;

/// The smallest part of a [Workload], and how it is done where. Each way returns 1: one piece was done.
sealed interface Piece {

    /// On a thread, which has nothing else to do meanwhile.
    int perform() throws InterruptedException;

    /// On a loop, which has. Its thread calls this.
    CompletableFuture<Integer> begin(EventLoop loop);

    /// In a coroutine, whose loop has.
    int performInCoroutine();

    /// Waits for something that takes so long.
    record Wait(Duration time) implements Piece {

        @Override
        public int perform() throws InterruptedException {
            Thread.sleep(time);
            return 1;
        }

        @Override
        public CompletableFuture<Integer> begin(EventLoop loop) {
            return Futures.delay(loop, time, 1);
        }

        @Override
        public int performInCoroutine() {
            Coroutine.sleep(time);
            return 1;
        }
    }

    /// Computes. Whoever does that has no time for anybody else, on a loop too.
    record Computation(Runnable part) implements Piece {

        @Override
        public int perform() {
            part.run();
            return 1;
        }

        @Override
        public CompletableFuture<Integer> begin(EventLoop loop) {
            return CompletableFuture.supplyAsync(this::perform, loop);
        }

        @Override
        public int performInCoroutine() {
            return perform();
        }
    }
}
