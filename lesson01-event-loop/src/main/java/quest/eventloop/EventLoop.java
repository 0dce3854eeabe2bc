package quest.eventloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// One thread that waits for everything at once and calls whoever has something to do: an *event loop*, or *reactor*.
///
/// Callbacks become ready in three ways: somebody posts them ([#execute]), their time comes ([#schedule]), or a channel has
/// something for them ([#register]). The loop calls them one after the other, on one thread, so none is ever interrupted by
/// another and what they share needs no lock. The price: while one of them computes or blocks, all others wait.
///
/// The loop belongs to the thread that runs it. [#execute], [#offload], [#stop], [#close] and [#inEventLoop] may be called
/// by any thread; everything else only by the loop's, or by any thread while nobody runs the loop yet, so that it can be
/// set up. Simplified against what production systems have: one thread and no group of loops, no priorities, and no limit
/// on how much may be posted.
public final class EventLoop implements Executor, AutoCloseable {

    private static final Executor VIRTUAL_THREADS = Thread.ofVirtual().name("offloaded")::start;

    private final LoopClock clock;
    private final VirtualClock virtualClock;    // the same, if it is virtual; else null
    private final ListenerGuard listener;       // null: nobody listens
    private final Consumer<Throwable> exceptionHandler;
    private final Watchdog watchdog;            // null: nobody watches
    private final int budget;

    private final ReadyQueue ready;
    private final TimerQueue timers = new TimerQueue();
    private final Inbox inbox;
    private final Set<Future<?>> offloaded = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> closeHooks = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Poller poller;

    private final LoopThread owner = new LoopThread(this::release);
    private volatile boolean stopping;

    /// A loop on the system's clock.
    ///
    /// @throws UncheckedIOException if the system has no selector to give
    public EventLoop() {
        this(builder());
    }

    EventLoop(EventLoopBuilder chosen) {
        clock = chosen.clock;
        virtualClock = clock instanceof VirtualClock virtual ? virtual : null;
        ready = switch (chosen.readyOrder) {
            case ReadyOrder.Fifo() -> new FifoReadyQueue();
            case ReadyOrder.Shuffled(long seed) -> new ShuffledReadyQueue(seed);
            case ReadyOrder.Chosen(Chooser chooser) -> new ChosenReadyQueue(chooser);
        };
        listener = chosen.listener == null ? null : new ListenerGuard(chosen.listener, this::report);
        exceptionHandler = chosen.exceptionHandler;
        watchdog = chosen.watchdog;
        budget = chosen.budget;
        inbox = new Inbox(budget);
        poller = new Poller(this::callHandler, this::hasWork, watchdog);
    }

    /// To choose the clock, the order, the handler of exceptions and more.
    public static EventLoopBuilder builder() {
        return new EventLoopBuilder();
    }

    // ---- the heart ----

    /// One turn of the loop. Here, and nowhere else, callbacks are called.
    void runOnce() throws IOException {
        poller.poll(idleNanos());   // sleep, but not past the next deadline; ready channels go to their handlers
        moveDueTimers();            // timers whose time has come are ready now,
        inbox.moveTo(ready);        // and so is what other threads have posted
        Runnable callback;
        for (int left = budget; left > 0 && (callback = ready.poll()) != null; left--) {
            call(callback);
        }
    }

    /// For how many nanoseconds of the world's time there is nothing to do.
    private long idleNanos() {
        if (hasWork()) {
            return 0;
        }
        if (timers.isEmpty() || virtualClock != null && !offloaded.isEmpty()) {
            return Poller.FOREVER;
        }
        return clock.toRealNanos(timers.nextDeadline() - clock.nanoTime());
    }

    private boolean hasWork() {
        return !ready.isEmpty() || !inbox.isEmpty() || stopping;
    }

    private void moveDueTimers() {
        if (timers.isEmpty()) {
            return;
        }
        if (virtualClock != null && !hasWork() && offloaded.isEmpty()) {
            virtualClock.jumpTo(timers.nextDeadline());
        }
        timers.moveDue(clock.nanoTime(), ready);
    }

    private void call(Runnable callback) {
        Object told = listener == null ? null : listener.started(callback);
        try {
            callback.run();
        } catch (Throwable thrown) {
            report(thrown);
        }
        if (listener != null) {
            listener.ended(told);
        }
    }

    private void callHandler(SelectionKey key) {
        var handler = (ChannelHandler) key.attachment();
        Object told = listener == null ? null : listener.started(handler);
        try {
            handler.ready(key);
        } catch (Throwable thrown) {
            report(thrown);
        }
        if (listener != null) {
            listener.ended(told);
        }
    }

    // ---- posting, timers, channels, work outside ----

    /// Posts a callback: it runs on the loop's thread after all that are ready already. Any thread. (asyncio: `call_soon`
    /// and `call_soon_threadsafe`.) What one thread posts runs in the order of posting, unless another [ReadyOrder] was chosen.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    @Override
    public void execute(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        owner.checkOpen();
        if (listener != null) {
            listener.scheduled(callback, clock.nanoTime());
        }
        if (inEventLoop()) {
            ready.add(callback);
        } else {
            inbox.add(callback);
            poller.wakeUp();
        }
    }

    /// Runs a callback once, after a delay, not earlier and as soon after as the loop gets to it. Callbacks with equal
    /// deadlines run in the order of scheduling. (asyncio: `call_later`.)
    ///
    /// @param delay 0 or less: in the loop's next turn
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      on another thread than the loop's
    public TimerHandle schedule(Runnable callback, Duration delay) {
        Objects.requireNonNull(callback, "callback");
        return add(new Timer(this, callback, deadlineAfter(delay)));
    }

    /// Runs a callback again and again, at `initialDelay` and then every `period` on a fixed grid. A late tick does not shift
    /// the grid, and ticks that were missed are left out. What the callback throws goes to the exception handler, and the
    /// next tick comes all the same.
    ///
    /// @throws IllegalArgumentException   unless the period is positive
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      on another thread than the loop's
    public TimerHandle scheduleAtFixedRate(Runnable callback, Duration initialDelay, Duration period) {
        Objects.requireNonNull(callback, "callback");
        if (!period.isPositive()) {
            throw new IllegalArgumentException("the period must be positive, was " + period);
        }
        return add(new PeriodicTimer(this, callback, deadlineAfter(initialDelay), toNanos(period)));
    }

    /// Has a handler called whenever a channel is ready. (asyncio: `add_reader`, `add_writer`.) The key that comes back
    /// changes the interest later and ends it; closing the channel ends it too.
    ///
    /// @param channel in non-blocking mode
    /// @param ops     what to wait for: `SelectionKey.OP_READ`, `OP_WRITE`, `OP_ACCEPT`, `OP_CONNECT`, or several of them
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      on another thread than the loop's, or if the channel is in blocking mode
    /// @throws UncheckedIOException       if the channel is closed
    public SelectionKey register(SelectableChannel channel, int ops, ChannelHandler handler) {
        Objects.requireNonNull(handler, "handler");
        owner.check("register");
        owner.checkOpen();
        try {
            return poller.register(channel, ops, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does work that blocks on a virtual thread, and completes the future on the loop's thread. Any thread. (asyncio:
    /// `to_thread`.) Cancelling the future interrupts the work.
    public <T> CompletableFuture<T> offload(Callable<T> work) {
        return offload(work, VIRTUAL_THREADS);
    }

    /// Does work on threads of your choice, such as a pool for long computations, and completes the future on the loop's
    /// thread. Any thread. (asyncio: `run_in_executor`.) Cancelling the future interrupts the work; closing the loop cancels
    /// what is under way.
    ///
    /// @throws RejectedExecutionException if the loop is closed, or the workers refuse
    public <T> CompletableFuture<T> offload(Callable<T> work, Executor workers) {
        owner.checkOpen();
        var result = new CompletableFuture<T>();
        var task = new OffloadedTask<>(this, work, result);
        offloaded.add(task);
        result.whenComplete((_, _) -> task.cancel(true));
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            offloaded.remove(task);
            throw e;
        }
        return result;
    }

    // ---- running ----

    /// Runs the loop on the calling thread until [#stop], [#close] or an interrupt.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      if it is being run already
    public void run() {
        enter();
        try {
            do {
                runOnce();
            } while (!mustStop());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            leave();
        }
    }

    /// Runs the loop on the calling thread until the future is complete, and returns its value.
    ///
    /// Whatever else the loop has to do goes on meanwhile, and what is left when the future is complete stays for the next
    /// run. If the future failed, its failure is thrown as it is, a checked one too. Under virtual time, when no callback,
    /// timer, channel or offloaded work is left that could complete the future, says so instead of waiting for ever.
    ///
    /// @throws RejectedExecutionException if the loop is closed
    /// @throws IllegalStateException      if the loop is being run already, was stopped before the future was complete, or
    ///                                    has nothing left that could complete it
    public <T> T runUntilComplete(CompletableFuture<T> future) {
        future.whenComplete((_, _) -> wakeUp());
        enter();
        try {
            while (!future.isDone()) {
                if (virtualClock != null && nothingIsLeft()) {
                    throw new IllegalStateException("the future will never be complete: the loop has no callback, timer, "
                            + "channel or offloaded work left, and under virtual time nobody else is waited for");
                }
                runOnce();
                if (mustStop() && !future.isDone()) {
                    throw new IllegalStateException("the loop was stopped before the future was complete");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            leave();
        }
        return switch (future.state()) {
            case SUCCESS -> future.resultNow();
            case FAILED -> throw EventLoop.<RuntimeException>asItIs(future.exceptionNow());
            case CANCELLED -> throw new CancellationException("the future was cancelled");
            case RUNNING -> throw new AssertionError("done, and still running");
        };
    }

    /// Ends [#run] after the turn that is under way; before a run, after its first turn. What is ready stays ready for
    /// the next run. Any thread.
    public void stop() {
        stopping = true;
        poller.wakeUp();
    }

    /// Ends the loop for good: later work is refused, offloaded work is cancelled, callbacks and timers that have not run
    /// never will, and the selector is closed (its channels are not: they are their owners'). On the loop's own thread that
    /// happens at the end of the turn; on any other, when `close` returns, the loop has ended. Any thread. Closing twice does
    /// nothing.
    @Override
    public void close() {
        if (owner.close()) {
            stop();
        }
        owner.awaitLeft();
    }

    /// Has something done when the loop is closed, on the thread that closes it, while the loop takes no more work: for those
    /// who must end with the loop, or have something to say at its end. Any thread; the hook of a closed loop never runs.
    public void addCloseHook(Runnable hook) {
        closeHooks.add(hook);
    }

    /// Takes a hook back. Any thread.
    public void removeCloseHook(Runnable hook) {
        closeHooks.remove(hook);
    }

    /// Hands a failure to the loop's exception handler, as if a callback had thrown it: for failures that would otherwise be
    /// lost. Any thread. (asyncio: `call_exception_handler`.)
    public void reportException(Throwable thrown) {
        report(thrown);
    }

    /// Whether the calling thread is the one that runs the loop.
    public boolean inEventLoop() {
        return owner.isCurrent();
    }

    /// Whether [#close] was called. Any thread.
    public boolean isClosed() {
        return owner.isClosed();
    }

    /// The time the loop lives by.
    public LoopClock clock() {
        return clock;
    }

    /// An interrupt counts: while the flag is set no selector waits, so a loop that went on would spin.
    private boolean mustStop() {
        return stopping || Thread.currentThread().isInterrupted();
    }

    private boolean nothingIsLeft() {
        return !hasWork() && timers.isEmpty() && offloaded.isEmpty() && !poller.hasChannels();
    }

    private void enter() {
        owner.enter();
        if (watchdog != null) {
            watchdog.start();
        }
    }

    private void leave() {
        if (watchdog != null) {
            watchdog.stop();
        }
        stopping = false;
        owner.leave();
    }

    private void release() {
        List.copyOf(closeHooks).forEach(this::call);
        offloaded.forEach(work -> work.cancel(true));
        try {
            poller.close();
        } catch (IOException e) {
            report(e);
        }
    }

    // ---- timers and work, behind the scenes ----

    /// Also called by a periodic timer, for its next tick.
    Timer add(Timer timer) {
        owner.check("schedule");
        owner.checkOpen();
        if (listener != null) {
            listener.scheduled(timer.callback(), timer.deadline());
        }
        if (inEventLoop()) {
            timers.add(timer);
        } else {
            post(() -> timers.add(timer));
        }
        return timer;
    }

    /// For those who build on the loop: a check that the calling thread may touch what belongs to it.
    ///
    /// @param operation what the caller is about to do, for the message
    /// @throws IllegalStateException if another thread than the calling one runs the loop
    public void checkThread(String operation) {
        owner.check(operation);
    }

    /// Has the loop forget a timer. While nobody runs the loop, the next run begins with it.
    void forget(Timer timer) {
        if (listener != null) {
            listener.cancelled(timer.callback(), timer.deadline());
        }
        if (inEventLoop()) {
            timers.remove(timer);
        } else if (!isClosed()) {
            post(() -> timers.remove(timer));
        }
    }

    /// Called when the work's result is on the loop, or has nowhere to go.
    void workEnded(OffloadedTask<?> work) {
        offloaded.remove(work);
    }

    private long deadlineAfter(Duration delay) {
        return clock.nanoTime() + toNanos(delay);
    }

    private static long toNanos(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds < 0) {
            return 0;
        }
        return seconds < Poller.FOREVER / 1_000_000_000 ? seconds * 1_000_000_000 + duration.getNano() : Poller.FOREVER;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /// Makes sure that the loop looks up once more. (Posting is what makes it certain: see [Poller].)
    private void wakeUp() {
        if (!isClosed()) {
            post(() -> { });
        }
    }

    private void post(Housekeeping callback) {
        inbox.add(callback);
        poller.wakeUp();
    }

    private void report(Throwable thrown) {
        try {
            exceptionHandler.accept(thrown);
        } catch (Throwable fromHandler) {
            fromHandler.addSuppressed(thrown);
            fromHandler.printStackTrace();
        }
    }
}
