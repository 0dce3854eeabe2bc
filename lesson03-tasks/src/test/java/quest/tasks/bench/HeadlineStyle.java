package quest.tasks.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.tasks.coroutine.Coroutine;

/// A way to get a round of a [Workload] done, and how long that takes at best. Belongs to one thread.
sealed interface HeadlineStyle extends AutoCloseable {

    /// Returns when all of the round is done.
    ///
    /// @return how many pieces were done
    int perform(Workload.Round round) throws InterruptedException, ExecutionException;

    /// How long a round takes at best, if its pieces, which only wait, take so long.
    default Duration ideal(Stream<Duration> waits) {
        return waits.max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /// How many processors it can keep busy, of so many.
    default int busy(int processors) {
        return processors;
    }

    @Override
    default void close() {
    }

    /// @param loop makes the loop, for those who run on one
    /// @throws IllegalArgumentException if there is none of that name
    static HeadlineStyle named(String name, Supplier<EventLoop> loop) {
        return switch (name) {
            case "inSequence" -> new InSequence();
            case "threadPool" -> new ThreadPool();
            case "platformThreads" -> new PlatformThreads();
            case "completableFuture" -> new CompletableFutures(loop.get());
            case "virtualThreads" -> new VirtualThreads();
            case "coroutines" -> new Coroutines(loop.get());
            default -> throw new IllegalArgumentException("expected inSequence, threadPool, platformThreads, "
                    + "completableFuture, virtualThreads or coroutines, not " + name);
        };
    }

    /// One piece after the other, by the calling thread.
    record InSequence() implements HeadlineStyle {

        @Override
        public int perform(Workload.Round round) throws InterruptedException {
            int done = 0;
            for (var action : round.actions()) {
                for (var piece : action.pieces()) {
                    done += piece.perform();
                }
            }
            return done;
        }

        @Override
        public Duration ideal(Stream<Duration> waits) {
            return waits.reduce(Duration.ZERO, Duration::plus);
        }

        @Override
        public int busy(int processors) {
            return 1;
        }
    }

    /// Each piece a task of a pool, which takes them in order.
    ///
    /// Eight threads, on every machine, so that ratios can be compared. A pool for computing has as many as there are
    /// processors; one for waiting has as many as one dares, and no number is right: with 4,000 it would be
    /// [PlatformThreads].
    record ThreadPool(ExecutorService pool) implements HeadlineStyle {

        static final int THREADS = 8;

        ThreadPool() {
            this(Executors.newFixedThreadPool(THREADS));
        }

        @Override
        public int perform(Workload.Round round) throws InterruptedException, ExecutionException {
            int done = 0;
            for (var each : pool.invokeAll(round.pieces().map(piece -> (Callable<Integer>) piece::perform).toList())) {
                done += each.get();
            }
            return done;
        }

        /// Whoever is free first takes the next one. How long that takes is computed.
        @Override
        public Duration ideal(Stream<Duration> waits) {
            var freeAt = new PriorityQueue<>(Collections.nCopies(THREADS, Duration.ZERO));
            waits.forEachOrdered(wait -> freeAt.add(freeAt.remove().plus(wait)));
            return freeAt.stream().max(Duration::compareTo).orElseThrow();
        }

        @Override
        public int busy(int processors) {
            return Math.min(THREADS, processors);
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /// A platform thread for each piece, which ends with it.
    record PlatformThreads() implements HeadlineStyle {

        @Override
        public int perform(Workload.Round round) throws InterruptedException {
            var done = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            try {
                round.pieces().forEach(piece -> threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        done.addAndGet(piece.perform());
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })));
            } catch (OutOfMemoryError e) {      // which is how the JVM says that the system has no more threads
                throw new IllegalStateException("the system gave %d platform threads, and was asked for %d"
                        .formatted(threads.size(), round.pieces().count()), e);
            }
            for (var thread : threads) {
                thread.join();
            }
            return done.get();
        }
    }

    /// Lesson 2's way: each piece a `CompletableFuture`, completed by a timer of the loop; gathered for each action,
    /// and once more for the round.
    record CompletableFutures(EventLoop loop) implements HeadlineStyle {

        @Override
        public int perform(Workload.Round round) {
            return loop.runUntilComplete(CompletableFuture.supplyAsync(() ->
                    Futures.gather(round.actions().stream().map(this::begin).toList()), loop)
                    .thenCompose(all -> all)).stream().mapToInt(Integer::intValue).sum();
        }

        private CompletableFuture<Integer> begin(Workload.Action action) {
            return Futures.gather(action.pieces().stream().map(piece -> piece.begin(loop)).toList())
                    .thenApply(all -> all.stream().mapToInt(Integer::intValue).sum());
        }

        @Override
        public int busy(int processors) {
            return 1;
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    /// A virtual thread for each piece, in the scope of its action, which has one too, in the scope of the round.
    record VirtualThreads() implements HeadlineStyle {

        @Override
        public int perform(Workload.Round round) throws InterruptedException {
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
                for (var action : round.actions()) {
                    scope.fork(() -> perform(action));
                }
                return scope.join().mapToInt(Subtask::get).sum();
            }
        }

        private static int perform(Workload.Action action) throws InterruptedException {
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
                for (var piece : action.pieces()) {
                    scope.fork(piece::perform);
                }
                return scope.join().mapToInt(Subtask::get).sum();
            }
        }
    }

    /// A coroutine for each piece and for each action, on one loop.
    record Coroutines(EventLoop loop) implements HeadlineStyle {

        @Override
        public int perform(Workload.Round round) {
            return loop.runUntilComplete(Coroutine.start(loop, () ->
                    sum(round.actions().stream().map(action -> Coroutine.start(loop, () -> perform(action))).toList()))
                    .future());
        }

        private int perform(Workload.Action action) {
            return sum(action.pieces().stream()
                    .map(piece -> Coroutine.start(loop, piece::performInCoroutine)).toList());
        }

        private static int sum(Iterable<Coroutine<Integer>> coroutines) {
            int sum = 0;
            for (var coroutine : coroutines) {
                sum += Coroutine.await(coroutine);
            }
            return sum;
        }

        @Override
        public int busy(int processors) {
            return 1;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
