package quest.gameserver.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import quest.eventloop.EventLoop;

/// Makes things durable, many at a time (*group commit*): at most one transaction is under way, and all that comes
/// meanwhile goes into the next one.
///
/// *The arithmetic.* A transaction costs `c` however little is in it, above all for the writing to the file, and `e`
/// for each thing: say 1 ms and 0.1 ms. A thousand players who die in the same second cost `1,000 * (c + e)` one by
/// one: 1.1 s, more than the second has. In groups they cost `n * c + 1,000 * e` for `n` transactions. Without a rest
/// in between, `n` is as large as the disk allows: while one transaction is written, only one or two players die, so
/// it would be some 500 transactions and half a processor, taken from the game. With a rest of 50 ms after each, at
/// most 20 begin in a second: `20 * 1 + 1,000 * 0.1`, which is 0.12 s. What it costs: whoever comes waits until the
/// transaction that is under way is done, then 50 ms, then for its own. Who comes when it is quiet is written at once.
///
/// A group that cannot be written is reported to the loop's exception handler and tried again, after a pause that
/// doubles up to [#LONGEST_PAUSE], until it succeeds; meanwhile the things wait in memory, in their order, at most
/// [#MOST_WAITING].
final class GroupCommit<T> implements AutoCloseable {

    /// Does one transaction: all of the things or none. It may block.
    @FunctionalInterface
    interface Transaction<T> {
        void commit(List<T> together) throws Exception;
    }

    /// So many go into one transaction at most: a backlog of many thousands is written in steps.
    static final int MOST_TOGETHER = 1_000;
    /// If the disk is away for long. What comes then is refused, and its future says so.
    static final int MOST_WAITING = 100_000;
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// A transaction that still fails when the server is to end is given up after so many attempts.
    static final int LAST_ATTEMPTS = 3;

    private record Entry<T>(T thing, CompletableFuture<Void> durable) {
    }

    private final String name;
    private final EventLoop loop;
    private final Transaction<T> transaction;
    private final Duration rest;
    private final Duration firstPause;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();     // held for a moment, never while anything is written
    private final Condition something = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Queue<Entry<T>> waiting = new ArrayDeque<>();
    private boolean closed;
    private volatile long transactions;

    /// @param name       of what is written, in the plural, for messages and the writer's thread
    /// @param loop       completes the futures, and is told of failures
    /// @param rest       after each transaction
    /// @param firstPause before a transaction that failed is tried again for the first time
    GroupCommit(String name, EventLoop loop, Duration rest, Duration firstPause, Transaction<T> transaction) {
        this.name = name;
        this.loop = loop;
        this.rest = rest;
        this.firstPause = firstPause;
        this.transaction = transaction;
        this.writer = Thread.ofVirtual().name(name).start(this::write);
    }

    /// Accepts a thing, and returns at once. Any thread. The future is completed on the loop when the thing is durable,
    /// in the order in which things were added; it fails if the thing was refused or had to be given up.
    CompletableFuture<Void> add(T thing) {
        var durable = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (closed) {
                durable.completeExceptionally(new IllegalStateException(name + " are closed"));
            } else if (waiting.size() >= MOST_WAITING) {
                durable.completeExceptionally(new RejectedExecutionException(
                        "%,d %s wait for the disk already, and no more are accepted".formatted(MOST_WAITING, name)));
            } else {
                waiting.add(new Entry<>(thing, durable));
                something.signal();
            }
        } finally {
            lock.unlock();
        }
        return durable;
    }

    /// How many transactions were done so far. Any thread.
    long transactions() {
        return transactions;
    }

    /// Refuses what comes later, and waits until all that was accepted is written, or given up after a few attempts. It
    /// blocks: not for the loop's thread while anybody plays. An interrupt is kept for later.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            something.signal();
            closing.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the writer's thread ----

    private void write() {
        for (var group = take(); !group.isEmpty(); group = take()) {
            commit(group);
            sleep(rest);
        }
    }

    /// Waits for something, and takes all there is. Nothing: it is closed.
    private List<Entry<T>> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                something.awaitUninterruptibly();
            }
            var group = new ArrayList<Entry<T>>();
            while (group.size() < MOST_TOGETHER && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Does not return before the group is durable, or must be given up. Whatever goes wrong, this thread goes on.
    private void commit(List<Entry<T>> group) {
        var things = group.stream().map(Entry::thing).toList();
        var pause = firstPause;
        int lastAttempts = 0;
        while (true) {
            try {
                transaction.commit(things);
                transactions++;     // by this thread alone
                onLoop(() -> group.forEach(entry -> entry.durable.complete(null)));
                return;
            } catch (Throwable failure) {
                if (isClosed() && ++lastAttempts == LAST_ATTEMPTS) {
                    giveUp(group, failure);
                    return;
                }
                loop.reportException(new IllegalStateException("%,d %s could not be written, next attempt within %d ms"
                        .formatted(group.size(), name, pause.toMillis()), failure));
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void giveUp(List<Entry<T>> group, Throwable failure) {
        var lost = new IllegalStateException("%,d %s are lost: they could not be written before the end: %s"
                .formatted(group.size(), name, group.stream().map(Entry::thing).toList()), failure);
        loop.reportException(lost);
        onLoop(() -> group.forEach(entry -> entry.durable.completeExceptionally(lost)));
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Ends when it is closed: who shuts the server down is not kept waiting.
    private void sleep(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (left > 0 && !closed) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody knows this thread, and yet it was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void onLoop(Runnable completion) {
        try {
            loop.execute(completion);
        } catch (RejectedExecutionException _) {
            completion.run();   // here, since there is no loop any more
        }
    }
}
