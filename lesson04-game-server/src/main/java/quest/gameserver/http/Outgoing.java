package quest.gameserver.http;

import java.nio.ByteBuffer;
import quest.gameserver.net.Connection;

/// What one connection sends, and how much of that the peer has taken. On the loop's thread.
final class Outgoing {

    private final Connection connection;
    private final DateHeader date;
    private long written;   // bytes

    Outgoing(Connection connection, DateHeader date) {
        this.connection = connection;
        this.date = date;
    }

    /// @param toHead          whether the body is left out, for nobody has asked for it
    /// @param connectionField `close`, `keep-alive`, or null for neither
    void response(Response response, boolean toHead, String connectionField) {
        boolean hasBody = ResponseHead.mayHaveBody(response.status());
        head(response, hasBody
                ? Headers.of("Content-Length", String.valueOf(response.body().remaining()))
                : Headers.of(), connectionField);
        if (hasBody && !toHead) {
            bytes(response.body());
        }
    }

    /// Parameters as of [ResponseHead#encode].
    void head(Response response, Headers framing, String connectionField) {
        bytes(ResponseHead.encode(response, date.now(), framing, connectionField));
    }

    void switching(Response response) {
        bytes(ResponseHead.encodeSwitching(response, date.now()));
    }

    void bytes(byte[] bytes) {
        written += bytes.length;
        connection.write(bytes);
    }

    void bytes(ByteBuffer bytes) {
        written += bytes.remaining();
        connection.write(bytes);
    }

    /// Whether more may be written. If not, [quest.gameserver.net.ConnectionHandler#writable] will tell when.
    boolean hasRoom() {
        return connection.isOpen() && !connection.isCongested();
    }

    /// How many bytes the system has taken.
    long sent() {
        return written - connection.pending();
    }
}
