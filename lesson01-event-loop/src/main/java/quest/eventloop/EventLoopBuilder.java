package quest.eventloop;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/// Everything about a loop that can be chosen. [EventLoop#builder()] makes one.
public final class EventLoopBuilder {

    LoopClock clock = LoopClock.system();
    ReadyOrder readyOrder = ReadyOrder.fifo();
    LoopListener listener;
    Consumer<Throwable> exceptionHandler = EventLoopBuilder::print;
    int budget = 256;
    Watchdog watchdog;

    EventLoopBuilder() {
    }

    /// The time to live by; the system's, if nothing is said.
    public EventLoopBuilder clock(LoopClock clock) {
        this.clock = Objects.requireNonNull(clock);
        return this;
    }

    /// The order in which ready callbacks run; FIFO, if nothing is said.
    public EventLoopBuilder readyOrder(ReadyOrder order) {
        this.readyOrder = Objects.requireNonNull(order);
        return this;
    }

    /// Somebody to tell of each callback; nobody, if nothing is said.
    public EventLoopBuilder listener(LoopListener listener) {
        this.listener = Objects.requireNonNull(listener);
        return this;
    }

    /// Who is told of what a callback, a channel handler or a listener throws, on the loop's thread. If nothing is said, it
    /// is printed to the standard error stream. The loop goes on in any case.
    public EventLoopBuilder exceptionHandler(Consumer<Throwable> handler) {
        this.exceptionHandler = Objects.requireNonNull(handler);
        return this;
    }

    /// How many callbacks may run before the loop looks at its channels and timers again; 256, if nothing is said.
    ///
    /// @throws IllegalArgumentException unless it is at least 1
    public EventLoopBuilder budget(int callbacks) {
        if (callbacks < 1) {
            throw new IllegalArgumentException("the budget must be at least 1 callback, was " + callbacks);
        }
        this.budget = callbacks;
        return this;
    }

    /// Has a watchdog print the stack of whatever holds up the loop for over 100 ms. Off, if nothing is said.
    public EventLoopBuilder reportSlowCallbacks() {
        return reportSlowCallbacks(Duration.ofMillis(100), slow -> System.err.println(slow));
    }

    /// Has a watchdog look for turns that last longer than the threshold, in real time, and report each once.
    ///
    /// @param report called on the watchdog's thread, while the loop is still stuck
    /// @throws IllegalArgumentException unless the threshold is at least 1 ms
    public EventLoopBuilder reportSlowCallbacks(Duration threshold, Consumer<SlowCallback> report) {
        if (threshold.toMillis() < 1) {
            throw new IllegalArgumentException("the threshold must be at least 1 ms, was " + threshold);
        }
        this.watchdog = new Watchdog(threshold, Objects.requireNonNull(report));
        return this;
    }

    /// @throws java.io.UncheckedIOException if the system has no selector to give
    public EventLoop build() {
        return new EventLoop(this);
    }

    private static void print(Throwable thrown) {
        System.err.println("a callback of the event loop has thrown, the loop goes on:");
        thrown.printStackTrace();
    }
}
