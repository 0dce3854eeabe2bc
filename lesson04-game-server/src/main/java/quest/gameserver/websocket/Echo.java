package quest.gameserver.websocket;

import java.nio.ByteBuffer;

/// Sends back each message as it came: what conformance suites talk to. It holds nothing: one serves all connections.
///
/// From who sends and does not read, nothing more is read once he is congested, so he costs no more than the high water
/// mark and a message.
public final class Echo implements WebSocketHandler {

    /// Of a message, in bytes: suites try up to half of it.
    public static final int MAX_MESSAGE = 32 * 1024 * 1024;

    @Override
    public void text(WebSocket socket, String text) {
        socket.send(text);
        waitWhileCongested(socket);
    }

    /// Its bytes are valid, or they would not be here: no reason to make a string of them.
    @Override
    public void text(WebSocket socket, byte[] utf8, int length) {
        socket.send(Opcode.TEXT, ByteBuffer.wrap(utf8, 0, length));
        waitWhileCongested(socket);
    }

    @Override
    public void binary(WebSocket socket, byte[] bytes) {
        socket.send(Opcode.BINARY, ByteBuffer.wrap(bytes));
        waitWhileCongested(socket);
    }

    private static void waitWhileCongested(WebSocket socket) {
        if (socket.isCongested()) {
            socket.pauseReading();
        }
    }

    @Override
    public void writable(WebSocket socket) {
        socket.resumeReading();
    }

    @Override
    public void closed(WebSocket socket, int code, String reason) {
        // nothing to clean up
    }
}
