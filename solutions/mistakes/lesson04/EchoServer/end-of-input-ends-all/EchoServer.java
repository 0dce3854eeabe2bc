// Mistake: closes at the end of input, although something is still to be written. Caught by: HalfClose.lateReaderGetsAll
package quest.exercises.lesson04;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

public final class EchoServer implements AutoCloseable {

    private Selector selector;
    private ServerSocketChannel listener;
    private Thread thread;
    private volatile boolean closing;

    public int start() throws IOException {
        selector = Selector.open();
        listener = ServerSocketChannel.open();
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
            selector.keys().forEach(this::hangUp);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                move(key);
            }
        } catch (IOException e) {
            hangUp(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        if (client != null) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, new ArrayDeque<ByteBuffer>());
        }
    }

    @SuppressWarnings("unchecked")
    private void move(SelectionKey key) throws IOException {
        SocketChannel client = (SocketChannel) key.channel();
        Queue<ByteBuffer> waiting = (Queue<ByteBuffer>) key.attachment();
        if (key.isReadable()) {
            ByteBuffer buffer = ByteBuffer.allocate(16_384);
            if (client.read(buffer) < 0) {
                client.close();
                return;
            }
            waiting.add(buffer.flip());
        }
        while (!waiting.isEmpty()) {
            client.write(waiting.peek());
            if (waiting.peek().hasRemaining()) {
                break;
            }
            waiting.remove();
        }
        key.interestOps(SelectionKey.OP_READ | (waiting.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    private void hangUp(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
