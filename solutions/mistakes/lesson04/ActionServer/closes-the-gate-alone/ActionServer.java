// Mistake: lets nobody in any more, and keeps those who are in. Caught by: Closing.endsAllConnections
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

/// A server of actions: a virtual thread for each player.
///
/// A thread that reads, acts and answers in turn keeps a player's order without a line of code for it. A selector does
/// as well, with actions on an executor: then each player needs a queue of lines that wait for the action under way.
public final class ActionServer implements AutoCloseable {

    /// What a player can do.
    public static final List<String> ACTIONS = List.of("move forward", "move backward", "move left", "move right",
            "jump", "attack", "defend", "use potion");

    /// The longest line, in bytes, its end not counted.
    public static final int MAX_LINE = 1024;

    /// Where the actions are done.
    @FunctionalInterface
    public interface Arena {

        /// Does an action, which takes its time.
        ///
        /// @param player the player's number
        /// @param action as it stands in the list
        /// @throws InterruptedException if the thread is interrupted before the action is done
        void act(int player, String action) throws InterruptedException;
    }

    /// A line that was received.
    ///
    /// @param player the player's number, counted from 1 as they connect
    /// @param answer what it is answered, now or later, without the line end
    /// @param time   when it was received, by the clock
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

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        gate = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
        return gate.getLocalPort();
    }

    private void accept() {
        try {
            for (int player = 1; ; player++) {
                // The number is given here, where players come in one by one. On their own threads they could swap it.
                int number = player;
                var socket = gate.accept();
                connections.add(socket);
                threads.execute(() -> serve(number, socket));
            }
        } catch (IOException | RejectedExecutionException _) {
            // The server is being closed. Who came in last is among the connections, and so is not forgotten.
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
            // The player broke off, or the server is being closed: either way there is nobody to answer.
        } finally {
            connections.remove(socket);
        }
    }

    /// @return false if it was the last line
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

    /// Reads byte by byte out of a buffer, since a BufferedReader would wait for the end of a line of any length.
    ///
    /// @return null at the end of input
    private static String readLine(InputStream in) throws IOException, LineTooLongException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            // The byte after the last may be the \r of a line end. Only the next one tells.
            if (line.size() > MAX_LINE || line.size() == MAX_LINE && next != '\r') {
                throw new LineTooLongException();
            }
            line.write(next);
        }
        // Decoded as a whole: a character of several bytes may have come in several pieces.
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String trimmed(String line) {
        return line.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    /// What time it is and the place in the log are settled in one step: between two, another thread could come in with
    /// a later time and an earlier place.
    private void record(int player, String answer) {
        synchronized (log) {
            log.add(new Entry(player, answer, clock.instant()));
        }
    }

    private static void answer(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// A copy: all lines received so far.
    public List<Entry> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        closeAll();
        threads.shutdown();
    }

    /// An interrupt ends the reading of a virtual thread. Of a platform thread only this does.
    private void closeAll() {
        try {
            gate.close();
        } catch (IOException _) {
            // Closed is closed.
        }
    }
}
