package quest.trace;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks again and again which scopes are open, and who belongs to them: makes a thread dump, reads it, deletes it. The
/// flight recorder knows no scopes.
///
/// A thread that is there for less than the time between two looks may be missed. Dumps cost: with thousands of threads
/// a tenth of a second and more, which would be seen in the trace. So there is a pause after each that is a multiple of
/// what it took, and where there may be more than [#MOST_THREADS] no more is made.
final class ScopeWatch implements AutoCloseable {

    static final String NAME = "scope watch";

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TIMES_ITS_COST = 2;
    private static final int MOST_THREADS = 500;

    private final HotSpotDiagnosticMXBean diagnostics =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final Path folder;
    private final Scopes scopes = new Scopes();     // of the watcher's thread, until it has ended
    private final Thread watcher = Thread.ofPlatform().daemon().name(NAME).unstarted(this::watch);
    private volatile int looks;                     // written by the watcher's thread
    private int seen;                               // likewise: threads in the last dump
    private long newestSeen;                        // likewise
    private boolean gaveUp;                         // likewise
    private Exception failure;                      // likewise
    private final CountDownLatch over = new CountDownLatch(1);

    /// @param folder where dumps are made; none is left there
    private ScopeWatch(Path folder) {
        this.folder = folder;
    }

    /// @throws IOException if no dump can be made
    static ScopeWatch start(Path folder) throws IOException {
        var watch = new ScopeWatch(folder);
        watch.look();       // the first takes long: it is not to be held against the scene
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        try {
            while (!gaveUp) {
                long begin = System.nanoTime();
                look();
                long took = System.nanoTime() - begin;
                if (over.await(Math.max(PAUSE.toNanos(), took * TIMES_ITS_COST), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException | IOException e) {
            failure = e;
        }
    }

    /// How many threads there are, at most, is known without counting them: by the numbers that were given since the
    /// last look. Threads that have ended since then are counted too, so that a crowd that was there for a moment ends
    /// the watch as well.
    private void look() throws IOException {
        long newest = Thread.ofVirtual().unstarted(() -> { }).threadId();
        gaveUp = looks > 0 && seen + newest - newestSeen > MOST_THREADS;
        if (gaveUp) {
            return;
        }
        newestSeen = newest;
        var file = folder.resolve("threads-" + looks + ".json");    // the JDK wants to make it itself
        try {
            diagnostics.dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            var dump = ScopeDump.parse(Files.readAllLines(file));
            scopes.add(dump);
            looks = looks + 1;
            seen = dump.containers().stream().mapToInt(container -> container.threads().size()).sum();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// How often was looked. Any thread may ask.
    int looks() {
        return looks;
    }

    /// What was seen. To be called after [#close].
    Scopes scopes() {
        return scopes;
    }

    /// What the reader should know of it; empty if all went well.
    String remark() {
        if (failure != null) {
            return "scopes could not be looked at to the end: " + failure;
        }
        return gaveUp ? """
                more than %d threads came at once. To look at them all takes so long that it would be seen in this \
                trace: scopes that were opened since are not told apart""".formatted(MOST_THREADS) : "";
    }

    @Override
    public void close() {
        over.countDown();
        boolean interrupted = Thread.interrupted();
        while (watcher.isAlive()) {
            try {
                watcher.join();         // it makes no further dump
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
