package quest.gameserver.action;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Who asked for what, and when, in the order in which it was received over all players. The last entries are kept in
/// memory; with a file, all of them go there, one line each: client, action, outcome and time, tab-separated.
///
/// A thread of its own writes the file, so that no player waits for the disk. When the disk falls far behind, the log
/// says so ([#isBehind]), and the servers read nothing more until it has caught up: what is kept for it in memory is
/// bounded, and nothing is lost. Any thread may call.
public final class RequestLog implements Closeable {

    /// What came of a request. `DROPPED`: the server shut down before the action, logged before, was done.
    public enum Outcome { OK, ERR, DROPPED }

    /// @param client `c1` for the first that connected
    public record Entry(String client, String action, Outcome outcome, Instant time) {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        /// As it stands in the file.
        @Override
        public String toString() {
            return String.join("\t", client, action, outcome.name(), TIME.format(time));
        }
    }

    /// Entries that are kept in memory.
    public static final int KEPT = 10_000;
    /// So many entries may wait for the disk before the servers stop reading.
    static final int BEHIND = 200_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final EntryColumns kept = new EntryColumns(KEPT);
    private long received;                  // of all time
    private long lastMillis = Long.MIN_VALUE;

    private final Thread writer;            // null: there is no file
    private final Condition something = lock.newCondition();
    private EntryColumns waiting;           // for the file
    private boolean writerSleeps;
    private boolean closed;
    private final List<Runnable> whenCaughtUp = new ArrayList<>();
    private final Consumer<? super IOException> failures;

    /// A log in memory.
    public RequestLog(InstantSource clock) {
        this.clock = clock;
        this.failures = null;
        this.writer = null;
    }

    /// A log in memory and in a file, which is continued if it is there.
    ///
    /// @param failures told, on the writer's thread, if the file can be written no more; the log goes on in memory
    /// @throws IOException if the file cannot be opened
    public RequestLog(InstantSource clock, Path file, Consumer<? super IOException> failures) throws IOException {
        this.clock = clock;
        this.failures = failures;
        this.waiting = new EntryColumns(1_024);
        var out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.writer = Thread.ofPlatform().name("request log").start(() -> writeTo(out));
    }

    /// Notes that a request has been received, now.
    void received(long client, Request request) {
        switch (request) {
            case Request.Perform perform -> add(client, perform.action().text(), Outcome.OK);
            case Request.Refused refused -> add(client, refused.why(), Outcome.ERR);
            case Request.Quit _ -> { }
        }
    }

    /// Notes that an action which was received will not be done.
    ///
    /// @param request if it is null, or no action, nothing is noted
    void dropped(long client, Request request) {
        if (request instanceof Request.Perform perform) {
            add(client, perform.action().text(), Outcome.DROPPED);
        }
    }

    /// Times never decrease: when the clock is set back, they stand still.
    private void add(long client, String action, Outcome outcome) {
        lock.lock();
        try {
            lastMillis = Math.max(lastMillis, clock.millis());
            if (received < KEPT) {
                kept.add(client, action, outcome, lastMillis);
            } else {
                kept.set((int) (received % KEPT), client, action, outcome, lastMillis);
            }
            received++;
            if (waiting != null) {
                waiting.add(client, action, outcome, lastMillis);
                if (writerSleeps) {
                    writerSleeps = false;
                    something.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// The last entries, the oldest first.
    public List<Entry> entries() {
        lock.lock();
        try {
            var entries = new ArrayList<Entry>(kept.size());
            for (long i = received - kept.size(); i < received; i++) {
                entries.add(kept.get((int) (i % KEPT)));
            }
            return entries;
        } finally {
            lock.unlock();
        }
    }

    /// Whether so much waits for the disk that nothing more should be read.
    boolean isBehind() {
        if (writer == null) {
            return false;
        }
        lock.lock();
        try {
            return waiting != null && waiting.size() > BEHIND;
        } finally {
            lock.unlock();
        }
    }

    /// Has something done when the log has caught up, on the writer's thread; at once, if it is not behind.
    void whenCaughtUp(Runnable action) {
        lock.lock();
        try {
            if (isBehind()) {
                whenCaughtUp.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /// Waits until the log has caught up. For those who may block.
    void awaitCaughtUp() throws InterruptedException {
        if (isBehind()) {
            var caughtUp = new CountDownLatch(1);
            whenCaughtUp(caughtUp::countDown);
            caughtUp.await();
        }
    }

    /// Writes the rest to the file, and closes it.
    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        lock.lock();
        try {
            closed = true;
            something.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true; // later: the entries first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the writer's thread ----

    private void writeTo(BufferedWriter file) {
        try (file) {
            var batch = new EntryColumns(1_024);
            while (true) {
                batch = take(batch);
                if (batch == null) {
                    return;
                }
                for (int i = 0; i < batch.size(); i++) {
                    file.append(batch.get(i).toString()).append('\n');
                }
                file.flush();
                batch.clear();
            }
        } catch (IOException e) {
            giveUp();
            failures.accept(e);
        }
    }

    /// Waits for entries, and takes all there are.
    ///
    /// @param emptied goes into their place
    /// @return null when the log is closed and there are none
    private EntryColumns take(EntryColumns emptied) {
        List<Runnable> relieved;
        EntryColumns batch;
        lock.lock();
        try {
            while (waiting.size() == 0) {
                if (closed) {
                    return null;
                }
                writerSleeps = true;
                something.awaitUninterruptibly();
            }
            writerSleeps = false;
            batch = waiting;
            waiting = emptied;
            relieved = List.copyOf(whenCaughtUp);
            whenCaughtUp.clear();
        } finally {
            lock.unlock();
        }
        relieved.forEach(Runnable::run);
        return batch;
    }

    private void giveUp() {
        List<Runnable> relieved;
        lock.lock();
        try {
            waiting = null;
            relieved = List.copyOf(whenCaughtUp);
            whenCaughtUp.clear();
        } finally {
            lock.unlock();
        }
        relieved.forEach(Runnable::run);
    }
}
