package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quest.eventloop.EventLoop;
import quest.gameserver.http.Exchange;
import quest.gameserver.http.HttpOptions;
import quest.gameserver.http.HttpServer;
import quest.gameserver.http.Router;

/// An HTTP server with one WebSocket at `/ws/echo`, and its peers.
final class TestServer implements AutoCloseable {

    final EventLoop loop;
    final List<WebSocket> sockets = new CopyOnWriteArrayList<>();   // in order of arrival
    private final HttpServer server;
    private final int maxMessage;
    private final WebSocketHandler handler;
    private final List<RawPeer> peers = new ArrayList<>();

    /// On the loop's thread, or before it runs.
    TestServer(EventLoop loop, int maxMessage, WebSocketHandler handler) {
        this.loop = loop;
        this.maxMessage = maxMessage;
        this.handler = handler;
        try {
            server = new HttpServer(loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    HttpOptions.defaults(), new Router().route("GET", "/ws/echo", (exchange, _) -> upgrade(exchange)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void upgrade(Exchange exchange) {
        switch (Handshake.answer(exchange.request())) {
            case Handshake.Refused(var response) -> exchange.respond(response);
            case Handshake.Accepted(var switching) -> exchange.upgrade(switching, connection -> {
                var socket = new WebSocket(loop, connection, maxMessage, handler);
                sockets.add(socket);
                return socket;
            });
        }
    }

    InetSocketAddress address() {
        return server.address();
    }

    HttpServer http() {
        return server;
    }

    RawPeer connect() {
        var peer = new RawPeer(address());
        peers.add(peer);
        return peer;
    }

    /// A peer whose WebSocket is open.
    RawPeer enter() {
        return connect().shakeHands();
    }

    /// Closes the peers; the connections end by that.
    @Override
    public void close() {
        peers.forEach(RawPeer::close);
        peers.clear();
    }

    void expectNobodyLeft() {
        assertThat(server.connections()).as("connections").isZero();
    }
}
