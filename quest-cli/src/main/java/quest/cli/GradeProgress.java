package quest.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A line that says how far the grading is, where a line can be taken back. Any thread may call it.
final class GradeProgress {

    private static final int BAR = 20;
    private static final int FEW = 3;

    private final Screen screen;
    private final int all;
    private final LongSupplier nanos;
    private final long begin;
    private int kept;
    private int done;

    /// @param nanos the clock, in nanoseconds
    GradeProgress(Screen screen, int all, LongSupplier nanos) {
        this.screen = screen;
        this.all = all;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /// One is not graded again.
    synchronized void kept() {
        kept++;
        show("");
    }

    /// One is graded.
    synchronized void done() {
        done++;
        show("");
    }

    synchronized void running(Submission submission, Exercise exercise) {
        show("  " + Plain.line(submission.name()) + ": " + exercise.name());
    }

    synchronized int keptOnes() {
        return kept;
    }

    private void show(String what) {
        if (screen.isTerminal()) {
            var finished = kept + done;
            var line = " %d of %d%s%s".formatted(finished, all, left(), what);
            var room = Screen.WIDTH - 1 - BAR;
            screen.out().print("\r" + screen.bar(finished, all, BAR)
                    + (line.length() > room ? line.substring(0, room) : line + " ".repeat(room - line.length())));
            screen.out().flush();
        }
    }

    /// A guess, once there is something to guess by.
    private String left() {
        if (done < FEW || kept + done == all) {
            return "";
        }
        var each = (nanos.getAsLong() - begin) / done;
        var left = Duration.ofNanos(each * (all - kept - done));
        return left.toMinutes() > 0 ? ", about %d min left".formatted(left.toMinutes() + 1)
                : ", about %d s left".formatted(left.toSeconds() + 1);
    }

    /// Takes the line away.
    synchronized void end() {
        screen.done();
    }
}
