package quest.tasks.coroutine;

import java.util.List;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/// Code that can stop in the middle, give the thread back, and go on later where it stopped: its stack lies on the heap
/// meanwhile. Every virtual thread is one of these with a scheduler around it; [Coroutine] is one with lesson 1's loop
/// around it, [Generator] one with an iterator.
///
/// It stands on the JDK's *one-shot delimited continuation*. One-shot: each stop can be resumed once. Delimited: what
/// is set aside is the stack from [#resume] to [#suspend], and not all of the thread's. That class is internal to the
/// JDK, may change with every release, and is named here and nowhere else in the course.
///
/// Any thread may resume it, one at a time. The thread's own things do not go with it: monitors, locks and thread
/// locals stay with the thread, so none may be held across a stop. A native frame cannot be set aside at all.
public class Resumable {

    private static final ContinuationScope SCOPE = new ContinuationScope("coroutine-quest");

    private final Frames frames;
    private boolean running;

    /// @param body what runs; its failure is thrown by the [#resume] during which it failed
    public Resumable(Runnable body) {
        frames = new Frames(this, body);
    }

    /// The JDK's object, and the way back from it to ours.
    private static final class Frames extends Continuation {
        private final Resumable outside;

        private Frames(Resumable outside, Runnable body) {
            super(SCOPE, body);
            this.outside = outside;
        }

        @Override
        protected void onPinned(Pinned reason) {
            throw new IllegalStateException(("cannot stop here, since this part of the stack cannot be set aside "
                    + "(%s). Is it in a static initialiser, or called back by native code? %s")
                    .formatted(reason, Here.line()));
        }
    }

    /// Runs the body until it stops or ends.
    ///
    /// @return whether there is more to come
    /// @throws IllegalStateException if it has ended, or is running
    public final boolean resume() {
        if (running || frames.isDone()) {
            throw new IllegalStateException(
                    running ? "it is running, and cannot be resumed" : "it has ended, and cannot be resumed");
        }
        running = true;
        try {
            frames.run();
        } finally {
            running = false;
        }
        return !frames.isDone();
    }

    /// Stops the innermost body that is running on this thread: its [#resume] returns, and this call returns when it is
    /// resumed.
    ///
    /// @throws IllegalStateException if none is running, or if it cannot stop here
    public static void suspend() {
        if (current() == null) {
            throw new IllegalStateException("there is nothing here that could be resumed. " + Here.line());
        }
        Continuation.yield(SCOPE);
    }

    /// The innermost one that is running on this thread; null if there is none.
    public static Resumable current() {
        return Continuation.getCurrentContinuation(SCOPE) instanceof Frames frames ? frames.outside : null;
    }

    /// Whether the body has ended.
    public final boolean isDone() {
        return frames.isDone();
    }

    /// Where it has stopped, innermost call first; empty before it began, while it runs, and after it ended.
    public final List<StackTraceElement> stack() {
        return running ? List.of() : List.of(frames.getStackTrace());
    }
}
