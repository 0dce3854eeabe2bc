package quest.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A peer on a real socket, blocking. What it waits for in vain for a minute will not come.
public final class TestClient implements AutoCloseable {

    private static final int MINUTE = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    public TestClient(InetSocketAddress server) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MINUTE);
            socket.connect(server, MINUTE);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next line, without its end; null at the end of input.
    public String line() {
        try {
            var line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    assertThat(line.size()).as("bytes of a line that was broken off").isZero();
                    return null;
                }
                line.write(c);
            }
            return line.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void expect(String... lines) {
        for (var line : lines) {
            assertThat(line()).isEqualTo(line);
        }
    }

    public void expectEnd() {
        assertThat(line()).as("the end of input").isNull();
    }

    /// Closes this side; the other may still send.
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes with a reset, as a peer does whose process has crashed.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
