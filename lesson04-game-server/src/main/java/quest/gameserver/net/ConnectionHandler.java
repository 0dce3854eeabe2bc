package quest.gameserver.net;

import java.nio.ByteBuffer;

/// A protocol: what is done about what happens on one connection. (asyncio: `Protocol`. Netty:
/// `ChannelInboundHandler`.) Called on the loop's thread. What it throws ends its connection, and no other.
public interface ConnectionHandler {

    /// Bytes have arrived, in whatever pieces.
    ///
    /// @param bytes on the heap, valid during the call; what is left in it is thrown away
    void received(Connection connection, ByteBuffer bytes);

    /// The peer sends nothing more; it may still read.
    default void inputEnded(Connection connection) {
        connection.finish();
    }

    /// The connection was congested, and is no longer: less than the low water mark waits to be written.
    default void writable(Connection connection) {
    }

    /// The server shuts down: answer what was received, then finish.
    default void shutdown(Connection connection) {
        connection.finish();
    }

    /// The connection is closed, for whatever reason. The last call.
    default void closed(Connection connection) {
    }
}
