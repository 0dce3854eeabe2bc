package quest.gameserver.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import quest.eventloop.EventLoop;

/// The replays of all rooms, on disk: at most [#MOST] of them and [#MOST_BYTES] in all, the oldest are deleted.
///
/// All state belongs to the loop's thread. One virtual thread, the writer, does what touches the disk, in the order in
/// which it was asked to. Recordings collect in memory and are written all together, [#BATCH] after the first has
/// something: a thousand rooms write a thousand pieces a second and not ten thousand, and while nobody plays there is
/// no timer. Only [#open] and [#close] block.
///
/// Nobody's words become a path: an id is looked up among those that are known, and the files of those were found in
/// the folder or named here.
public final class Replays implements AutoCloseable {

    /// Replays that are kept.
    static final int MOST = 200;
    /// Bytes that are kept.
    static final long MOST_BYTES = 1L << 30;
    /// Bytes that may be with the writer. If more would have to wait, the disk is too slow.
    static final long MOST_WAITING = 16 * 1024 * 1024;
    private static final Duration BATCH = Duration.ofSeconds(1);
    private static final Pattern ROOM = Pattern.compile("[a-z0-9-]{1,32}");
    private static final DateTimeFormatter IN_ID =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final EventLoop loop;
    private final Path folder;
    private final ExecutorService writer;
    private final SequencedMap<String, ReplayFile.Finished> kept = new LinkedHashMap<>();    // the oldest first
    private final Set<String> ids = new HashSet<>();                    // those being recorded, too
    private final Set<Recording> running = new LinkedHashSet<>();
    private final Set<Recording> withSomething = new LinkedHashSet<>();
    private final Queue<Runnable> afterTheLoop = new ConcurrentLinkedQueue<>();
    private long keptBytes;
    private long waitingBytes;
    private boolean batchIsDue;
    private boolean closed;

    private Replays(EventLoop loop, Path folder, ExecutorService writer) {
        this.loop = loop;
        this.folder = folder;
        this.writer = writer;
    }

    /// Opens the replays in a folder, which is made if there is none, and finds those that are there. One that was cut
    /// off by the end of its process ends with its last whole line. One that cannot be read is reported to the loop's
    /// exception handler and left alone. It blocks: to be called before the loop runs.
    ///
    /// @throws IOException if the folder cannot be made or read
    public static Replays open(EventLoop loop, Path dataFolder) throws IOException {
        return open(loop, dataFolder, Executors.newSingleThreadExecutor(Thread.ofVirtual().name("replays").factory()));
    }

    /// @param writer does one thing at a time, in their order
    static Replays open(EventLoop loop, Path dataFolder, ExecutorService writer) throws IOException {
        var replays = new Replays(loop, Files.createDirectories(dataFolder.resolve("replays")), writer);
        replays.find();
        return replays;
    }

    private void find() throws IOException {
        var found = new ArrayList<ReplayFile.Finished>();
        for (var file : ReplayFile.allIn(folder)) {
            ids.add(file.id());
            try {
                var finished = file.recover();
                if (finished != null) {
                    found.add(finished);
                } else {
                    ids.remove(file.id());
                }
            } catch (IOException | RuntimeException e) {
                loop.reportException(new IOException("the replay %s cannot be read".formatted(file.id()), e));
            }
        }
        found.sort(Comparator.comparing((ReplayFile.Finished each) -> each.info().startedAt())
                .thenComparing(each -> each.info().id()));
        found.forEach(this::keep);
    }

    // ---- recording ----

    /// Begins a replay. Loop thread; nothing blocks.
    ///
    /// @param room       1 to 32 of `a-z`, `0-9`, `-`
    /// @param headerJson the first line, UTF-8, without a line's end
    public Recording begin(String room, Instant startedAt, byte[] headerJson) {
        checkThread();
        checkLine(headerJson);
        if (!ROOM.matcher(room).matches()) {
            throw new IllegalArgumentException("a room's name has 1 to 32 of a-z, 0-9 and -, not '" + room + "'");
        }
        var header = ByteBuffer.allocate(headerJson.length + 1).put(headerJson).put((byte) '\n').array();
        var file = ReplayFile.in(folder, newId(room, startedAt));
        var recording = new Recording(this, file, room, startedAt, header.length);
        if (closed) {
            recording.giveUp(new IllegalStateException("replays are closed"));
            return recording;
        }
        running.add(recording);
        write(recording, header.length, () -> file.create(room, startedAt, header), () -> { });
        return recording;
    }

    /// Room and time, and a number if there is such a replay already.
    private String newId(String room, Instant startedAt) {
        var id = room + "-" + IN_ID.format(startedAt);
        var free = id;
        for (int i = 2; !ids.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    static void checkLine(byte[] json) {
        for (byte each : json) {
            if (each == '\n') {
                throw new IllegalArgumentException("a line of a replay is one line, without a line's end");
            }
        }
    }

    void checkThread() {
        loop.checkThread("record a replay");
    }

    /// A recording has collected something. It is written with the next batch.
    void hasSomething(Recording recording) {
        withSomething.add(recording);
        if (!batchIsDue) {
            batchIsDue = true;
            loop.schedule(this::flush, BATCH);
        }
    }

    /// Hands what was collected to the writer.
    void flush() {
        batchIsDue = false;
        var batch = List.copyOf(withSomething);
        withSomething.clear();
        batch.forEach(this::flush);
    }

    private void flush(Recording recording) {
        var batch = recording.take();
        write(recording, batch.ticks().length, () -> recording.file().append(batch.births(), batch.ticks()), () -> { });
    }

    void finish(Recording recording) {
        if (withSomething.remove(recording)) {
            flush(recording);
        }
        var finished = recording.finished();
        write(recording, 0, () -> finished.file().finish(finished.info().ticks(), finished.bytes()), () -> {
            if (running.remove(recording)) {
                keep(finished);
                recording.listed();
            }
        });
    }

    private void keep(ReplayFile.Finished finished) {
        kept.put(finished.info().id(), finished);
        keptBytes += finished.bytes();
        while (kept.size() > MOST || keptBytes > MOST_BYTES && kept.size() > 1) {
            var oldest = kept.pollFirstEntry().getValue();
            keptBytes -= oldest.bytes();
            delete(oldest.file());
        }
    }

    private void giveUp(Recording recording, Throwable why) {
        if (running.remove(recording)) {
            withSomething.remove(recording);
            loop.reportException(new IOException("the replay %s is given up".formatted(recording.id()), why));
            delete(recording.file());
            recording.giveUp(why);
        }
    }

    // ---- the writer ----

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    /// Has something done by the writer, and what follows by the loop. If the disk fails, the recording is given up.
    private void write(Recording recording, int bytes, DiskWork work, Runnable done) {
        if (!running.contains(recording)) {
            return;     // given up a moment ago
        }
        if (waitingBytes + bytes > MOST_WAITING) {
            giveUp(recording, new IOException("the disk is behind by %,d bytes".formatted(waitingBytes)));
            return;
        }
        if (recording.bytes() > Recording.MOST_BYTES) {
            giveUp(recording, new IOException("it has grown to %,d bytes".formatted(recording.bytes())));
            return;
        }
        waitingBytes += bytes;
        onWriter(work, failure -> {
            waitingBytes -= bytes;
            if (failure != null) {
                giveUp(recording, failure);
            } else {
                done.run();
            }
        });
    }

    private void delete(ReplayFile file) {
        onWriter(file::delete, failure -> {
            if (failure == null) {
                ids.remove(file.id());
            } else {
                loop.reportException(new IOException("the replay %s cannot be deleted".formatted(file.id()), failure));
            }
        });
    }

    private void onWriter(DiskWork work, Consumer<Throwable> next) {
        try {
            writer.execute(() -> {
                Throwable failure = null;
                try {
                    work.run();
                } catch (Throwable t) {
                    failure = t;
                }
                backOnLoop(next, failure);
            });
        } catch (RejectedExecutionException _) {
            // Closed, so all is written, and what is too much is deleted when the replays are opened again.
        }
    }

    private void backOnLoop(Consumer<Throwable> next, Throwable failure) {
        try {
            loop.execute(() -> next.accept(failure));
        } catch (RejectedExecutionException _) {
            afterTheLoop.add(() -> next.accept(failure));
        }
    }

    // ---- reading ----

    /// The replays of a room that have ended, the newest first. Loop thread.
    public CompletableFuture<List<ReplayInfo>> of(String room) {
        checkThread();
        return CompletableFuture.completedFuture(kept.sequencedValues().reversed().stream()
                .map(ReplayFile.Finished::info).filter(info -> info.room().equals(room)).toList());
    }

    /// Whether there is a replay of that id, and it has ended. Loop thread.
    public boolean has(String id) {
        checkThread();
        return kept.containsKey(id);
    }

    /// Opens a replay, to be read piece by piece; null if there is none of that id. Loop thread; nothing blocks. The
    /// reader is to be closed.
    public CompletableFuture<ReplayReader> read(String id) {
        checkThread();
        var replay = kept.get(id);
        if (replay == null) {
            return CompletableFuture.completedFuture(null);
        }
        return loop.offload(() -> {
            try {
                return new ReplayReader(loop, replay.file().open(), replay.bytes());
            } catch (NoSuchFileException _) {
                return null;    // deleted a moment ago
            }
        });
    }

    /// Ends what is being recorded. The future is completed on the loop when everything is written. What is recorded
    /// later is ignored. Loop thread; nothing blocks.
    public CompletableFuture<Void> shutdown() {
        checkThread();
        closed = true;
        List.copyOf(running).forEach(Recording::close);
        if (writer.isShutdown()) {
            return CompletableFuture.completedFuture(null);
        }
        var written = new CompletableFuture<Void>();
        onWriter(() -> { }, _ -> written.complete(null));
        return written;
    }

    /// The same, and waits: to be called by the loop's thread when nobody plays any more, or by any thread when the
    /// loop has ended. Closing again does nothing. An interrupt is kept for later.
    @Override
    public void close() {
        shutdown();
        awaitWriter();
        for (var next = afterTheLoop.poll(); next != null; next = afterTheLoop.poll()) {
            next.run();
        }
    }

    private void awaitWriter() {
        writer.shutdown();
        boolean interrupted = false;
        while (!writer.isTerminated()) {
            try {
                writer.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
