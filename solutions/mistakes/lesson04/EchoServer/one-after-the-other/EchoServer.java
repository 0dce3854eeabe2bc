// Mistake: serves a client to its end before the next. Caught by: Echo.eachClientGetsItsOwn
package quest.exercises.lesson04;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

public final class EchoServer implements AutoCloseable {

    private ServerSocket listener;
    private volatile Socket client;
    private Thread thread;

    public int start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        thread = Thread.ofPlatform().name("echo").start(this::serve);
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                client = socket;
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // The client is gone, or the server is closed.
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            if (client != null) {
                client.close();
            }
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
