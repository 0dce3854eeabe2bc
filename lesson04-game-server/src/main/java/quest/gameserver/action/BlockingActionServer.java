package quest.gameserver.action;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The action server with blocking sockets: one thread accepts, and each player runs where the executor puts it: on the
/// accepting thread itself (one player at a time), on a platform thread of its own, or on a virtual one.
final class BlockingActionServer implements ActionServer {

    private static final int BACKLOG = 4_096;
    /// For threads that have been interrupted, and whose sockets are closed.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILED_ACCEPT = Duration.ofMillis(100);

    private final ServerSocket door;
    private final ActionOptions options;
    private final Executor players;
    private final Consumer<? super Throwable> failures;
    private final Thread accepting;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition oneLeft = lock.newCondition();
    private final Set<BlockingPlayer> present = new LinkedHashSet<>();
    private boolean shutDown;

    /// @param players  runs each player until it has left
    /// @param failures told what is nobody's fault, such as that there are no more threads
    BlockingActionServer(ActionOptions options, Executor players, Consumer<? super Throwable> failures)
            throws IOException {
        this.options = options;
        this.players = players;
        this.failures = failures;
        door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(options.address(), BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        accepting = Thread.ofPlatform().name("accept").start(this::accept);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    private void accept() {
        for (long number = 1; !door.isClosed(); number++) {
            try {
                welcome(number, door.accept());
            } catch (IOException e) {
                if (!door.isClosed()) { // most likely there are no file descriptors left
                    failures.accept(e);
                    pause();
                }
            }
        }
    }

    private void welcome(long number, Socket socket) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            var player = new BlockingPlayer(number, socket, options);
            if (enter(player)) {
                play(player);
            }
        } catch (IOException e) {
            socket.close(); // it was gone before it was welcomed
        }
    }

    private void play(BlockingPlayer player) {
        try {
            players.execute(() -> {
                try {
                    player.run();
                } finally {
                    leave(player);
                }
            });
        } catch (OutOfMemoryError e) { // no thread to be had: this player cannot play, the others can
            player.drop();
            leave(player);
            failures.accept(e);
        }
    }

    private boolean enter(BlockingPlayer player) {
        lock.lock();
        try {
            if (shutDown) {
                player.drop();
                return false;
            }
            return present.add(player);
        } finally {
            lock.unlock();
        }
    }

    private void leave(BlockingPlayer player) {
        lock.lock();
        try {
            present.remove(player);
            oneLeft.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdown() throws InterruptedException {
        lock.lock();
        try {
            shutDown = true;
            door.close();
            present.forEach(BlockingPlayer::shutdown);
            long begin = System.nanoTime();
            if (!awaitAllLeft(begin + options.patience().readers().toNanos())) {
                List.copyOf(present).stream().filter(BlockingPlayer::isWriting).forEach(BlockingPlayer::drop);
                if (!awaitAllLeft(begin + options.patience().actions().toNanos())) {
                    present.forEach(BlockingPlayer::drop);
                    awaitAllLeft(System.nanoTime() + LAST_PATIENCE.toNanos());
                }
            }
        } catch (IOException e) {
            failures.accept(e);
        } finally {
            lock.unlock();
        }
        accepting.join(LAST_PATIENCE);
    }

    private boolean awaitAllLeft(long deadline) throws InterruptedException {
        while (!present.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            oneLeft.awaitNanos(left);
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILED_ACCEPT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
