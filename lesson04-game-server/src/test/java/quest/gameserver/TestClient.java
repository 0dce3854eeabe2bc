package quest.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A peer that sends and reads lines.
public final class TestClient extends SocketPeer {

    public TestClient(InetSocketAddress server) {
        super(server);
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
}
