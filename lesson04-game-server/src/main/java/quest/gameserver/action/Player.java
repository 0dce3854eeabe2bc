package quest.gameserver.action;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import quest.eventloop.EventLoop;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;
import quest.gameserver.net.LineFramer;

/// What the two styles on the loop have in common: finds the requests in what arrives, logs them, and keeps them until
/// their turn comes. How they are answered, one after the other, is the style: [CallbackPlayer], [CoroutinePlayer].
///
/// On the loop's thread.
abstract class Player implements ConnectionHandler, LineFramer.Lines {

    /// While so many requests wait, nothing more is read; and again when half of them are answered.
    private static final int ENOUGH = 256;

    final EventLoop loop;
    final Connection connection;
    final ActionOptions options;

    private final LineFramer framer = new LineFramer(RequestParser.MAX_LINE);
    private final ArrayDeque<Request> waiting = new ArrayDeque<>(1);
    private Request underWay;       // taken, and not answered
    private boolean noMore;         // will be received
    private boolean shutDown;
    private boolean reading = true;
    private boolean logIsBehind;

    Player(EventLoop loop, Connection connection, ActionOptions options) {
        this.loop = loop;
        this.connection = connection;
        this.options = options;
    }

    // ---- for the style ----

    /// Requests have arrived, or it is known that there will be no more.
    abstract void arrived();

    /// The next request; null if there is none yet, or the one before has not been answered.
    final Request next() {
        if (underWay == null) {
            underWay = waiting.poll();
            updateReading();
        }
        return underWay;
    }

    final void answer(Request request) {
        connection.write(request.answer());
        underWay = null;
    }

    /// Whether all has been answered, and nothing more will come.
    final boolean isOver() {
        return noMore && underWay == null && waiting.isEmpty();
    }

    final boolean takesTime(Request request) {
        return request instanceof Request.Perform && options.action().isPositive();
    }

    // ---- what happens on the connection ----

    @Override
    public final void received(Connection from, ByteBuffer bytes) {
        framer.feed(bytes.array(), bytes.position(), bytes.limit(), this);
        if (options.log().isBehind()) {
            waitForLog();
        }
        updateReading();
        arrived();
    }

    @Override
    public final boolean line(byte[] bytes, int from, int to) {
        return accept(RequestParser.parse(bytes, from, to));
    }

    @Override
    public final void tooLong() {
        accept(RequestParser.TOO_LONG);
    }

    private boolean accept(Request request) {
        options.log().received(connection.number(), request);
        waiting.add(request);
        noMore |= request.isLast();
        return !request.isLast();
    }

    @Override
    public final void inputEnded(Connection from) {
        framer.end(this);
        noMore = true;
        arrived();
    }

    @Override
    public final void shutdown(Connection from) {
        shutDown = true;
        noMore = true;
        arrived();
    }

    @Override
    public void closed(Connection from) {
        if (shutDown) {
            options.log().dropped(connection.number(), underWay);
            waiting.forEach(request -> options.log().dropped(connection.number(), request));
        }
        underWay = null;
        waiting.clear();
    }

    // ---- not more than can be kept ----

    private void updateReading() {
        boolean wanted = !noMore && !logIsBehind && waiting.size() < (reading ? ENOUGH : ENOUGH / 2);
        if (wanted != reading) {
            reading = wanted;
            if (wanted) {
                connection.resumeReading();
            } else {
                connection.pauseReading();
            }
        }
    }

    private void waitForLog() {
        logIsBehind = true;
        options.log().whenCaughtUp(() -> {
            if (!loop.isClosed()) {
                loop.execute(() -> {
                    logIsBehind = false;
                    updateReading();
                });
            }
        });
    }
}
