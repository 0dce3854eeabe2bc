package quest.eventloop;

import java.util.concurrent.RejectedExecutionException;

/// Whose a loop is: nobody's, the thread's that runs it, or, once closed, nobody's for ever.
///
/// Any thread may call everything here.
final class LoopThread {

    private final Runnable release;
    private volatile Thread thread;     // changed under this object's lock, read without
    private volatile boolean closed;

    /// @param release called once, when the loop is closed and nobody runs it any more, by the last to leave
    LoopThread(Runnable release) {
        this.release = release;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    boolean isClosed() {
        return closed;
    }

    /// Makes the loop the calling thread's.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      if a thread has it already
    synchronized void enter() {
        checkOpen();
        if (thread != null) {
            throw new IllegalStateException("the loop is being run already, by " + describe(thread));
        }
        thread = Thread.currentThread();
    }

    synchronized void leave() {
        thread = null;
        if (closed) {
            release.run();
        }
        notifyAll();
    }

    /// @return whether this call was the one that closed it
    synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        if (thread == null) {
            release.run();
        }
        return true;
    }

    /// Returns when nobody runs the loop; at once, on the loop's own thread. An interrupt ends the waiting, and stays set.
    synchronized void awaitLeft() {
        try {
            while (thread != null && !isCurrent()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @throws RejectedExecutionException if the loop is closed
    void checkOpen() {
        if (closed) {
            throw new RejectedExecutionException("the loop is closed");
        }
    }

    /// @param operation what the caller is about to do
    /// @throws IllegalStateException if another thread than the calling one runs the loop
    void check(String operation) {
        var owner = thread;
        if (owner != null && owner != Thread.currentThread()) {
            throw new IllegalStateException(("%s may be called only on the loop's thread, which is %s, but was called on %s; "
                    + "from there, post it: loop.execute(() -> ...)")
                    .formatted(operation, describe(owner), describe(Thread.currentThread())));
        }
    }

    private static String describe(Thread thread) {
        return '"' + (thread.getName().isEmpty() ? thread.toString() : thread.getName()) + '"';
    }
}
