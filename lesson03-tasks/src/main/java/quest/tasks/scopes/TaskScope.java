package quest.tasks.scopes;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/// What a structured task scope must do, on plain threads: the tasks that are forked in a block have ended when the
/// block ends.
///
/// ```java
/// try (var scope = TaskScope.<Integer>open()) {
///     var ann = scope.fork(() -> dig("ann"));
///     var bob = scope.fork(() -> dig("bob"));
///     scope.join();
///     return ann.get() + bob.get();
/// }
/// ```
///
/// One thread opens it, forks in it, joins and closes it: its *owner*. Any thread may call [#cancel], [#isCancelled]
/// and [Subtask#state]. It does what the JDK's `StructuredTaskScope` does when that is opened without a joiner, with
/// one difference that can be seen: after a failure, `join` waits for the others to end, and so can tell of their
/// failures too; the JDK's leaves that wait to `close`.
///
/// Left out: joiners and timeouts; scoped values, which a task forked here does not see; the thread dump. And the JDK's
/// forgets a thread that has ended, while this one keeps it until it is closed.
public final class TaskScope<T> implements AutoCloseable {

    private enum Phase { OPENED, FORKED, JOINING, JOINED, CLOSED }

    private static final ThreadLocal<TaskScope<?>> INNERMOST = new ThreadLocal<>();

    private final Thread owner = Thread.currentThread();
    private final TaskScope<?> enclosing = INNERMOST.get();
    private final ThreadFactory threadFactory;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>(); // the first is why the scope was cancelled
    private volatile boolean cancelled;
    private Phase phase = Phase.OPENED; // the owner's alone

    private TaskScope(ThreadFactory threadFactory) {
        this.threadFactory = Objects.requireNonNull(threadFactory, "threadFactory");
        INNERMOST.set(this);
    }

    /// A scope whose tasks run on a new virtual thread each.
    public static <T> TaskScope<T> open() {
        return open(Thread.ofVirtual().factory());
    }

    /// A scope whose tasks run on a new thread each, made by `threadFactory`.
    public static <T> TaskScope<T> open(ThreadFactory threadFactory) {
        return new TaskScope<>(threadFactory);
    }

    /// Starts a task on a thread of its own. In a scope that is cancelled it is not started, and its handle stays
    /// [Subtask.State#UNAVAILABLE].
    ///
    /// @throws WrongThreadException       if the caller is not the owner
    /// @throws IllegalStateException      after [#join] or [#close]
    /// @throws RejectedExecutionException if the factory makes no thread
    public <U extends T> Subtask<U> fork(Callable<? extends U> task) {
        Objects.requireNonNull(task, "task");
        requireOwner("fork");
        requireNotJoined("fork");
        var subtask = new Subtask<U>(this, task);
        if (!cancelled) {
            var thread = threadFactory.newThread(subtask);
            if (thread == null) {
                throw new RejectedExecutionException("the thread factory made no thread: it returned null");
            }
            startUnlessCancelled(thread);
        }
        phase = Phase.FORKED;
        return subtask;
    }

    /// In the monitor, so that no thread is started that [#cancel] has not found.
    private synchronized void startUnlessCancelled(Thread thread) {
        if (!cancelled) {
            thread.start();
            threads.add(thread);
        }
    }

    /// Waits until all tasks have ended. The first that fails cancels the others.
    ///
    /// @throws ExecutionException    if one failed: its cause is the first failure, the later ones are suppressed
    /// @throws InterruptedException  if the owner is interrupted while it waits; closing the scope then cancels it
    /// @throws WrongThreadException  if the caller is not the owner
    /// @throws IllegalStateException if called for the second time, or after [#close]
    public void join() throws InterruptedException, ExecutionException {
        requireOwner("join");
        requireNotJoined("join");
        phase = Phase.JOINING;
        for (var thread : threads) {
            thread.join();
        }
        phase = Phase.JOINED;
        if (!failures.isEmpty()) {
            throw suppressFailures(new ExecutionException(failures.poll()));
        }
    }

    /// Asks all tasks to end, by interrupting them, and starts no others. What they return from now on does not count.
    /// A second call does nothing. Any thread may call.
    public synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            for (var thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// The last that a task's thread does: says how the task ended.
    ///
    /// @param failure null if there was none
    /// @param record  keeps the outcome; called only if it counts
    synchronized void taskEnded(Throwable failure, Runnable record) {
        if (!cancelled) {
            record.run();
        }
        if (failure != null && !(cancelled && failure instanceof InterruptedException)) { // our own doing is no news
            failures.add(failure);
            cancel();
        }
    }

    /// Waits until all tasks have ended, whatever happens: if the owner is interrupted meanwhile, it is interrupted
    /// again afterwards. If [#join] did not come to its end, it cancels them first. A second call does nothing.
    ///
    /// @throws WrongThreadException  if the caller is not the owner; then nothing is closed
    /// @throws IllegalStateException when all tasks have ended, if [#join] was not called after [#fork], or if a scope
    ///                               that was opened within this one was still open, which is closed with it
    @Override
    public void close() {
        requireOwner("close");
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean closedInOrder = INNERMOST.get() == this;
        while (INNERMOST.get() != this) {
            INNERMOST.get().end();
        }
        boolean joined = phase != Phase.FORKED;
        end();
        if (!closedInOrder) {
            throw suppressFailures(new IllegalStateException("closed while a scope opened within it was still open;"
                    + " close scopes in the reverse order of opening them, which try-with-resources does"));
        }
        if (!joined) {
            throw suppressFailures(new IllegalStateException("closed without join after fork;"
                    + " call join first, or nobody learns how the tasks ended"));
        }
    }

    private void end() {
        if (phase.compareTo(Phase.JOINED) < 0) {
            cancel();
        }
        boolean interrupted = false;
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true; // later: nothing may outlive the scope
                }
            }
        }
        threads.clear();
        phase = Phase.CLOSED;
        if (enclosing == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(enclosing);
        }
        if (interrupted) {
            owner.interrupt();
        }
    }

    void requireJoinedIfOwner() {
        if (Thread.currentThread() == owner && phase.compareTo(Phase.JOINED) < 0) {
            throw new IllegalStateException("asked before join; the owner must join first, then ask");
        }
    }

    private void requireNotJoined(String what) {
        if (phase.compareTo(Phase.FORKED) > 0) {
            throw new IllegalStateException(what + " after join or close; open a new scope for what comes next");
        }
    }

    private void requireOwner(String what) {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("%s is for the owner, the thread that opened the scope: %s; called by %s"
                    .formatted(what, owner, Thread.currentThread()));
        }
    }

    private <X extends Exception> X suppressFailures(X exception) {
        failures.forEach(exception::addSuppressed);
        return exception;
    }
}
