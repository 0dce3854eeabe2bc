// Mistake: tells all others, and not the one who moved. Caught by: Moving.moverGetsTheState
package quest.exercises.lesson04;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A server of positions: two virtual threads for each player, one that reads and one that writes, and one lock.
///
/// A selector on one thread needs no lock: whatever that thread does is in one order. So does one thread that takes all
/// moves out of one queue.
public final class PositionServer implements AutoCloseable {

    /// The longest line, in bytes, its end not counted.
    public static final int MAX_LINE = 1024;

    /// Where the players stand. One thread at a time may call its methods.
    public interface Positions {

        /// A new player appears, at 0,0.
        void join(int id);

        void move(int id, int x, int y);

        /// A player is gone. Does nothing if there is no such player.
        void leave(int id);

        /// All players, ordered by id, as in `POSITIONS 1=0,0 2=3,-4`.
        String state();

        /// Nobody is there.
        static Positions empty() {
            Map<Integer, String> positions = new TreeMap<>();
            return new Positions() {

                @Override
                public void join(int id) {
                    positions.put(id, "0,0");
                }

                @Override
                public void move(int id, int x, int y) {
                    positions.replace(id, x + "," + y);
                }

                @Override
                public void leave(int id) {
                    positions.remove(id);
                }

                @Override
                public String state() {
                    return "POSITIONS" + positions.entrySet().stream()
                            .map(player -> " " + player.getKey() + "=" + player.getValue())
                            .collect(Collectors.joining());
                }
            };
        }
    }

    private static final Pattern MOVE = Pattern.compile(" *MOVE +(-?[0-9]+) +(-?[0-9]+) *", Pattern.CASE_INSENSITIVE);

    /// The last in an outbox: nothing comes after it.
    private static final String END = "";

    private static final class LineTooLongException extends Exception {
    }

    /// @param outbox what is still to be written, in order
    private record Player(int id, Socket socket, BlockingQueue<String> outbox) {
    }

    private final Object world = new Object();
    private final Positions positions;                          // guarded by world
    private final List<Player> players = new ArrayList<>();     // guarded by world
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket gate;

    /// @param positions nobody is there yet
    public PositionServer(Positions positions) {
        this.positions = positions;
    }

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        gate = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
        return gate.getLocalPort();
    }

    private void accept() {
        try {
            for (int id = 1; ; id++) {
                var player = new Player(id, gate.accept(), new LinkedBlockingQueue<>());
                join(player);
                threads.execute(() -> write(player));
                threads.execute(() -> read(player));
            }
        } catch (IOException | RejectedExecutionException _) {
            // The server is being closed. Who came in last is among the players, and so is not forgotten.
            closeAll();
        }
    }

    private void join(Player player) {
        synchronized (world) {
            positions.join(player.id);
            players.add(player);
            player.outbox.add("WELCOME " + player.id);
            tellAll();
        }
    }

    private void move(Player player, int x, int y) {
        synchronized (world) {
            positions.move(player.id, x, y);
            String state = positions.state();
            players.stream().filter(other -> other != player).forEach(other -> other.outbox.add(state));
        }
    }

    private void leave(Player player) {
        synchronized (world) {
            players.remove(player);
            positions.leave(player.id);
            tellAll();
        }
    }

    /// Within the same lock as the change: that the state is put into all outboxes before the next change is what makes
    /// one order of the states. Nothing is written here, since whoever waits for a socket would make all wait.
    private void tellAll() {
        String state = positions.state();
        players.forEach(player -> player.outbox.add(state));
    }

    private void write(Player player) {
        try (var socket = player.socket) {
            for (String line = player.outbox.take(); !line.equals(END); line = player.outbox.take()) {
                socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException _) {
            // The player broke off, which the one who reads finds out as well; or the server is being closed.
        }
    }

    private void read(Player player) {
        String lastWords = END;
        try {
            var in = new BufferedInputStream(player.socket.getInputStream());
            for (String line = readLine(in); line != null; line = readLine(in)) {
                if (line.strip().equalsIgnoreCase("quit")) {
                    lastWords = "BYE";
                    break;
                }
                handle(player, line);
            }
        } catch (LineTooLongException _) {
            lastWords = "ERR line too long";
        } catch (IOException _) {
            // The player broke off, or the server is being closed.
        } finally {
            // However it ended, the player is gone.
            leave(player);
            player.outbox.addAll(List.of(lastWords, END));
        }
    }

    private void handle(Player player, String line) {
        var move = MOVE.matcher(line);
        if (!move.matches()) {
            player.outbox.add("ERR expected MOVE x y");
            return;
        }
        int x;
        int y;
        try {
            x = Integer.parseInt(move.group(1));
            y = Integer.parseInt(move.group(2));
        } catch (NumberFormatException _) {
            player.outbox.add("ERR a position goes from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
            return;
        }
        move(player, x, y);
    }

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
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        threads.shutdownNow();
        closeAll();
        threads.close();
    }

    private void closeAll() {
        synchronized (world) {
            try {
                gate.close();
                for (var player : players) {
                    player.socket.close();
                }
            } catch (IOException _) {
                // Closed is closed.
            }
        }
    }
}
