package quest.exercises.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One client of a learner's server, on a real socket, blocking. It remembers what went to and fro, so that a failure
/// can tell it.
///
/// Made by [Clients]. Used by one thread at a time.
public final class LineClient implements AutoCloseable {
    private static final int SHOWN = 60;
    private static final int SHOWN_LINES = 3;

    private final String name;
    private final Clients clients;
    private final Socket socket = new Socket();
    private final StringBuilder sent = new StringBuilder();
    private final List<String> received = new ArrayList<>();
    private InputStream in;

    LineClient(String name, Clients clients) {
        this.name = name;
        this.clients = clients;
    }

    void connect(int port) {
        int patience = (int) TimeUnit.SECONDS.toMillis(Caller.PATIENCE_SECONDS);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patience);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), patience);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw clients.wrong("%s connects to 127.0.0.1:%d. Somebody should listen there. What came of it: %s."
                    .formatted(name, port, e.getMessage()));
        }
    }

    /// Sends lines, each with its end, all in one piece.
    public void sendLines(String... lines) {
        send(String.join("\n", lines) + "\n");
    }

    /// Sends text in one piece, in UTF-8.
    public void send(String text) {
        sent.append(text);
        sendBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param shown how messages show it
    public void send(byte[] bytes, String shown) {
        sent.append(shown);
        sendBytes(bytes);
    }

    private void sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw clients.wrong("%s The connection should be open still. But: %s.".formatted(story(), e.getMessage()));
        }
    }

    /// Waits for lines, in this order.
    ///
    /// @param why what a reader must know to understand what is expected; may be empty
    public void expect(String why, String... lines) {
        for (String line : lines) {
            int before = received.size();
            // Words are made where they are needed: some tests expect thousands of lines.
            Supplier<String> expected = () -> "Next %s should get %s.%s".formatted(name, quoted(line), also(why));
            String next = next(expected);
            if (!line.equals(next)) {
                throw clients.wrong("%s %s What came is %s.".formatted(story(before), expected.get(),
                        next == null ? "the end of the connection" : quoted(next)));
            }
        }
    }

    /// Waits until the server has closed the connection, and lets nothing come before.
    public void expectEnd(String why) {
        String before = story();
        String expected = "Then the server should close the connection." + also(why);
        String next = next(expected);
        if (next != null) {
            throw clients.wrong("%s %s What came is %s.".formatted(before, expected, quoted(next)));
        }
    }

    /// Waits for the next line.
    ///
    /// @param expected what should come, as a sentence
    /// @return null at the end of the connection
    public String next(String expected) {
        return next(() -> expected);
    }

    private String next(Supplier<String> expected) {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    if (line.size() == 0) {
                        return null;
                    }
                    throw clients.wrong("%s %s What came is %s, without a line end, and then the end."
                            .formatted(story(), expected.get(), quoted(line.toString(StandardCharsets.UTF_8))));
                }
                line.write(next);
            }
        } catch (SocketTimeoutException _) {
            throw clients.stuck("%s %s Nothing has come%s.".formatted(story(), expected.get(), line.size() == 0 ? ""
                    : " but " + quoted(line.toString(StandardCharsets.UTF_8)) + " without a line end"));
        } catch (IOException e) {
            // A connection that is reset is closed as well.
            return null;
        }
        received.add(line.toString(StandardCharsets.UTF_8));
        return received.getLast();
    }

    /// Fails if something has come already.
    ///
    /// @param why why nothing can have
    public void expectNothingYet(String why) {
        if (hasMore()) {
            String before = story();
            String next = next("");
            throw clients.wrong("%s %s What came is %s.".formatted(before, why,
                    next == null ? "the end of the connection" : quoted(next)));
        }
    }

    /// Whether there is something to read. Does not wait, and does not see the end of the connection.
    public boolean hasMore() {
        try {
            return in.available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    /// Closes this side; the other may still send.
    public void finish() {
        try {
            sent.append("[end of input]");
            socket.shutdownOutput();
        } catch (IOException e) {
            throw clients.wrong("%s The connection should be open still. But: %s.".formatted(story(), e.getMessage()));
        }
    }

    /// Breaks off, as a peer does whose process has crashed.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Says goodbye to nobody.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What it sent and got so far, as sentences.
    private String story() {
        return story(received.size());
    }

    /// @param lines how many of those that it got are told of
    private String story(int lines) {
        String said = sent.isEmpty() ? name + " sent nothing." : name + " sent " + quoted(sent.toString()) + ".";
        if (lines == 0) {
            return said;
        }
        int from = Math.max(0, lines - SHOWN_LINES);
        var last = received.subList(from, lines).stream().map(LineClient::quoted).toList();
        return "%s %s has got %s%s.".formatted(said, name, from > 0 ? from + " lines, and then " : "",
                String.join(", ", last));
    }

    private static String also(String why) {
        return why.isEmpty() ? "" : " " + why;
    }

    /// With its line ends to be seen, and the middle left out when it is long.
    private static String quoted(String text) {
        String all = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")
                .replace("\0", "\\0");
        return '"' + (all.length() <= 2 * SHOWN ? all : all.substring(0, SHOWN) + " … "
                + all.substring(all.length() - SHOWN)) + '"';
    }
}
