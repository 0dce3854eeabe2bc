// Mistake: interrupts the actions under way, and returns before they have ended. Caught by: Closing.waitsForAnAction
package quest.exercises.lesson04;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

public final class ActionServer implements AutoCloseable {

    public static final List<String> ACTIONS = List.of("move forward", "move backward", "move left", "move right",
            "jump", "attack", "defend", "use potion");

    public static final int MAX_LINE = 1024;

    @FunctionalInterface
    public interface Arena {

        void act(int player, String action) throws InterruptedException;
    }

    public record Entry(int player, String answer, Instant time) {
    }

    private static final class LineTooLongException extends Exception {
    }

    private final Arena arena;
    private final InstantSource clock;
    private final List<Entry> log = new ArrayList<>(); // guarded by itself
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket gate;

    public ActionServer(Arena arena, InstantSource clock) {
        this.arena = arena;
        this.clock = clock;
    }

    public int start() throws IOException {
        gate = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
        return gate.getLocalPort();
    }

    private void accept() {
        try {
            for (int player = 1; ; player++) {
                int number = player;
                var socket = gate.accept();
                connections.add(socket);
                threads.execute(() -> serve(number, socket));
            }
        } catch (IOException | RejectedExecutionException _) {
            closeAll();
        }
    }

    private void serve(int player, Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (!gate.isClosed() && handleLine(player, in, socket)) {
                continue;
            }
        } catch (IOException | InterruptedException _) {
        } finally {
            connections.remove(socket);
        }
    }

    private boolean handleLine(int player, InputStream in, Socket socket) throws IOException, InterruptedException {
        String line;
        try {
            line = readLine(in);
        } catch (LineTooLongException _) {
            answer(socket, "ERR line too long");
            return false;
        }
        if (line == null) {
            return false;
        }
        String text = trimmed(line);
        if (text.equalsIgnoreCase("quit")) {
            answer(socket, "BYE");
            return false;
        }
        String action = text.replaceAll(" +", " ").toLowerCase(Locale.ROOT);
        boolean known = ACTIONS.contains(action);
        String answer = known ? "OK " + action
                : text.isEmpty() ? "ERR empty action" : "ERR unknown action: " + text;
        record(player, answer);
        if (known) {
            arena.act(player, action);
        }
        answer(socket, answer);
        return true;
    }

    private static String readLine(InputStream in) throws IOException, LineTooLongException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() > MAX_LINE || line.size() == MAX_LINE && next != '\r') {
                throw new LineTooLongException();
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String trimmed(String line) {
        return line.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    private void record(int player, String answer) {
        synchronized (log) {
            log.add(new Entry(player, answer, clock.instant()));
        }
    }

    private static void answer(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public List<Entry> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        closeAll();
    }

    private void closeAll() {
        try {
            gate.close();
            for (var socket : connections) {
                socket.close();
            }
        } catch (IOException _) {
        }
    }
}
