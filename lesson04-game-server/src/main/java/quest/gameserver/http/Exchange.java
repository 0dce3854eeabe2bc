package quest.gameserver.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;

/// A request, and the way to its one answer: [#respond], [#stream], [#events] or [#upgrade], now or later. On the
/// loop's thread only. If the peer goes before, answering does nothing. A second answer is an [IllegalStateException].
public final class Exchange {

    private final EventLoop loop;
    private final Request request;
    private final boolean keepAlive;
    private final boolean http10;
    private HttpConnection connection;  // null: answered, or the peer is gone
    private boolean answered;           // or an answer is on its way

    Exchange(EventLoop loop, HttpConnection connection, RequestParser.Outcome.Complete parsed) {
        this.loop = loop;
        this.connection = connection;
        this.request = parsed.request();
        this.keepAlive = parsed.keepAlive();
        this.http10 = parsed.http10();
    }

    public Request request() {
        return request;
    }

    /// Whether somebody still waits for the answer.
    public boolean isOpen() {
        return connection != null && !answered;
    }

    /// @throws IllegalArgumentException for a status below 200, which is no answer yet
    public void respond(Response response) {
        checkFinal(response);
        claim("respond");
        var open = release();
        if (open != null) {
            open.answer(this, response);
        }
    }

    /// Answers when the response is there. If it fails, the answer is 500, and the failure goes to the loop's exception
    /// handler.
    ///
    /// @param response may be completed by any thread
    public void respond(CompletableFuture<Response> response) {
        Objects.requireNonNull(response, "response");
        claim("respond");
        response.whenComplete((ready, failure) -> onLoop(() -> settle(ready, failure)));
    }

    private void onLoop(Runnable callback) {
        if (loop.inEventLoop()) {
            callback.run();
        } else {
            loop.execute(callback);
        }
    }

    private void settle(Response response, Throwable failure) {
        var open = release();
        var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : failure;
        if (cause == null) {
            try {
                checkFinal(response);
            } catch (RuntimeException e) {
                cause = e;
            }
        }
        if (cause != null) {
            loop.reportException(cause);
        }
        if (open != null) {
            open.answer(this, cause == null ? response : HttpConnection.FAILED);
        }
    }

    private static void checkLength(String length) {
        if (length != null && (!Syntax.isDigits(length) || length.length() > 18)) {
            throw new IllegalArgumentException("Content-Length is a number of bytes, was '%s'".formatted(length));
        }
    }

    private static void checkFinal(Response response) {
        if (Objects.requireNonNull(response, "response").status() < 200) {
            throw new IllegalArgumentException("an answer's status is 200 or more, was " + response.status());
        }
    }

    /// Answers with a long body, fetched as the peer reads it. With a `Content-Length` the head tells its length, which
    /// must be true; without one it goes out in chunks, and to HTTP/1.0 up to the connection's end.
    ///
    /// @param head its own body is not sent
    /// @param body closed in any case, also if the peer is gone already
    /// @throws IllegalArgumentException for a status below 200, or a length that is none
    public void stream(Response head, BodySource body) {
        Objects.requireNonNull(body, "body");
        checkFinal(head);
        checkLength(head.headers().first("Content-Length"));
        claim("stream");
        var open = release();
        if (open == null) {
            body.close();
        } else {
            open.stream(this, head, body);
        }
    }

    /// Answers with an event stream: its head goes out at once. To a HEAD, or if the peer is gone, it is closed from
    /// the beginning.
    public EventStream events() {
        claim("events");
        var events = new EventStream(loop);
        var open = release();
        if (open == null) {
            events.ended();
        } else {
            open.stream(this, events);
        }
        return events;
    }

    /// Sends a 101, and hands the connection over to another protocol, which gets the bytes that came after the
    /// request. While the server shuts down, the answer is 503 instead.
    ///
    /// @param switching with status 101 and the headers that the new protocol asks for
    /// @param next      makes the new protocol; may write. Not called if the connection is not handed over
    /// @throws IllegalArgumentException for another status
    public void upgrade(Response switching, Function<? super Connection, ? extends ConnectionHandler> next) {
        Objects.requireNonNull(next, "next");
        if (switching.status() != 101) {
            throw new IllegalArgumentException("an upgrade's status is 101, was " + switching.status());
        }
        claim("upgrade");
        var open = release();
        if (open != null) {
            open.upgrade(this, switching, next);
        }
    }

    private void claim(String operation) {
        loop.checkThread(operation);
        if (answered) {
            throw new IllegalStateException("%s %s has been answered already: expected one answer"
                    .formatted(request.method(), request.path()));
        }
        answered = true;
    }

    /// Lets go of the connection, so that whoever keeps the exchange does not keep that.
    ///
    /// @return null if the peer is gone
    private HttpConnection release() {
        var open = connection;
        connection = null;
        return open;
    }

    // ---- for the connection ----

    /// Nobody waits for the answer any more.
    void abandon() {
        connection = null;
    }

    /// @return whether nobody has answered, so that this answer may be a failure
    boolean claimForFailure() {
        if (answered) {
            return false;
        }
        answered = true;
        connection = null;
        return true;
    }

    boolean isHead() {
        return request.method().equals("HEAD");
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean isHttp10() {
        return http10;
    }
}
