package quest.eventloop.scenes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;

/// The selector at work: bytes wake the loop, first from a pipe, then from a socket whose other end reads late, so that
/// the portal cannot write all it has. It asks for `OP_WRITE` then, and only then; the last act shows why.
///
/// Nothing here depends on how long the system takes to move bytes: each wait begins when the step before it is done.
/// That is why the scene plays in virtual time too, with real pipes and sockets.
public final class EchoPortal implements Scene {

    private static final String RUNES = "OPEN";
    private static final Duration CARVING = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final int LONG_MESSAGE = 1 << 20;
    private static final int PORTAL_BUFFER = 16 << 10;
    private static final int SOCKET_BUFFER = 8 << 10;   // small, so that it is soon full
    private static final int CALLS_IN_VAIN = 10_000;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws IOException {
        stage.act("A pipe: another thread writes, and the loop wakes");
        readRunes(stage);

        stage.act("A socket: a short call, answered at once");
        call(stage, "Is anybody there?".getBytes(StandardCharsets.US_ASCII), false);

        stage.act("A long call from somebody who reads late");
        var message = new byte[LONG_MESSAGE];
        new SplittableRandom(1).nextBytes(message);
        call(stage, message, true);

        stage.act("OP_WRITE kept on with nothing to write");
        writeNothing(stage);
    }

    private static void readRunes(Stage stage) throws IOException {
        var over = new CompletableFuture<Void>();
        var loop = loopFor(stage, over);
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink()) {
            var buffer = ByteBuffer.allocate(1);
            source.configureBlocking(false);
            loop.register(source, SelectionKey.OP_READ, _ -> {
                switch (source.read(buffer.clear())) {
                    case -1 -> {
                        stage.tell("portal", "wakes: the pipe has ended");
                        over.complete(null);
                    }
                    case 0 -> { } // woken for nothing, which a selector may do
                    default -> {
                        char rune = (char) buffer.get(0);
                        stage.tell("portal", "wakes and reads " + rune);
                        carveLater(stage, loop, sink, RUNES.indexOf(rune) + 1, over);
                    }
                }
            });
            carveLater(stage, loop, sink, 0, over);
            loop.runUntilComplete(over);
        }
    }

    /// Has the scribe carve the next rune after a while, on a thread of his own, or end the pipe after the last.
    private static void carveLater(Stage stage, EventLoop loop, Pipe.SinkChannel sink, int next,
            CompletableFuture<Void> over) {
        loop.schedule(() -> loop.offload(() -> {
            if (next < RUNES.length()) {
                stage.tell("scribe", "carves " + RUNES.charAt(next));
                sink.write(ByteBuffer.wrap(new byte[] {(byte) RUNES.charAt(next)}));
            } else {
                stage.tell("scribe", "lays down the chisel");
                sink.close();
            }
            return null;
        }).whenComplete((_, failure) -> {
            if (failure != null) {
                over.completeExceptionally(failure);
            }
        }), CARVING);
    }

    private static void call(Stage stage, byte[] message, boolean readsLate) throws IOException {
        var over = new CompletableFuture<Void>();
        var loop = loopFor(stage, over);
        try (var door = ServerSocketChannel.open();
             var channel = SocketChannel.open();
             var portal = new Portal(stage, loop, door)) {
            var traveller = new Traveller(stage, loop, channel, message, over);
            traveller.call(portal.address());
            if (readsLate) {
                portal.whenFirstFull(() -> loop.schedule(traveller::beginToRead, LATE));
            } else {
                traveller.beginToRead();
            }
            loop.runUntilComplete(over);
        }
    }

    private static void writeNothing(Stage stage) throws IOException {
        var over = new CompletableFuture<Void>();
        var loop = loopFor(stage, over);
        var pipe = Pipe.open();
        try (var _ = pipe.source(); var sink = pipe.sink()) {
            int[] calls = {0};
            sink.configureBlocking(false);
            loop.register(sink, SelectionKey.OP_WRITE, _ -> {
                if (++calls[0] == CALLS_IN_VAIN) {
                    over.complete(null);
                }
            });
            loop.runUntilComplete(over);
            stage.tell("portal", "was woken %d times, and had nothing to do".formatted(calls[0]));
        }
    }

    /// A loop on which a broken channel ends the act instead of leaving it to wait for ever.
    private static EventLoop loopFor(Stage stage, CompletableFuture<?> over) {
        return stage.keep(stage.loopBuilder().exceptionHandler(over::completeExceptionally).build());
    }

    /// Says back what it hears. It owns one buffer: while that still holds something to write, it does not read. So
    /// whoever sends without reading fills the buffers on the way and is held up, and the portal's memory does not
    /// fill.
    private static final class Portal implements Closeable {
        private final Stage stage;
        private final EventLoop loop;
        private final ServerSocketChannel door;
        private final ByteBuffer buffer = ByteBuffer.allocate(PORTAL_BUFFER);
        private SocketChannel caller;
        private Runnable whenFirstFull = () -> { };
        private long echoed;
        private int timesFull;

        Portal(Stage stage, EventLoop loop, ServerSocketChannel door) throws IOException {
            this.stage = stage;
            this.loop = loop;
            this.door = door;
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
            loop.register(door, SelectionKey.OP_ACCEPT, _ -> accept());
        }

        SocketAddress address() throws IOException {
            return door.getLocalAddress();
        }

        void whenFirstFull(Runnable action) {
            whenFirstFull = action;
        }

        private void accept() throws IOException {
            caller = door.accept();
            caller.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER).configureBlocking(false);
            stage.tell("portal", "somebody calls");
            loop.register(caller, SelectionKey.OP_READ, this::echo);
        }

        private void echo(SelectionKey key) throws IOException {
            if (key.isReadable()) {
                if (caller.read(buffer) == -1) {
                    stage.tell("portal", "echoed %d bytes; turned OP_WRITE on %d times".formatted(echoed, timesFull));
                    caller.close();
                    return;
                }
                buffer.flip();
            }
            echoed += caller.write(buffer);
            if (!buffer.hasRemaining()) {
                buffer.clear();
                key.interestOps(SelectionKey.OP_READ);
            } else if (key.interestOps() != SelectionKey.OP_WRITE) {
                key.interestOps(SelectionKey.OP_WRITE);
                if (++timesFull == 1) {
                    stage.tell("portal", "socket full, %d bytes left: OP_WRITE on".formatted(buffer.remaining()));
                    whenFirstFull.run();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (caller != null) {
                caller.close();
            }
        }
    }

    /// Sends a message, and reads what comes back when it is told to.
    private static final class Traveller {
        private final Stage stage;
        private final EventLoop loop;
        private final SocketChannel channel;
        private final byte[] message;
        private final ByteBuffer toSend;
        private final ByteBuffer received;
        private final CompletableFuture<Void> over;
        private SelectionKey key;

        Traveller(Stage stage, EventLoop loop, SocketChannel channel, byte[] message, CompletableFuture<Void> over) {
            this.stage = stage;
            this.loop = loop;
            this.channel = channel;
            this.message = message;
            this.over = over;
            toSend = ByteBuffer.wrap(message);
            received = ByteBuffer.allocate(message.length + 1); // room for a byte too many, to notice it
        }

        void call(SocketAddress portal) throws IOException {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.connect(portal); // blocks, but the loop does not run yet
            channel.configureBlocking(false);
            stage.tell("traveller", "calls, with %d bytes to say".formatted(message.length));
            key = loop.register(channel, SelectionKey.OP_WRITE, _ -> sendAndReceive());
        }

        void beginToRead() {
            stage.tell("traveller", "begins to read");
            key.interestOpsOr(SelectionKey.OP_READ);
        }

        private void sendAndReceive() throws IOException {
            if (key.isWritable()) {
                channel.write(toSend);
                if (!toSend.hasRemaining()) {
                    key.interestOpsAnd(~SelectionKey.OP_WRITE);
                    channel.shutdownOutput();
                }
            }
            if (key.isReadable() && channel.read(received) == -1) {
                boolean same = Arrays.equals(message, Arrays.copyOf(received.array(), received.position()));
                stage.tell("traveller", "has %d bytes back, %s".formatted(received.position(),
                        same ? "each as it was sent" : "but not those that were sent"));
                channel.close();
                over.complete(null);
            }
        }
    }

    @Override
    public int lesson() {
        return 1;
    }

    @Override
    public String title() {
        return "The echo portal: the loop sleeps until a channel has something for it";
    }

    @Override
    public String remark() {
        return """
                One thread served the pipe, the door and both ends of the call, and slept
                between. A write may take less than it was given: keep the rest, ask for
                OP_WRITE, go on when called. While it has a rest the portal does not read,
                so memory stays at one buffer however slow the other end is. And a socket
                with room is always ready to write: leave OP_WRITE on, and nobody sleeps.
                """;
    }
}
