package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Clients;
import quest.exercises.kit.Points;
import quest.exercises.kit.StartedThreads;
import quest.exercises.kit.TimeLimit;

// A server may send back byte by byte, which is right, and slow.
@TimeLimit(30)
@DisplayName("EchoServer")
class EchoServerTest {

    private static final int MB = 1024 * 1024;
    /// More than the buffers of the system hold on the way there and back.
    private static final int FLOOD = 32 * MB;
    /// So many times a client is refused, and others are served in between, before it counts as stuck.
    private static final int STUCK = 5;

    /// Numbers of threads only grow: those that this test starts have a greater one.
    private final long newest = Thread.ofPlatform().unstarted(() -> { }).threadId();
    private final StartedThreads threads = new StartedThreads();
    private final Clients clients = new Clients();
    private final List<Client> connected = new ArrayList<>();
    private final EchoServer server = new EchoServer();
    private int port;
    private boolean closed;

    @AfterEach
    void leaveNothingBehind() {
        connected.forEach(Client::disconnect);
        if (port != 0 && !closed) {
            var closing = threads.run("close", server::close);
            Clients.look(500, closing::isDone);
        }
        threads.interruptCallers();
        clients.close();
    }

    @Nested
    @Points(0.7)
    @DisplayName("What is sent comes back")
    class Echo {

        @Test
        @DisplayName("to one client")
        void whatIsSentComesBack() {
            start();
            var ann = connect("ann");
            ann.send(5);
            ann.expectAll("");
        }

        @Test
        @DisplayName("again and again, on one connection")
        void againAndAgain() {
            start();
            var ann = connect("ann");
            for (int bytes : List.of(3, 2, 1, 100, 5_000, 1)) {
                ann.send(bytes);
                ann.expectAll("");
            }
        }

        @Test
        @DisplayName("as bytes, whatever they are")
        void anyBytesComeBack() {
            start();
            var binary = connect("bin");
            binary.send(2 * 256);
            binary.expectAll("All 256 bytes came twice, in order: they need not be text.");
        }

        @Test
        @DisplayName("to each client its own, while another is silent")
        void eachClientGetsItsOwn() {
            start();
            var ann = connect("ann");
            var bob = connect("bob");
            bob.send(5);
            bob.expectAll("ann is connected, and has sent nothing.");
            ann.send(7);
            bob.send(3);
            bob.expectAll("");
            ann.expectAll("");
        }

        @Test
        @DisplayName("to fifty clients at once")
        void fiftyClientsAtOnce() {
            start();
            for (int i = 0; i < 50; i++) {
                connect("c%02d".formatted(i));
            }
            for (int round = 0; round < 2; round++) {
                connected.forEach(client -> client.send(100));
                connected.forEach(client -> client.expectAll("50 clients are connected."));
            }
        }

        @Test
        @DisplayName("also when it is much, and read while it is sent")
        void muchComesBack() {
            start();
            var ann = connect("ann");
            while (ann.sent < 4 * MB) {
                ann.offer(4 * MB - ann.sent);
                ann.readWhatIsThere();
            }
            ann.expectAll("She read all the time.");
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("A client that does not read")
    class SlowReader {

        @Test
        @DisplayName("the others are served meanwhile")
        void othersAreServed() {
            start();
            var ann = connect("ann");
            var bob = connect("bob");
            flood(ann, bob);
            var cat = connect("cat");
            cat.send(5);
            cat.expectAll("She came while ann does not read.");
        }

        @Test
        @DisplayName("when it reads at last, nothing is missing")
        void nothingIsMissing() {
            start();
            var ann = connect("ann");
            flood(ann, connect("bob"));
            ann.expectAll("""
                    She did not read until now. A write to her took a part of the bytes, or none: the rest should have \
                    waited, and gone out in order.""");
        }

        @Test
        @DisplayName("then it is served as ever")
        void servedAsEver() {
            start();
            var ann = connect("ann");
            flood(ann, connect("bob"));
            ann.expectAll("");
            for (int i = 0; i < 3; i++) {
                ann.send(5);
                ann.expectAll("She did not read for a while, then read all, and now sends again.");
            }
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("A client that ends its output")
    class HalfClose {

        @Test
        @DisplayName("it gets what it sent, and then the end")
        void echoThenEnd() {
            start();
            var bob = connect("bob");
            bob.send(3);
            bob.finish();
            bob.expectAll("He only ended his output, and still reads.");
            bob.expectEnd();
        }

        @Test
        @DisplayName("one that sent nothing gets the end")
        void silentClientGetsTheEnd() {
            start();
            var bob = connect("bob");
            bob.finish();
            bob.expectEnd();
        }

        @Test
        @DisplayName("one that reads late gets all, and then the end")
        void lateReaderGetsAll() {
            start();
            var ann = connect("ann");
            var bob = connect("bob");
            flood(ann, bob);
            ann.finish();
            for (int i = 0; i < STUCK; i++) {
                bob.send(5);
                bob.expectAll("ann does not read, and has ended her output.");
            }
            ann.expectAll("She ended her output before she read.");
            ann.expectEnd();
        }

        @Test
        @DisplayName("the others go on")
        void othersGoOn() {
            start();
            var ann = connect("ann");
            var bob = connect("bob");
            ann.send(3);
            bob.send(3);
            bob.finish();
            bob.expectAll("");
            bob.expectEnd();
            ann.send(3);
            ann.expectAll("bob has ended his output, and is gone.");
            var cat = connect("cat");
            cat.send(3);
            cat.expectAll("bob has ended his output, and is gone.");
        }

        @Test
        @DisplayName("its connection is closed on the server's side")
        void connectionIsClosed() {
            start();
            assertNoneStaysOpen("ended their output", bob -> {
                bob.send(3);
                bob.finish();
                bob.expectAll("");
                bob.expectEnd();
                bob.disconnect();
            });
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("A client that breaks off")
    class BreakOff {

        @Test
        @DisplayName("disturbs nobody")
        void disturbsNobody() {
            start();
            var ann = connect("ann");
            ann.send(3);
            ann.expectAll("");
            for (int i = 0; i < 3; i++) {
                var dan = connect("dan");
                dan.send(3);
                dan.expectAll("");
                dan.reset();
                ann.send(3);
                ann.expectAll("dan broke off, and the server's read from him threw an exception.");
            }
            var cat = connect("cat");
            cat.send(3);
            cat.expectAll("dan broke off before she came.");
        }

        @Test
        @DisplayName("nor when something was still to be written to it")
        void disturbsNobodyWhileItIsWrittenTo() {
            start();
            var dan = connect("dan");
            var ann = connect("ann");
            flood(dan, ann);
            dan.reset();
            for (int i = 0; i < STUCK; i++) {
                ann.send(3);
                ann.expectAll("dan did not read, and then broke off.");
            }
            var cat = connect("cat");
            cat.send(3);
            cat.expectAll("dan did not read, and then broke off.");
        }

        @Test
        @DisplayName("its connection is closed on the server's side too")
        void connectionIsClosed() {
            start();
            assertNoneStaysOpen("broke off", dan -> {
                dan.send(3);
                dan.expectAll("");
                dan.reset();
            });
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("While there is nothing to do, it sleeps")
    class Asleep {

        @Test
        @DisplayName("when everybody has got all")
        void sleepsWhenAllIsDone() {
            start();
            var ann = connect("ann");
            ann.send(5);
            ann.expectAll("");
            assertSleeps("ann has got back all of her 5 bytes, and sends no more");
        }

        @Test
        @DisplayName("when the only thing to do is to wait for a client to read")
        void sleepsWhileAClientDoesNotRead() {
            start();
            var ann = connect("ann");
            flood(ann, connect("bob"));
            assertSleeps("ann does not read, and a write to her would take nothing. bob has got all");
            ann.finish();
            assertSleeps("ann does not read, a write to her would take nothing, and she has ended her output");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Close")
    class Close {

        @Test
        @DisplayName("ends the server's threads, and frees the port")
        void endsThreadsAndFreesThePort() {
            start();
            closeServer("Nobody was ever connected");
        }

        @Test
        @DisplayName("when it has returned, all that has happened")
        void whenItHasReturnedAllHasHappened() throws IOException {
            // Several times: a thread that nobody waits for may be quick by chance.
            for (int round = 0; round < 10; round++) {
                var another = new EchoServer();
                int itsPort = threads.call("start", another::start)
                        .awaitResult("start should listen at a free port, and return it at once");
                var ann = connect("ann", itsPort);
                ann.send(3);
                ann.expectAll("");
                assertCloses(another, itsPort, "One client was connected, and had got back what it sent");
                ann.expectClosed();
            }
            threads.assertNoneLeft("10 servers were closed, one after the other");
        }

        @Test
        @DisplayName("closes the connections of all clients")
        void closesConnections() {
            start();
            var ann = connect("ann");
            var bob = connect("bob");
            ann.send(3);
            ann.expectAll("");
            closeServer("Two clients were connected, and silent");
            ann.expectClosed();
            bob.expectClosed();
        }

        @Test
        @DisplayName("waits for nobody who does not read")
        void waitsForNobody() {
            start();
            var ann = connect("ann");
            flood(ann, connect("bob"));
            closeServer("A client was connected that did not read");
            ann.expectClosed();
        }

        @Test
        @DisplayName("leaves nothing of those who left before")
        void leavesNothingOfThoseWhoLeft() {
            start();
            var ann = connect("ann");
            ann.send(3);
            ann.finish();
            ann.expectAll("");
            ann.expectEnd();
            var dan = connect("dan");
            dan.send(3);
            dan.expectAll("");
            dan.reset();
            closeServer("One client had ended its output, another had broken off");
        }

        @Test
        @DisplayName("closes this server, and no other")
        void closesThisServerAndNoOther() {
            start();
            try (var other = new EchoServer()) {
                int otherPort = threads.call("start", other::start).awaitResult("""
                        A second server: start should listen at another free port, and return it at once""");
                assertThat(otherPort).withFailMessage("Two servers listen at the same time, both at port %d.", port)
                        .isNotEqualTo(port);
                var bob = connect("bob", otherPort);
                closed = true;
                threads.run("close", server::close).awaitResult("Two servers run: close, of the first, should return");
                if (isListening(port)) {
                    throw clients.wrong("Of two servers, the first was closed. Somebody still listens at its port.");
                }
                bob.send(3);
                bob.expectAll("He is connected to the second server, and the first was closed.");
            }
            threads.assertNoneLeft("Both servers were closed");
        }
    }

    private void start() {
        port = threads.call("start", server::start)
                .awaitResult("start should listen at a free port, and return it at once");
        assertThat(port).withFailMessage("start should return the port, 1 to 65535. It returned %d.", port)
                .isBetween(1, 65_535);
    }

    private void closeServer(String when) {
        closed = true;
        assertCloses(server, port, when);
        threads.assertNoneLeft("close has returned (" + when + ")");
    }

    private void assertCloses(EchoServer which, int itsPort, String when) {
        var stillThere = threads.call("close", () -> {
            which.close();
            return stacks().keySet().stream().map(Thread::getName).toList();
        }).awaitResult(when + ": close should return");
        assertThat(stillThere).withFailMessage("""
                %s. At the moment when close returned, the server's work should have been over. These threads were \
                still in your code: %s.""", when, stillThere).isEmpty();
        if (isListening(itsPort)) {
            throw clients.wrong("%s. After close has returned, nobody should listen at the port. Somebody does at %d."
                    .formatted(when, itsPort));
        }
    }

    private static boolean isListening(int port) {
        try (var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))) {
            // A socket may be connected to itself, if it happens to get that port: then nobody else listens.
            return !channel.getLocalAddress().equals(channel.getRemoteAddress());
        } catch (IOException _) {
            return false;
        }
    }

    /// Has many clients come and go, and looks whether the JVM has as many files open, sockets included, as before.
    /// Where the system does not tell how many those are, this looks at nothing.
    private void assertNoneStaysOpen(String howTheyWent, Consumer<Client> comeAndGo) {
        int many = 24;
        var ann = connect("ann");
        ann.send(3);
        ann.expectAll("");
        long before = openFiles();
        for (int i = 0; i < many; i++) {
            comeAndGo.accept(connect("dan"));
        }
        ann.send(3);
        ann.expectAll("Others have come and gone.");
        Clients.await(() -> openFiles() - before <= many / 2);
        long more = openFiles() - before;
        if (more > many / 2) {
            throw clients.wrong("""
                    %d clients connected, got their bytes back, and %s. So 0 of their connections should be open, and \
                    about %d are: the server has to close its side of a connection too, or some day it can open no \
                    more.""".formatted(many, howTheyWent, more));
        }
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount() : 0;
    }

    private Client connect(String name) {
        return connect(name, port);
    }

    private Client connect(String name, int port) {
        var client = new Client(name);
        connected.add(client);
        client.connect(port);
        return client;
    }

    /// Has one client send as much as it can, and read nothing, while another sends and reads in between.
    private static void flood(Client flooding, Client other) {
        for (int stuck = 0; stuck < STUCK && flooding.sent < FLOOD; ) {
            long before = flooding.sent;
            while (flooding.sent < Math.min(FLOOD, before + MB) && flooding.offer(FLOOD - flooding.sent) > 0) {
                continue;
            }
            stuck = flooding.sent == before ? stuck + 1 : 0;
            other.send(5);
            other.expectAll("""
                    Meanwhile %s has sent %,d bytes, and reads nothing: a write to %s takes little or nothing, and \
                    nobody else should wait for that.""".formatted(flooding.name, flooding.sent, flooding.name));
        }
    }

    /// Looks until each platform thread with the server's code on its stack stands in one place, many times in a row.
    /// (One that waits in a selector is RUNNABLE to Java, so its state does not tell.)
    private void assertSleeps(String when) {
        // On a busy machine, one that spins may not be let run for a while, and looks asleep for as long.
        int looksInARow = 200;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        Map<Thread, List<StackTraceElement>> before = Map.of();
        int looks = 0;
        int moved = 0;
        for (int still = 0; still < looksInARow; looks++) {
            var now = stacks();
            still = now.equals(before) ? still + 1 : 0;
            moved += still == 0 ? 1 : 0;
            if (System.nanoTime() > end) {
                throw clients.stuck("""
                        %s: there is nothing to do, and the server should sleep until something happens. In %d looks \
                        at its threads, it was found in another place %d times. Is an operation among a key's interest \
                        for which there is nothing to do?""".formatted(when, looks, moved));
            }
            before = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private Map<Thread, List<StackTraceElement>> stacks() {
        var stacks = new HashMap<Thread, List<StackTraceElement>>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.threadId() > newest
                    && Arrays.stream(stack).anyMatch(frame -> isServers(frame.getClassName()))) {
                stacks.put(thread, List.of(stack));
            }
        });
        return stacks;
    }

    private static boolean isServers(String className) {
        String name = EchoServer.class.getName();
        return className.equals(name) || className.startsWith(name + "$");
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }

    /// Sends numbered shouts, 'ann:000000 ann:000001 …', so that a byte which is missing, doubled or somebody else's is
    /// found. Never stands in a call for the server's sake: it looks again until its patience is at its end.
    private final class Client {

        private static final int SHOUTS = 9_973;

        private final String name;
        private final byte[] shouts;
        private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
        private SocketChannel channel;
        private long sent;
        private long received;
        private boolean finished;

        private Client(String name) {
            this.name = name;
            shouts = name.equals("bin") ? binary() : numbered(name);
        }

        private static byte[] binary() {
            byte[] bytes = new byte[256];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
            return bytes;
        }

        private static byte[] numbered(String name) {
            byte[] shout = (name + ":000000 ").getBytes(StandardCharsets.US_ASCII);
            byte[] bytes = new byte[SHOUTS * shout.length];
            for (int i = 0; i < SHOUTS; i++) {
                for (int digit = shout.length - 2, rest = i; rest > 0; digit--, rest /= 10) {
                    shout[digit] = (byte) ('0' + rest % 10);
                }
                System.arraycopy(shout, 0, bytes, i * shout.length, shout.length);
            }
            return bytes;
        }

        private void connect(int port) {
            try {
                channel = SocketChannel.open(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
            } catch (IOException e) {
                throw clients.wrong("%s connects to port %d, which start has returned. It failed: %s.".formatted(name,
                        port, e.getMessage()));
            }
        }

        /// Sends the next bytes.
        private void send(int count) {
            long goal = sent + count;
            long end = patience();
            while (sent < goal) {
                if (offer(goal - sent) > 0) {
                    end = patience();
                } else if (System.nanoTime() > end) {
                    throw clients.stuck("%s wants to send %d more. But the server reads nothing.".formatted(story(),
                            goal - sent));
                } else {
                    pause();
                }
            }
        }

        /// Sends as many of the next bytes as the system takes now.
        private int offer(long atMost) {
            int from = (int) (sent % shouts.length);
            int taken;
            try {
                taken = channel.write(ByteBuffer.wrap(shouts, from, (int) Math.min(atMost, shouts.length - from)));
            } catch (IOException e) {
                throw clients.wrong("%s wants to send more. But the server has broken off: %s.".formatted(story(),
                        e.getMessage()));
            }
            sent += taken;
            return taken;
        }

        /// Waits until it has got back all that it has sent, and nothing else.
        private void expectAll(String why) {
            long end = patience();
            while (received < sent) {
                int read = readWhatIsThere();
                if (read < 0) {
                    throw clients.wrong("%s Then the server closed the connection: %,d - %,d = %,d bytes are missing.%s"
                            .formatted(story(), sent, received, sent - received, also(why)));
                } else if (read > 0) {
                    end = patience();
                } else if (System.nanoTime() > end) {
                    throw clients.stuck("%s %,d - %,d = %,d bytes should still come, and nothing does.%s".formatted(
                            story(), sent, received, sent - received, also(why)));
                } else {
                    pause();
                }
            }
        }

        /// @return how many bytes it has got; -1 at the end
        private int readWhatIsThere() {
            int read;
            try {
                read = channel.read(in.clear());
            } catch (IOException e) {
                throw clients.wrong("%s Then the server broke off: %s.".formatted(story(), e.getMessage()));
            }
            in.flip();
            while (in.hasRemaining()) {
                check(in.get());
            }
            return read;
        }

        private void check(byte actual) {
            if (received == sent) {
                throw clients.wrong("%s Then it got one more, %s: it should get what it sent, and nothing else."
                        .formatted(story(), shown(actual)));
            }
            byte expected = shouts[(int) (received % shouts.length)];
            if (actual != expected) {
                throw clients.wrong("%s Of these, byte %,d should be %s, as it was sent. It was %s.".formatted(
                        story(), received + 1, around(received, expected), shown(actual)));
            }
            received++;
        }

        /// With what was sent before it.
        private String around(long position, byte expected) {
            int to = (int) (position % shouts.length);
            int from = Math.max(0, to - 11);
            String before = shouts.length == 256 || from == to ? ""
                    : " (after '" + new String(shouts, from, to - from, StandardCharsets.US_ASCII) + "')";
            return shown(expected) + before;
        }

        private static String shown(byte b) {
            return b >= ' ' && b < 127 ? "'" + (char) b + "'" : "%02X".formatted(b & 0xFF);
        }

        /// Ends its output. It can still read.
        private void finish() {
            try {
                finished = true;
                channel.shutdownOutput();
            } catch (IOException e) {
                throw clients.wrong("%s Then the server broke off: %s.".formatted(story(), e.getMessage()));
            }
        }

        /// Waits for the end of the input.
        private void expectEnd() {
            long end = patience();
            while (readWhatIsThere() >= 0) {
                if (System.nanoTime() > end) {
                    throw clients.stuck("%s So the server should close the connection. It did not.".formatted(story()));
                }
                pause();
            }
        }

        /// Waits until the connection is closed in whatever way, and does not mind what still comes.
        private void expectClosed() {
            long end = patience();
            while (isOpen()) {
                if (System.nanoTime() > end) {
                    throw clients.wrong("close has returned, so all connections should be closed. That of %s is open."
                            .formatted(name));
                }
            }
        }

        private boolean isOpen() {
            try {
                int read = channel.read(in.clear());
                if (read == 0) {
                    pause();
                }
                return read >= 0;
            } catch (IOException _) {
                return false;
            }
        }

        /// Breaks off, as a client does whose process has crashed.
        private void reset() {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            disconnect();
        }

        private void disconnect() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String story() {
            return "%s sent %,d bytes%s and got back %,d.".formatted(name, sent, finished ? ", ended its output," : "",
                    received);
        }

        private static String also(String why) {
            return why.isEmpty() ? "" : " " + why;
        }

        private static long patience() {
            return System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        }
    }
}
