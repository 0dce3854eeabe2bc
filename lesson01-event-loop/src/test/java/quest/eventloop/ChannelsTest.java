package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private final List<Throwable> reported = new ArrayList<>();
    private final EventLoop loop = EventLoop.builder().exceptionHandler(reported::add).build();
    private final List<Byte> received = new ArrayList<>();
    private Pipe pipe;

    @BeforeEach
    void openPipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        pipe.source().close();
        pipe.sink().close();
    }

    private void send(int... bytes) {
        try {
            for (int b : bytes) {
                pipe.sink().write(ByteBuffer.wrap(new byte[] {(byte) b}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte readOne() throws IOException {
        var buffer = ByteBuffer.allocate(1);
        pipe.source().read(buffer);
        received.add(buffer.get(0));
        return buffer.get(0);
    }

    @Test
    void aReadableChannelWakesTheSleepingLoop() {
        loop.register(pipe.source(), SelectionKey.OP_READ, _ -> {
            assertThat(loop.inEventLoop()).isTrue();
            readOne();
            loop.stop();
        });
        Thread.ofPlatform().start(() -> send(7));
        loop.run();

        assertThat(received).containsExactly((byte) 7);
    }

    @Test
    void theHandlerIsCalledAgainWhileSomethingIsLeft() {
        loop.register(pipe.source(), SelectionKey.OP_READ, _ -> {
            if (readOne() == 3) {
                loop.stop();
            }
        });
        send(1, 2, 3);
        loop.run();

        assertThat(received).containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void aHandlerThatThrowsIsReportedAndStaysRegistered() {
        loop.register(pipe.source(), SelectionKey.OP_READ, _ -> {
            if (readOne() == 2) {
                loop.stop();
            }
            throw new IOException("torn");
        });
        send(1, 2);
        loop.run();

        assertThat(reported).extracting(Throwable::getMessage).containsExactly("torn", "torn");
    }

    @Test
    void aCancelledKeyIsNotServedAnyMore() {
        var over = new CompletableFuture<Void>();
        loop.register(pipe.source(), SelectionKey.OP_READ, key -> {
            readOne();
            key.cancel();
            loop.schedule(() -> over.complete(null), java.time.Duration.ofMillis(1));
        });
        send(1, 2);
        loop.runUntilComplete(over);

        assertThat(received).containsExactly((byte) 1);
    }

    @Test
    void theHandlerMayRegisterAnotherChannel() throws IOException {
        var second = Pipe.open();
        try (var source = second.source(); var sink = second.sink()) {
            source.configureBlocking(false);
            loop.register(pipe.source(), SelectionKey.OP_READ, key -> {
                readOne();
                key.cancel();
                loop.register(source, SelectionKey.OP_READ, _ -> loop.stop());
                sink.write(ByteBuffer.wrap(new byte[] {1}));
            });
            send(1);
            loop.run();
        }
        assertThat(received).hasSize(1);
    }

    @Test
    void aChannelMayBeRegisteredFromACallbackOfTheRunningLoop() {
        loop.execute(() -> loop.register(pipe.source(), SelectionKey.OP_READ, _ -> loop.stop()));
        send(1);
        loop.run();
    }

    @Test
    void aChannelInBlockingModeIsRefused() throws IOException {
        pipe.source().configureBlocking(true);
        assertThatThrownBy(() -> loop.register(pipe.source(), SelectionKey.OP_READ, _ -> { }))
                .isInstanceOf(IllegalBlockingModeException.class);
    }

    @Test
    void aClosedChannelIsRefused() throws IOException {
        pipe.source().close();
        assertThatThrownBy(() -> loop.register(pipe.source(), SelectionKey.OP_READ, _ -> { }))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void closingTheLoopLeavesTheChannelsOpen() {
        var key = loop.register(pipe.source(), SelectionKey.OP_READ, _ -> { });
        loop.close();

        assertThat(pipe.source().isOpen()).isTrue();
        assertThat(key.isValid()).isFalse();
    }
}
