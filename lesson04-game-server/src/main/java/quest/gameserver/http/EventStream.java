package quest.gameserver.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import quest.eventloop.EventLoop;

/// Server-sent events to one peer (the HTML standard, section 9.2): an answer that does not end. On the loop's thread
/// only.
public final class EventStream {

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':', ' '};
    /// A comment, which browsers pass over.
    private static final byte[] HEARTBEAT = {':', '\n', '\n'};

    private final EventLoop loop;
    private HttpConnection connection;                          // null: closed
    private Outgoing out;
    private long lastSentAt;                                    // in nanoseconds of the loop's clock
    private List<Runnable> closeListeners = new ArrayList<>(1); // null: they have been called

    EventStream(EventLoop loop) {
        this.loop = loop;
    }

    void openOn(HttpConnection open, Outgoing outgoing) {
        connection = open;
        out = outgoing;
        lastSentAt = loop.clock().nanoTime();
    }

    /// Sends one event. Events tell how things are now, so who is congested misses some, and nothing is kept for later.
    ///
    /// @param json the event's data, in UTF-8; its lines are sent as such
    /// @return whether it was sent: not if the peer is congested, or the stream closed
    public boolean send(byte[] json) {
        loop.checkThread("send");
        return connection != null && write(encode(json));
    }

    private boolean write(byte[] event) {
        if (!out.hasRoom()) {
            return false;
        }
        out.bytes(event);
        lastSentAt = loop.clock().nanoTime();
        return true;
    }

    /// Gives a sign of life, if it is time for one. A peer who is gone without a word is noticed only when something is
    /// sent to it; so is one that has closed its side, which may read on or be gone: that one is asked each time.
    void beat(long now, Duration heartbeat, boolean inputEnded) {
        if (inputEnded || now - lastSentAt >= heartbeat.toNanos()) {
            write(HEARTBEAT);
        }
    }

    private static byte[] encode(byte[] json) {
        var event = new ByteArrayOutputStream(json.length + 16);
        int from = 0;
        for (int i = 0; i <= json.length; i++) {
            if (i == json.length || json[i] == '\n' || json[i] == '\r') {
                event.writeBytes(DATA);
                event.write(json, from, i - from);
                event.write('\n');
                if (i + 1 < json.length && json[i] == '\r' && json[i + 1] == '\n') {
                    i++;
                }
                from = i + 1;
            }
        }
        event.write('\n');
        return event.toByteArray();
    }

    public boolean isOpen() {
        return connection != null;
    }

    /// Has something done when the stream is over, for whatever reason; at once, if it is over.
    public void onClosed(Runnable listener) {
        loop.checkThread("onClosed");
        if (closeListeners == null) {
            listener.run();
        } else {
            closeListeners.add(listener);
        }
    }

    /// Ends the answer, and with it the connection.
    public void close() {
        loop.checkThread("close");
        var open = connection;
        if (open != null) {
            open.endEvents();
        }
    }

    /// Called by the connection, at whatever end.
    void ended() {
        connection = null;
        out = null;
        var listeners = closeListeners;
        closeListeners = null;
        if (listeners != null) {
            for (var listener : listeners) {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    loop.reportException(e);
                }
            }
        }
    }
}
