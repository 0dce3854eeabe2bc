package quest.tasks.coroutine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import quest.eventloop.EventLoop;
import quest.futures.CancellableFuture;
import quest.futures.Futures;

/// Straight-line code on lesson 1's loop: where it must wait, it stops, and the loop goes on with others. (asyncio: a
/// `Task`. Kotlin: `launch` on a single-threaded dispatcher.)
///
/// ```java
/// Coroutine.start(loop, () -> {
///     Coroutine.sleep(Duration.ofSeconds(1));
///     var map = Coroutine.await(fetchMap());
///     return map.treasure();
/// });
/// ```
///
/// All coroutines of a loop run on its thread, one at a time, and change over only where one awaits. So what they
/// share needs no lock between two awaits; and across an await none may be held: no `synchronized`, no `Lock`, no
/// binding of a [ScopedValue], no open `StructuredTaskScope`. Those belong to the thread, and the thread goes on to
/// another coroutine. With `-Dquest.coroutine.debug=true` each await checks that, at a cost of about a millisecond.
///
/// [#start] and [#cancel] may be called by any thread; [#await], [#sleep], [#yieldNow] and [#current] by the code of a
/// coroutine; the rest by the loop's thread.
public final class Coroutine<T> {

    private final EventLoop loop;
    private final String name;
    private final Callable<? extends T> body;
    private final Frames frames = new Frames(this);
    private final Step step = new Step();
    private final Outcome<T> future = new Outcome<>(this);
    private final BiConsumer<Object, Throwable> alarm = (_, _) -> wakeUp();
    private final Runnable atClose = this::loopCloses;
    private final boolean debug = Boolean.getBoolean("quest.coroutine.debug");

    private CompletableFuture<?> awaited;   // what it has stopped for; null: nothing, or only to let others go first
    private boolean cancelRequested;        // and not yet told to the body
    private boolean toldOfClose;            // that the loop is closed
    private HeldLocks before;               // in debug mode

    private T value;
    private Throwable failure;

    private Coroutine(EventLoop loop, String name, Callable<? extends T> body) {
        this.loop = Objects.requireNonNull(loop, "loop");
        this.name = Objects.requireNonNull(name, "name");
        this.body = Objects.requireNonNull(body, "body");
    }

    /// The body of a coroutine that has no value to give.
    public interface Action {
        void run() throws Exception;
    }

    // ---- starting and ending ----

    /// Starts a coroutine: its body begins in the loop's next turn. Any thread. (asyncio: `create_task`.)
    ///
    /// @throws RejectedExecutionException if the loop is closed
    public static <T> Coroutine<T> start(EventLoop loop, Callable<? extends T> body) {
        return start(loop, "coroutine", body);
    }

    /// Starts a coroutine without a value.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    public static Coroutine<Void> start(EventLoop loop, Action body) {
        return start(loop, "coroutine", body);
    }

    /// Starts a coroutine with a name, for messages and traces.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    public static <T> Coroutine<T> start(EventLoop loop, String name, Callable<? extends T> body) {
        var coroutine = new Coroutine<T>(loop, name, body);
        loop.addCloseHook(coroutine.atClose);
        try {
            loop.execute(coroutine.step);
        } catch (RejectedExecutionException e) {
            loop.removeCloseHook(coroutine.atClose);
            throw e;
        }
        return coroutine;
    }

    /// Starts a coroutine with a name and without a value.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    public static Coroutine<Void> start(EventLoop loop, String name, Action body) {
        Objects.requireNonNull(body, "body");
        return start(loop, name, () -> {
            body.run();
            return null;
        });
    }

    /// What comes of it, completed on the loop's thread when the body has ended. Cancelling it is [#cancel]. Any
    /// thread.
    ///
    /// Who has asked for it answers for failures too. A failure that nobody could have seen, since nobody asked, is
    /// told to the loop's exception handler when the loop closes.
    public CompletableFuture<T> future() {
        future.look();
        return future;
    }

    /// Asks the coroutine to end: a [CancellationException] surfaces where it waits, or where it would wait next, and
    /// its `finally` blocks run. What it waits for is cancelled as well, as in asyncio; [Futures#shield] prevents
    /// that. A body that catches the exception and goes on is not stopped. Any thread; a coroutine that has ended is
    /// left alone.
    public void cancel() {
        if (loop.inEventLoop()) {
            requestCancel();
        } else if (!loop.isClosed()) {
            loop.execute(this::requestCancel);
        }
    }

    private void requestCancel() {
        if (frames.isDone()) {
            return;
        }
        cancelRequested = true;
        if (awaited != null) {
            awaited.cancel(true); // completes it, which wakes us up
        }
    }

    // ---- for the body ----

    /// Stops the calling coroutine until the future is complete, and returns its value; other coroutines and
    /// callbacks of the loop run meanwhile. If the future is complete already, returns at once.
    ///
    /// If the future failed, its failure is thrown as it is, a checked one too.
    ///
    /// @throws CancellationException if the future was cancelled, or this coroutine
    /// @throws IllegalStateException outside a coroutine, or where the stack cannot be set aside
    public static <T> T await(CompletableFuture<T> future) {
        return running("await").awaitHere(future);
    }

    /// Stops the calling coroutine until another one has ended, and returns its value. Either may be cancelled: the
    /// caller passes a cancellation on to the one it waits for.
    public static <T> T await(Coroutine<T> other) {
        return await(other.future());
    }

    /// Stops the calling coroutine for a while.
    ///
    /// @throws CancellationException if it is cancelled meanwhile
    /// @throws IllegalStateException outside a coroutine
    public static void sleep(Duration duration) {
        var self = running("sleep");
        self.throwIfCancelled(); // or the timer would be set for nobody
        self.awaitHere(Futures.delay(self.loop, duration));
    }

    /// Lets everything go first that is ready on the loop. (asyncio: `sleep(0)`.)
    ///
    /// @throws CancellationException if it is cancelled
    /// @throws IllegalStateException outside a coroutine
    public static void yieldNow() {
        var self = running("yieldNow");
        self.throwIfCancelled();
        self.checkMayStop("yieldNow");
        self.loop.execute(self.step);
        self.stop();
    }

    /// The coroutine whose code is calling.
    ///
    /// @throws IllegalStateException outside a coroutine
    public static Coroutine<?> current() {
        return running("current");
    }

    /// The loop it runs on. Any thread.
    public EventLoop loop() {
        return loop;
    }

    /// Where it waits, innermost call first; empty if it has not begun, is running, or has ended. On the loop's thread.
    public List<StackTraceElement> stack() {
        loop.checkThread("stack");
        return frames.stack().stream().filter(frame -> !Here.isOurs(frame.getClassName())).toList();
    }

    /// Its name, and what it is doing.
    @Override
    public String toString() {
        return "%s (%s)".formatted(name, switch (future.state()) {
            case RUNNING -> "under way";
            case SUCCESS -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        });
    }

    // ---- stopping and going on ----

    private <V> V awaitHere(CompletableFuture<V> wanted) {
        throwIfCancelled();
        if (!wanted.isDone()) {
            if (wanted == (CompletableFuture<?>) future) {
                throw new IllegalStateException(
                        "%s awaits itself, and would wait for ever. %s".formatted(name, Here.line()));
            }
            checkMayStop("await");
            awaited = wanted;
            wanted.whenComplete(alarm);
            stop();
        }
        return switch (wanted.state()) {
            case SUCCESS -> wanted.resultNow();
            case FAILED -> throw Coroutine.<RuntimeException>asItIs(Futures.cause(wanted.exceptionNow()));
            case CANCELLED -> throw new CancellationException("what %s awaited was cancelled".formatted(name));
            case RUNNING -> throw new AssertionError("woken up before its time");
        };
    }

    private void throwIfCancelled() {
        if (cancelRequested || loop.isClosed() && !toldOfClose) {
            cancelRequested = false; // told once; clean-up may await again
            toldOfClose = loop.isClosed();
            throw new CancellationException(name + (toldOfClose ? " ends with its loop" : " was cancelled"));
        }
    }

    private void checkMayStop(String operation) {
        if (loop.isClosed()) {
            throw new RejectedExecutionException(
                    "the loop is closed, so nobody would wake %s up again. %s".formatted(name, Here.line()));
        }
        var taken = before == null ? null : before.taken();
        if (taken != null) {
            throw new IllegalStateException("%s calls %s while it holds %s. The thread would take it along. %s"
                    .formatted(name, operation, taken, Here.line()));
        }
    }

    /// Whoever calls this has seen to it that [#step] will run.
    private void stop() {
        try {
            Resumable.suspend();
        } finally {
            awaited = null;
        }
        throwIfCancelled();
    }

    /// Any thread.
    private void wakeUp() {
        if (!loop.isClosed()) {
            loop.execute(step);
        }
    }

    /// What the loop calls: goes on with the body as far as it goes. An object with a name, for whoever listens to
    /// the loop.
    private final class Step implements Runnable {
        @Override
        public void run() {
            // A body that could not stop, for its stack was pinned, has left a call behind that nobody waits for.
            if (!frames.isDone() && (awaited == null || awaited.isDone())) {
                goOn();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private void goOn() {
        before = debug ? HeldLocks.now() : null;
        if (!frames.resume()) {
            future.settle();
        }
    }

    private void runBody() {
        try {
            throwIfCancelled(); // before it began
            value = body.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    /// The frames of the body, and whose they are.
    private static final class Frames extends Resumable {
        private final Coroutine<?> coroutine;

        private Frames(Coroutine<?> coroutine) {
            super(coroutine::runBody);
            this.coroutine = coroutine;
        }
    }

    private static Coroutine<?> running(String operation) {
        return switch (Resumable.current()) {
            case Frames frames -> frames.coroutine;
            case null -> throw new IllegalStateException(("%s was called outside a coroutine, on thread \"%s\": only "
                    + "code that Coroutine.start runs can stop and go on. %s")
                    .formatted(operation, Thread.currentThread().getName(), Here.line()));
            default -> throw new IllegalStateException(("%s was called in the body of a generator, which must give "
                    + "a value when it is asked for one. %s").formatted(operation, Here.line()));
        };
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }

    // ---- the end ----

    private void loopCloses() {
        if (frames.isDone()) {
            future.reportUnlessLookedAt();
        } else {
            goOn(); // and hears that the loop is closed
        }
    }

    /// The result: cancelling it only asks, and it settles when the body has ended. So whoever waits for it knows
    /// that nothing is left under way.
    private static final class Outcome<T> extends CompletableFuture<T> {
        private final Coroutine<T> coroutine;
        private volatile boolean lookedAt;

        private Outcome(Coroutine<T> coroutine) {
            this.coroutine = coroutine;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            coroutine.cancel();
            return isCancelled();
        }

        /// What is made of it passes a cancellation on.
        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CancellableFuture<U>().onCancel(() -> cancel(true));
        }

        private void settle() {
            switch (coroutine.failure) {
                case null -> complete(coroutine.value);
                case CancellationException _ -> super.cancel(true);
                case Throwable thrown -> completeExceptionally(thrown);
            }
            if (lookedAt || !isCompletedExceptionally() || isCancelled()) {
                coroutine.loop.removeCloseHook(coroutine.atClose);
            }
        }

        private void look() {
            lookedAt = true;
            if (isDone()) {
                coroutine.loop.removeCloseHook(coroutine.atClose);
            }
        }

        private void reportUnlessLookedAt() {
            if (!lookedAt) {
                coroutine.loop.reportException(new IllegalStateException(
                        "nobody looked at the failure of " + coroutine.name, coroutine.failure));
            }
        }
    }
}
