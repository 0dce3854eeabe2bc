package quest.exercises.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import quest.exercises.kit.ThreadDump.Seen;

/// The clients of a learner's server, which is tested through its sockets alone. When an answer does not come, the
/// reason is on some thread of the server's: so a failure tells which exception ended one, or where they stand.
///
/// Used by the test's thread.
public final class Clients implements AutoCloseable {
    private static final int SHOWN_THREADS = 3;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<LineClient> clients = new ArrayList<>();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    public Clients() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            uncaught.add(thrown);
            // As it would be printed without this handler: somebody may look for it.
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        });
    }

    /// @param name as messages name it
    public LineClient connect(String name, int port) {
        var client = new LineClient(name, this);
        clients.add(client);
        client.connect(port);
        return client;
    }

    /// A failure that tells what ended a thread of the server's, too.
    public AssertionError wrong(String words) {
        Throwable thrown = uncaught.peek();
        return thrown == null ? new AssertionError(words)
                : new AssertionError("%s One of your threads was ended by %s.".formatted(words, thrown), thrown);
    }

    /// A failure for what has not come: tells what ended a thread of the server's, or where they stand.
    public AssertionError stuck(String words) {
        return wrong(uncaught.isEmpty() ? words + whereTheyStand() : words);
    }

    /// Waits for what must come. Returns whether it has: only a wrong server ever makes this wait to the end.
    public static boolean await(BooleanSupplier hasCome) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Caller.PATIENCE_SECONDS);
        while (!hasCome.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return true;
    }

    /// Looks again and again, so many times, whether something has come that a right server never lets come. Asserts
    /// nothing: a right server passes however short the looks are.
    public static void look(int times, BooleanSupplier hasCome) {
        for (int look = 0; look < times && !hasCome.getAsBoolean(); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /// Fails if somebody listens there still. The system may close a port a moment after it was told to.
    public void assertClosed(int port) {
        if (!await(() -> isClosed(port))) {
            throw wrong("The server was closed, so nobody should listen at its port. Somebody could connect to %d."
                    .formatted(port));
        }
    }

    private static boolean isClosed(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port),
                    (int) TimeUnit.SECONDS.toMillis(Caller.PATIENCE_SECONDS));
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() {
        clients.forEach(LineClient::close);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private static String whereTheyStand() {
        long own = Thread.currentThread().threadId();
        var stands = ThreadDump.now().threads().values().stream().filter(seen -> seen.id() != own)
                .flatMap(seen -> seen.stack().stream().filter(Frames::isLearners).limit(1)
                        .map(frame -> described(seen, frame)))
                .distinct().toList();
        return stands.isEmpty() ? " None of your threads is in your code."
                : " Where your threads stand: " + String.join(", ", stands.subList(0,
                        Math.min(SHOWN_THREADS, stands.size()))) + (stands.size() > SHOWN_THREADS ? ", …" : ".");
    }

    private static String described(Seen seen, StackTraceElement frame) {
        return "at " + frame.getFileName() + ":" + frame.getLineNumber() + (seen.virtual() ? " (virtual)" : "");
    }
}
