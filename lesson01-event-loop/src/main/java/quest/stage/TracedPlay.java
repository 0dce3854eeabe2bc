package quest.stage;

import java.io.IOException;
import java.io.PrintStream;
import quest.eventloop.LoopClock;
import quest.eventloop.VirtualClock;
import quest.trace.SceneTracer;
import quest.trace.ThreadTracer;
import quest.trace.Trace;
import quest.trace.TraceFile;

/// A scene that is traced while it plays. Its file is written when it is over, however it ends: also when the reader ends the
/// program meanwhile.
final class TracedPlay implements AutoCloseable {

    private final TraceFile file;
    private final String title;
    private final Trace trace;
    private final SceneTracer tracer;
    private final ThreadTracer threads;     // null: in virtual time nobody waits, or the JDK cannot record
    private final PrintStream out;
    private boolean written;
    private volatile boolean discarded;
    private final Thread atExit = new Thread(this::write, "writes the trace");

    TracedPlay(TraceFile file, String title, LoopClock clock, PrintStream out) {
        this.file = file;
        this.title = title;
        this.trace = new Trace(clock);
        this.tracer = new SceneTracer(trace);
        this.out = out;
        this.threads = clock instanceof VirtualClock ? null : threads();
    }

    SceneTracer tracer() {
        return tracer;
    }

    private ThreadTracer threads() {
        try {
            return ThreadTracer.start(trace);
        } catch (IOException e) {
            out.println("The trace will show no threads: " + e.getMessage());
            return null;
        }
    }

    /// The scene begins.
    void begin() {
        trace.begin();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// The scene does not play: there is nothing to be written.
    void discard() {
        discarded = true;
    }

    /// The scene is over.
    @Override
    public void close() {
        write();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // the program is ending: the hook has nothing left to do
        }
    }

    /// Whoever comes second, of the scene's end and the JVM's, waits until the first has written all.
    private synchronized void write() {
        if (written) {
            return;
        }
        written = true;
        try {
            if (threads != null) {
                threads.stop(tracer.heroOfThread());
            }
        } catch (IOException e) {
            out.println("\nThe trace shows no threads: " + e.getMessage());
        }
        if (discarded) {
            return;
        }
        try {
            file.write(trace, title);
            out.println("\n" + file.howToLook());
        } catch (IOException e) {
            out.println("\nThe trace could not be written to %s: %s".formatted(file.path(), e));
        }
    }
}
