package quest.eventloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Where a loop sleeps: in the selector, until a channel is ready, the time is up, or another thread wakes it.
///
/// Waking costs a system call, so it is done only when the loop has said that it is asleep. That must not lose a wake-up.
/// The loop first says that it sleeps and then looks whether there is work after all; another thread first leaves its work
/// and then looks whether the loop sleeps. Whatever the order in which these four steps happen, one of the two sees the
/// other.
final class Poller {

    /// No deadline at all: 146 years, near enough that deadlines can be compared by their difference.
    static final long FOREVER = Long.MAX_VALUE / 2;

    private final Selector selector;
    private final Consumer<SelectionKey> onReady;
    private final BooleanSupplier hasWork;
    private final Watchdog watchdog;        // null: nobody watches
    private volatile boolean asleep;

    /// @param onReady called with the key of each channel that is ready, on the loop's thread
    /// @param hasWork whether it must not fall asleep, asked on the loop's thread
    Poller(Consumer<SelectionKey> onReady, BooleanSupplier hasWork, Watchdog watchdog) {
        this.hasWork = hasWork;
        this.watchdog = watchdog;
        this.onReady = key -> {
            awake();
            onReady.accept(key);
        };
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Calls the handlers of the channels that are ready, and waits for one if there is time. The loop's thread only.
    ///
    /// @param nanos how long to wait; 0 or less: not at all
    void poll(long nanos) throws IOException {
        if (watchdog != null) {
            watchdog.turnStarted();
        }
        if (nanos <= 0) {
            if (hasChannels()) {
                selector.selectNow(onReady);
            }
            return;
        }
        asleep = true;
        if (!hasWork.getAsBoolean()) {
            if (watchdog != null) {
                watchdog.loopFallsAsleep();
            }
            selector.select(onReady, toMillis(nanos));
        }
        awake();
    }

    /// Any thread.
    void wakeUp() {
        if (asleep) {
            asleep = false; // one wake-up is enough
            selector.wakeup();
        }
    }

    /// The loop's thread, or, while nobody runs the loop, any.
    SelectionKey register(SelectableChannel channel, int ops, ChannelHandler handler) throws ClosedChannelException {
        var key = channel.register(selector, ops, handler);
        wakeUp();
        return key;
    }

    boolean hasChannels() {
        return !selector.keys().isEmpty();
    }

    void close() throws IOException {
        selector.close();
    }

    private void awake() {
        if (asleep) {
            asleep = false;
        }
        if (watchdog != null) {
            watchdog.loopIsAwake();
        }
    }

    /// Rounded up, so that it never returns before the deadline. A selector takes 0 for ever.
    private static long toMillis(long nanos) {
        return nanos >= FOREVER ? 0 : (nanos - 1) / 1_000_000 + 1;
    }
}
