package quest.gameserver.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// Finds peers that are gone without a word, as a laptop is when its lid is closed: the system would not notice for
/// hours. Whoever is silent is sent a ping, and closed with 1001 if that brings no answer. One for a whole server: a
/// sweep over all, and no timer for each. On the loop's thread only.
public final class KeepAlive implements AutoCloseable {

    /// So many sweeps while a peer may be silent: it is found that much late at most.
    private static final int SWEEPS = 40;

    private final EventLoop loop;
    private final long patience;
    private final TimerHandle sweeper;
    private final List<WebSocket> watched = new ArrayList<>();

    /// @param patience how long a peer may be silent before the ping, and again before it is closed
    public KeepAlive(EventLoop loop, Duration patience) {
        if (patience.compareTo(Duration.ofMillis(SWEEPS)) < 0) {
            throw new IllegalArgumentException("patience must be %d ms or more, was %s".formatted(SWEEPS, patience));
        }
        this.loop = loop;
        this.patience = patience.toNanos();
        var period = patience.dividedBy(SWEEPS);
        sweeper = loop.scheduleAtFixedRate(this::sweep, period, period);
    }

    /// A ping after 20 seconds, closed after 20 more.
    public KeepAlive(EventLoop loop) {
        this(loop, Duration.ofSeconds(20));
    }

    /// Watches a WebSocket until it is closed.
    public void watch(WebSocket socket) {
        watched.add(socket);
    }

    /// How many are watched; those that were closed since the last sweep count.
    public int size() {
        return watched.size();
    }

    /// Sweeps no more.
    @Override
    public void close() {
        sweeper.cancel();
    }

    private void sweep() {
        long now = loop.clock().nanoTime();
        watched.removeIf(WebSocket::isOver);
        for (int i = 0; i < watched.size(); i++) {
            watched.get(i).checkSilence(now, patience);
        }
    }
}
