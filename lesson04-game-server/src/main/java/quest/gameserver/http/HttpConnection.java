package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import quest.gameserver.http.Deadlines.Phase;
import quest.gameserver.http.RequestParser.Outcome;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;

/// HTTP on one connection: one request after the other, each answered before the next is looked at, so that answers
/// come in the order of the requests (RFC 9112, section 9.3.2). Behind a request that is being served, reading goes on
/// only until something comes: that is how a peer is noticed who goes. On the loop's thread.
final class HttpConnection implements ConnectionHandler {

    /// What a peer is told of a mistake that is ours; the details are for the one who runs the server.
    static final Response FAILED = Response.error(500, "the server failed to answer: expected was an answer");

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HttpServer server;
    private final Connection connection;
    private final boolean oneTooMany;
    private final RequestParser parser;
    private final Deadlines deadlines;
    private final Outgoing out;

    private Exchange exchange;              // being served; null: none
    private BodyPump pump;                  // of the answer that is being sent; null: none
    private EventStream events;             // the same
    private ConnectionHandler successor;    // null: this is still HTTP
    private ByteBuffer rest = NOTHING;      // bytes that are being parsed, or wait until the exchange is over
    private boolean parsing;
    private boolean inputEnded;

    /// @param oneTooMany to be told so, whatever it wants
    HttpConnection(HttpServer server, Connection connection, HttpOptions options, boolean oneTooMany) {
        this.server = server;
        this.connection = connection;
        this.oneTooMany = oneTooMany;
        parser = new RequestParser(options.maxHead(), options.maxBody());
        deadlines = new Deadlines(options, server.now());
        out = new Outgoing(connection, server.date());
    }

    boolean isOneTooMany() {
        return oneTooMany;
    }

    Deadlines.Phase phase() {
        return deadlines.phase();
    }

    // ---- requests ----

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (events != null) {
            return; // that answer ends with the connection, so nothing more will be answered
        }
        if (rest.hasRemaining() || exchange != null || !out.hasRoom()) {
            keep(bytes);
        } else {
            rest = bytes;
            parse();
        }
    }

    /// They wait, and so does the peer from now on.
    private void keep(ByteBuffer bytes) {
        rest = ByteBuffer.allocate(rest.remaining() + bytes.remaining()).put(rest).put(bytes).flip();
        connection.pauseReading();
    }

    private void parse() {
        parsing = true;
        try {
            while (rest.hasRemaining() && exchange == null && successor == null && out.hasRoom()) {
                switch (parser.parse(rest)) {
                    case Outcome.Incomplete() -> { }
                    case Outcome.ContinueExpected() -> {
                        if (!rest.hasRemaining()) {
                            out.bytes(CONTINUE);
                        }
                    }
                    case Outcome.Complete complete -> serve(complete);
                    case Outcome.Refused(int status, var message) -> refuse(Response.error(status, message));
                }
            }
        } finally {
            parsing = false;
        }
        if (successor != null) {
            handOver();
            return;
        }
        var borrowed = rest;
        rest = NOTHING;
        if (borrowed.hasRemaining() && connection.isOpen()) {
            keep(borrowed);
        }
        goOn();
    }

    private void serve(Outcome.Complete complete) {
        var next = new Exchange(server.loop(), this, complete);
        exchange = next;
        waitingForService();
        try {
            if (oneTooMany) {
                next.respond(server.responseToOneTooMany());
            } else {
                server.service().serve(next);
            }
        } catch (RuntimeException | Error e) {
            server.report(e);
            if (next.claimForFailure()) {
                answer(next, FAILED);
            }
        }
    }

    /// Where the next request would begin is not known, so there is none.
    private void refuse(Response why) {
        out.response(why, false, "close");
        finish();
    }

    /// Says what is waited for now, and ends what has nothing left to come.
    private void goOn() {
        if (exchange != null || !connection.isOpen()) {
            return;
        }
        if (rest.hasRemaining()) {
            waitingForPeer(); // who has to make room
        } else if (inputEnded || server.isShuttingDown()) {
            finish();
        } else {
            connection.resumeReading();
            deadlines.stayIn(parser.isIdle() ? Phase.QUIET : parser.isInBody() ? Phase.BODY : Phase.HEAD,
                    server.now());
        }
    }

    // ---- answers ----

    void answer(Exchange answered, Response response) {
        boolean last = isLast(answered);
        out.response(response, answered.isHead(), connectionField(answered, last));
        exchangeEnded(last);
    }

    void stream(Exchange answered, Response head, BodySource body) {
        boolean hasBody = ResponseHead.mayHaveBody(head.status());
        var framing = BodyPump.Framing.of(head, answered.isHttp10());
        boolean last = isLast(answered) || framing instanceof BodyPump.Framing.UntilClose;
        out.head(head, hasBody ? framing.field() : Headers.of(), connectionField(answered, last));
        pump = new BodyPump(server.loop(), this, out, body, framing, last);
        if (hasBody && !answered.isHead()) {
            pump.pump();
        } else {
            pump.close();
            bodyEnded(last);
        }
    }

    void bodyEnded(boolean last) {
        pump = null;
        exchangeEnded(last);
    }

    void stream(Exchange answered, EventStream stream) {
        var head = Response.empty(200).withHeader("Content-Type", "text/event-stream");
        out.head(head, Headers.of(), "close");
        if (answered.isHead()) {
            stream.ended();
            exchangeEnded(true);
            return;
        }
        events = stream;
        stream.openOn(this, out);
        waitingForPeer();
        connection.resumeReading(); // and notice when the peer goes
    }

    void endEvents() {
        var ending = events;
        events = null;
        exchange = null;
        finish();
        ending.ended();
    }

    /// Whether no other request will be answered after this one.
    private boolean isLast(Exchange answered) {
        return !answered.keepAlive() || oneTooMany || server.isShuttingDown() && !rest.hasRemaining();
    }

    private static String connectionField(Exchange answered, boolean last) {
        return last ? "close" : answered.isHttp10() ? "keep-alive" : null;
    }

    private void exchangeEnded(boolean last) {
        exchange = null;
        if (last) {
            finish();
        } else {
            deadlines.begin(Phase.QUIET, server.now());
            if (!parsing) {
                parse();
            }
        }
    }

    private void finish() {
        rest = NOTHING;
        connection.finish();
        waitingForPeer();
    }

    // ---- upgrades ----

    void upgrade(Exchange answered, Response switching,
                 Function<? super Connection, ? extends ConnectionHandler> next) {
        if (server.isShuttingDown()) {
            answer(answered, Response.error(503, "the server is shutting down: expected no more upgrades"));
            return;
        }
        out.switching(switching);
        exchange = null;
        try {
            successor = next.apply(connection);
        } catch (RuntimeException | Error e) {
            server.report(e);
            connection.close();
            return;
        }
        server.left(this);
        connection.handleWith(successor);
        if (!parsing) {
            handOver();
        }
    }

    private void handOver() {
        var bytes = rest;
        rest = NOTHING;
        try {
            connection.resumeReading();
            if (bytes.hasRemaining() && connection.isOpen()) {
                successor.received(connection, bytes);
            }
            if (inputEnded && connection.isOpen()) {
                successor.inputEnded(connection);
            }
        } catch (RuntimeException | Error e) {
            server.report(e);
            connection.close();
        }
    }

    // ---- what else happens ----

    @Override
    public void writable(Connection from) {
        if (pump != null) {
            pump.pump();
        } else if (exchange == null && !parsing) {
            parse();
        }
    }

    /// Of a peer who only closes its side, all requests are still answered.
    @Override
    public void inputEnded(Connection from) {
        inputEnded = true;
        finishIfDone();
    }

    @Override
    public void shutdown(Connection from) {
        if (events != null) {
            endEvents();
        } else {
            finishIfDone();
        }
    }

    private void finishIfDone() {
        if (exchange == null && !rest.hasRemaining()) {
            finish();
        }
    }

    @Override
    public void closed(Connection from) {
        server.left(this);
        rest = NOTHING;
        if (exchange != null) {
            exchange.abandon();
            exchange = null;
        }
        if (pump != null) {
            pump.close();
            pump = null;
        }
        if (events != null) {
            var ending = events;
            events = null;
            ending.ended();
        }
    }

    void breakOff() {
        connection.close();
    }

    // ---- time ----

    void waitingForService() {
        deadlines.begin(Phase.SERVING, server.now());
    }

    void waitingForPeer() {
        deadlines.begin(Phase.SENDING, server.now());
    }

    /// Called now and then.
    void sweep(long now) {
        switch (deadlines.look(now, out.sent(), connection.pending())) {
            case FINE -> {
                if (events != null) {
                    events.beat(now, server.options().heartbeat(), inputEnded);
                }
            }
            case SILENT -> {
                if (oneTooMany) {
                    refuse(server.responseToOneTooMany());
                } else {
                    finish();
                }
            }
            case SLOW_HEAD -> refuse(oneTooMany ? server.responseToOneTooMany()
                    : tooSlow("head", server.options().headTimeout()));
            case SLOW_BODY -> refuse(tooSlow("body", server.options().bodyTimeout()));
            case UNANSWERED -> unanswered();
            case NOT_READ -> breakOff();
        }
    }

    private static Response tooSlow(String part, Duration limit) {
        return Response.error(408, "the request's %s took too long: expected it within %,d ms"
                .formatted(part, limit.toMillis()));
    }

    private void unanswered() {
        var late = exchange;
        server.report(new IllegalStateException("%s %s was not answered within %s".formatted(
                late.request().method(), late.request().path(), server.options().answerTimeout())));
        if (pump != null) {
            breakOff();
            return;
        }
        late.abandon();
        exchange = null;
        out.response(Response.error(503, "the server did not answer in time: expected was an answer"), late.isHead(),
                "close");
        finish();
    }
}
