package quest.gameserver.action;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import quest.gameserver.net.LineFramer;

/// A player on a thread of its own: reads, acts, answers, and blocks wherever there is something to wait for. On which
/// kind of thread it runs, it does not know.
final class BlockingPlayer implements Runnable, LineFramer.Lines {

    private static final int READ_AT_ONCE = 8 * 1024;
    private static final int LINGER_MILLIS = 1_000;

    private final long number;
    private final Socket socket;
    private final ActionOptions options;

    private final LineFramer framer = new LineFramer(RequestParser.MAX_LINE);
    private final Queue<Request> waiting = new ArrayDeque<>(1);
    private boolean noMore;
    private volatile boolean shutDown;
    private volatile boolean writing;
    private volatile Thread thread;

    BlockingPlayer(long number, Socket socket, ActionOptions options) {
        this.number = number;
        this.socket = socket;
        this.options = options;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (socket) {
            play();
            if (noMore) {
                linger();
            }
        } catch (IOException _) {
            // the peer is gone
        } catch (InterruptedException _) {
            // dropped by the shutdown
        } finally {
            if (shutDown) {
                waiting.forEach(request -> options.log().dropped(number, request));
            }
        }
    }

    private void play() throws IOException, InterruptedException {
        var in = socket.getInputStream();
        var out = new BufferedOutputStream(socket.getOutputStream(), READ_AT_ONCE);
        var buffer = new byte[READ_AT_ONCE];
        while (!noMore) {
            int read = in.read(buffer);
            if (read >= 0) {
                framer.feed(buffer, 0, read, this);
            } else if (shutDown) {
                return;
            } else {
                framer.end(this);
                noMore = true;
            }
            answerAll(out);
            options.log().awaitCaughtUp();
        }
    }

    private void answerAll(OutputStream out) throws IOException, InterruptedException {
        for (var request = waiting.peek(); request != null; request = waiting.peek()) {
            if (request instanceof Request.Perform && options.action().isPositive()) {
                flush(out); // the answers before this one need not wait for it
                Thread.sleep(options.action());
            }
            waiting.poll();
            writing = true;
            out.write(request.answer());
            writing = false;
        }
        flush(out); // what arrived together is answered together: the system call is what costs
    }

    private void flush(OutputStream out) throws IOException {
        writing = true;
        out.flush();
        writing = false;
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        return accept(RequestParser.parse(bytes, from, to));
    }

    @Override
    public void tooLong() {
        accept(RequestParser.TOO_LONG);
    }

    private boolean accept(Request request) {
        options.log().received(number, request);
        waiting.add(request);
        noMore |= request.isLast();
        return !request.isLast();
    }

    /// Waits until the peer has closed its side too. Closing with unread input would reset the connection, and the peer
    /// might never see the last answer.
    private void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        var nowhere = new byte[READ_AT_ONCE];
        long patience = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
        while (socket.getInputStream().read(nowhere) >= 0 && System.nanoTime() - patience < 0) {
            continue;
        }
    }

    // ---- for the server, on its thread ----

    /// Lets the player answer what it has received, and no more.
    void shutdown() {
        shutDown = true;
        try {
            socket.shutdownInput(); // a read that waits returns: the end
        } catch (IOException _) {
            // it has ended already
        }
    }

    boolean isWriting() {
        return writing;
    }

    void drop() {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
        try {
            socket.close();
        } catch (IOException _) {
            // it has ended already
        }
    }
}
