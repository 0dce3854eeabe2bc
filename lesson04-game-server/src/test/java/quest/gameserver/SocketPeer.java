package quest.gameserver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A peer on a real socket, blocking, whatever it speaks. What it waits for in vain for a minute will not come.
public class SocketPeer implements AutoCloseable {

    private static final int MINUTE = 60_000;

    private final Socket socket = new Socket();
    protected final InputStream in;

    protected SocketPeer(InetSocketAddress server) {
        this(server, 0);
    }

    /// @param receiveBuffer of the system, in bytes; 0: as it likes
    protected SocketPeer(InetSocketAddress server, int receiveBuffer) {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MINUTE);
            socket.connect(server, MINUTE);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public final void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes this side; the other may still send.
    public final void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes with a reset, as a peer does whose process has crashed.
    public final void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
