package quest.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/// Records what threads do while a scene plays, by what the JDK tells of them, and draws them when it is over: a lane
/// for each, virtual or not, that the scene has started, and one for the thread that plays it. When they wait, what for,
/// and where in the program, says the flight recorder ([FlightEvents]); to which scope they belong, thread dumps
/// ([ScopeWatch]).
///
/// It is for threads that really wait, and lives by the world's clock: not for virtual time. To record takes some of
/// the machine: start it before the trace begins, since that takes the longest, half a second or so.
public final class ThreadTracer {

    private static final Duration PATIENCE = Duration.ofSeconds(3);     // with a recorder that ends by itself

    private final Trace trace;
    private final long player = Thread.currentThread().threadId();
    private final String playerName = Thread.currentThread().getName();
    private final Path folder;
    private final Recording recording = new Recording();
    private ScopeWatch watch;

    private ThreadTracer(Trace trace, Path folder) {
        this.trace = trace;
        this.folder = folder;
    }

    /// Begins to record. The calling thread is taken for the one that plays the scene.
    ///
    /// @throws IOException if the JDK cannot record here; nothing is left behind
    public static ThreadTracer start(Trace trace) throws IOException {
        return start(trace, Files.createTempDirectory("quest-trace"));
    }

    /// @param folder for its files; it is deleted with them
    static ThreadTracer start(Trace trace, Path folder) throws IOException {
        var tracer = new ThreadTracer(trace, folder);
        try {
            tracer.recording.setName("quest");
            tracer.recording.setSettings(FlightEvents.settings());
            tracer.recording.setDestination(tracer.file());
            tracer.recording.setDumpOnExit(true);
            tracer.recording.start();
            tracer.watch = ScopeWatch.start(tracer.folder);
            return tracer;
        } catch (IOException | RuntimeException e) {
            tracer.recording.close();
            Files.deleteIfExists(tracer.file());
            Files.delete(tracer.folder);
            throw new IOException("the JDK's flight recorder cannot record: " + e.getMessage(), e);
        }
    }

    /// How often it has looked which scopes are open. Any thread may ask.
    int looks() {
        return watch.looks();
    }

    /// Ends the recording, draws what was recorded, and deletes its files. Of a thread that is drawn, waits that were
    /// recorded otherwise are taken back: the JDK knows them better.
    ///
    /// @param heroes of whom a thread has told, by thread: so is its lane called if nobody has named it
    /// @throws IOException if the recording cannot be read
    public void stop(Map<Long, String> heroes) throws IOException {
        long end = trace.now();
        try (recording) {
            watch.close();
            stopRecording();
            var lanes = new ThreadLanes(trace, FlightReader.read(file(), trace::since), watch.scopes(), heroes);
            lanes.player(player, playerName);
            lanes.draw(end, watch.remark());
        } finally {
            Files.deleteIfExists(file());
            Files.delete(folder);
        }
    }

    /// When the JVM ends, the recorder stops what it records by itself, and may have been quicker. Then it writes the
    /// file, and closes the recording.
    private void stopRecording() {
        try {
            recording.stop();
        } catch (IllegalStateException _) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (recording.getState() != RecordingState.CLOSED && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    /// Written when the recording stops.
    private Path file() {
        return folder.resolve("threads.jfr");
    }
}
