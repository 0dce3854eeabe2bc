package quest.exercises.lesson04;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Sends back to each client what it has sent: one thread, a selector, and one buffer for each client.
///
/// A virtual thread for each client, which reads and writes in turn and may wait in both, is half as long and does the
/// same. What the selector does here, the JDK then does for all of them.
public final class EchoServer implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private Selector selector;
    private Thread thread;
    private volatile boolean closing;

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        selector = Selector.open();
        var listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("echo").start(this::serve);
        return listener.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (!closing) {
                selector.select(this::handle);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the selector failed", e);
        } finally {
            // Before the selector itself: a registered channel that is closed later is let go by nobody.
            selector.keys().forEach(EchoServer::hangUp);
            closeSelector();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the selector does not close", e);
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel listener) {
                accept(listener);
            } else {
                ((Client) key.attachment()).move();
            }
        } catch (IOException _) {
            // The client is gone: nobody's fault, and nobody else's business. So it is caught here, around one client,
            // and not around the loop. (That `accept` fails for want of file descriptors is left out.)
            if (key.attachment() != null) {
                hangUp(key);
            }
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Client(channel, key));
        }
    }

    private static void hangUp(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException _) {
            // It is gone already.
        }
    }

    /// One connection. Reads when its buffer is empty, and writes while it is not: a client that does not read is not
    /// read from either, and what it sends then waits in the system's buffers, and at last with itself.
    private static final class Client {

        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);

        private Client(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        private void move() throws IOException {
            if (!buffer.hasRemaining()) {
                int read = channel.read(buffer.clear());
                buffer.flip();
                if (read < 0) {
                    // It ended its output, and all that it sent has gone out, or it would not have been read from.
                    channel.close();
                    return;
                }
            }
            // At once: most clients take all, and cost no turn of the selector for it. One call, and no loop: a client
            // that takes nothing more would keep the thread.
            channel.write(buffer);
            key.interestOps(buffer.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        closing = true;
        // Without it, the thread would sleep until a client does something.
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
