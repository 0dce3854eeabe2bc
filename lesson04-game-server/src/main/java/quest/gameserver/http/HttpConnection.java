package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    /// A comment, which browsers pass over.
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HttpServer server;
    private final Connection connection;
    private final boolean oneTooMany;
    private final RequestParser parser;
    private final Deadlines deadlines;

    private Exchange exchange;              // being served; null: none
    private BodyPump pump;                  // of the answer that is being sent; null: none
    private boolean closesAfterBody;
    private EventStream events;             // the same
    private ConnectionHandler successor;    // null: this is still HTTP
    private ByteBuffer rest = NOTHING;      // bytes that are being parsed, or wait until the exchange is over
    private boolean parsing;
    private boolean inputEnded;
    private long written;                   // bytes
    private long lastEventAt;

    /// @param oneTooMany to be told so, whatever it wants
    HttpConnection(HttpServer server, Connection connection, boolean oneTooMany) {
        this.server = server;
        this.connection = connection;
        this.oneTooMany = oneTooMany;
        var options = oneTooMany ? server.optionsOfOneTooMany() : server.options();
        parser = new RequestParser(options.maxHead(), options.maxBody());
        deadlines = new Deadlines(options, server.now());
    }

    boolean isOneTooMany() {
        return oneTooMany;
    }

    // ---- requests ----

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (events != null) {
            return; // that answer ends with the connection, so nothing more will be answered
        }
        if (rest.hasRemaining() || exchange != null || connection.isCongested()) {
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
            while (rest.hasRemaining() && exchange == null && hasRoom() && successor == null && connection.isOpen()) {
                switch (parser.parse(rest)) {
                    case Outcome.Incomplete() -> { }
                    case Outcome.ContinueExpected() -> {
                        if (!rest.hasRemaining()) {
                            write(CONTINUE);
                        }
                    }
                    case Outcome.Complete complete -> serve(complete);
                    case Outcome.Refused(int status, var message) -> refuse(status, message);
                }
            }
        } finally {
            parsing = false;
        }
        if (successor != null) {
            handOver();
            return;
        }
        if (!connection.isOpen() || !rest.hasRemaining()) {
            rest = NOTHING;
        } else {
            var borrowed = rest;
            rest = NOTHING;
            keep(borrowed);
        }
        goOn();
    }

    private void serve(Outcome.Complete complete) {
        var next = new Exchange(server.loop(), this, complete);
        exchange = next;
        deadlines.begin(Phase.SERVING, server.now());
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
            } else if (exchange == next) {
                breakOff(); // half an answer, and nobody to send the other half
            }
        }
    }

    /// Where the next request would begin is not known, so there is none.
    private void refuse(int status, String message) {
        write(Response.error(status, message), false, "close");
        finish();
    }

    // ---- answers ----

    void answer(Exchange answered, Response response) {
        boolean last = isLast(answered);
        write(response, answered.isHead(), last ? "close" : answered.isHttp10() ? "keep-alive" : null);
        exchangeEnded(last);
    }

    private void write(Response response, boolean toHead, String connectionField) {
        boolean hasBody = ResponseHead.mayHaveBody(response.status());
        var framing = hasBody
                ? Headers.of("Content-Length", String.valueOf(response.body().remaining())) : Headers.of();
        write(ResponseHead.encode(response, server.date(), framing, connectionField));
        if (hasBody && !toHead) {
            write(response.body());
        }
    }

    void stream(Exchange answered, Response head, BodySource body) {
        boolean hasBody = ResponseHead.mayHaveBody(head.status());
        var length = head.headers().first("Content-Length");
        var framing = length != null ? BodyPump.Framing.LENGTH
                : answered.isHttp10() ? BodyPump.Framing.UNTIL_CLOSE : BodyPump.Framing.CHUNKED;
        var announced = !hasBody ? Headers.of() : switch (framing) {
            case LENGTH -> Headers.of("Content-Length", length);
            case CHUNKED -> Headers.of("Transfer-Encoding", "chunked");
            case UNTIL_CLOSE -> Headers.of();
        };
        boolean last = isLast(answered) || hasBody && framing == BodyPump.Framing.UNTIL_CLOSE;
        write(ResponseHead.encode(head, server.date(), announced,
                last ? "close" : answered.isHttp10() ? "keep-alive" : null));
        pump = new BodyPump(server.loop(), this, body, framing, length == null ? 0 : Long.parseLong(length));
        closesAfterBody = last;
        if (hasBody && !answered.isHead()) {
            pump.pump();
        } else {
            pump.close();
            bodyEnded();
        }
    }

    void bodyEnded() {
        pump = null;
        exchangeEnded(closesAfterBody);
    }

    void stream(Exchange answered, EventStream stream) {
        var head = Response.empty(200).withHeader("Content-Type", "text/event-stream");
        write(ResponseHead.encode(head, server.date(), Headers.of(), "close"));
        if (answered.isHead()) {
            stream.ended();
            exchangeEnded(true);
            return;
        }
        events = stream;
        stream.openOn(this);
        lastEventAt = server.now();
        waitingForPeer();
        connection.resumeReading(); // and notice when the peer goes
    }

    /// @return whether it was
    boolean sendEvent(byte[] event) {
        if (!hasRoom()) {
            return false;
        }
        write(event);
        lastEventAt = server.now();
        return true;
    }

    void endEvents() {
        var ending = events;
        events = null;
        exchange = null;
        finish();
        ending.ended();
    }

    void upgrade(Exchange answered, Response switching,
                 Function<? super Connection, ? extends ConnectionHandler> next) {
        if (server.isShuttingDown()) {
            answer(answered, Response.error(503, "the server is shutting down: expected no more upgrades"));
            return;
        }
        write(ResponseHead.encodeSwitching(switching, server.date()));
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

    /// Whether no other request will be answered after this one.
    private boolean isLast(Exchange answered) {
        return !answered.keepAlive() || oneTooMany || server.isShuttingDown() && !rest.hasRemaining();
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

    private void finish() {
        rest = NOTHING;
        connection.finish();
        waitingForPeer();
    }

    void breakOff() {
        connection.close();
    }

    // ---- bytes out ----

    boolean hasRoom() {
        return connection.isOpen() && !connection.isCongested();
    }

    void write(byte[] bytes) {
        written += bytes.length;
        connection.write(bytes);
    }

    void write(ByteBuffer bytes) {
        written += bytes.remaining();
        connection.write(bytes);
    }

    void waitingForService() {
        deadlines.begin(Phase.SERVING, server.now());
    }

    void waitingForPeer() {
        deadlines.begin(Phase.SENDING, server.now());
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
        if (exchange == null && !rest.hasRemaining()) {
            finish();
        }
    }

    @Override
    public void shutdown(Connection from) {
        if (events != null) {
            endEvents();
        } else if (exchange == null && !rest.hasRemaining()) {
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

    /// Called now and then.
    void sweep(long now) {
        switch (deadlines.look(now, written - connection.pending(), connection.pending())) {
            case FINE -> beatHeart(now);
            case SILENT -> {
                if (oneTooMany) {
                    write(server.responseToOneTooMany(), false, "close");
                }
                finish();
            }
            case SLOW_HEAD -> refuse(408, "the request's head took too long: expected it within "
                    + server.options().headTimeout().toSeconds() + " s");
            case SLOW_BODY -> refuse(408, "the request's body took too long: expected it within "
                    + server.options().bodyTimeout().toSeconds() + " s");
            case UNANSWERED -> unanswered();
            case NOT_READ -> connection.close();
        }
    }

    /// A peer who is gone without a word is noticed when something is sent to it; so is one that closed its side, which
    /// may mean that it reads on or that it is gone.
    private void beatHeart(long now) {
        if (events != null && (inputEnded || now - lastEventAt >= server.options().heartbeat().toNanos())) {
            sendEvent(HEARTBEAT);
        }
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
        write(Response.error(503, "the server did not answer in time: expected was an answer"), late.isHead(), "close");
        exchange = null;
        finish();
    }
}
