package quest.gameserver.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import quest.stage.SceneBrokenOff;
import quest.stage.Stage;

/// The life of a server as a process: it says where it listens, and ends in order when it is told to, by SIGTERM or
/// Ctrl-C, with exit code 0.
///
/// A JVM that is ended by a signal runs its shutdown hooks and then ends with the signal's code, 143 or 130. Here the
/// hook ends it itself, after the server has ended.
public final class ServerProcess {

    /// What ends the server, and returns when it has ended.
    public interface Shutdown {
        void run() throws Exception;
    }

    private ServerProcess() {
    }

    /// The line by which others know that the server is open, and where.
    public static String listeningOn(InetSocketAddress address) {
        return "listening on %s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
    }

    /// What to throw when the address cannot be had: mostly, since another program has it.
    public static SceneBrokenOff cannotListen(InetSocketAddress address, IOException e) {
        return new SceneBrokenOff(("cannot listen on %s:%d: %s. Is another server running there? "
                + "--port 0 takes any port that is free.")
                .formatted(address.getHostString(), address.getPort(), e.getMessage()));
    }

    /// Has the server ended in order when the process is told to end. If it ends on its own before, nothing is done.
    ///
    /// @param stage on which the server plays: it is closed after the server, so that a trace gets written
    /// @return to be closed when the server has ended on its own
    public static AutoCloseable endInOrder(Stage stage, Shutdown shutdown) {
        var over = new AtomicBoolean();
        var hook = Thread.ofPlatform().name("shutdown").unstarted(() -> {
            if (over.compareAndSet(false, true)) {
                end(stage, shutdown);
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            if (over.compareAndSet(false, true)) {
                Runtime.getRuntime().removeShutdownHook(hook);
            } else {
                new CountDownLatch(1).await(); // the hook ends the process
            }
        };
    }

    private static void end(Stage stage, Shutdown shutdown) {
        int exitCode = 0;
        try (stage) {
            shutdown.run();
        } catch (Exception e) {
            e.printStackTrace();
            exitCode = 3;
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
