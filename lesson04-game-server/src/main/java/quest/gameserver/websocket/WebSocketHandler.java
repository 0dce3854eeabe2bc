package quest.gameserver.websocket;

import java.nio.charset.StandardCharsets;

/// What is done about what comes on a [WebSocket]. Called on the loop's thread. What it throws closes its WebSocket
/// with 1011, and no other.
public interface WebSocketHandler {

    void text(WebSocket socket, String text);

    /// A text that need not become a string: override it where the bytes are as good.
    ///
    /// @param utf8   valid, from 0 to length, and yours to keep
    /// @param length in bytes
    default void text(WebSocket socket, byte[] utf8, int length) {
        text(socket, new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    /// Unless overridden, binary messages are not understood, and close the WebSocket with 1003.
    ///
    /// @param bytes yours to keep
    default void binary(WebSocket socket, byte[] bytes) {
        socket.close(CloseCode.UNSUPPORTED_DATA, "only texts are understood here");
    }

    /// It was congested, and is no longer.
    default void writable(WebSocket socket) {
    }

    /// The server shuts down.
    default void shutdown(WebSocket socket) {
        socket.close(CloseCode.GOING_AWAY, "the server shuts down");
    }

    /// Nothing more will come, nor can be sent. Called once, the last call; never from within [WebSocket#close].
    ///
    /// @param code   the peer's if it closed first (1005: it gave none), ours if we did, 1006 if the connection ended
    ///               without either
    /// @param reason may be empty
    void closed(WebSocket socket, int code, String reason);
}
