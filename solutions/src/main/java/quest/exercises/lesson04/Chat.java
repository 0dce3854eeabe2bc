package quest.exercises.lesson04;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;

/// A chat room: two virtual threads for each guest, one that reads and one that writes, and one lock, the room's.
///
/// One thread that takes all that happens out of one queue needs no lock, nor does a selector's.
public final class Chat implements AutoCloseable {

    /// So many lines may wait for a guest, those not counted that the system has taken.
    public static final int MAX_WAITING = 1000;

    /// What was said in the room. One thread at a time may call it.
    @FunctionalInterface
    public interface Chronicle {

        /// Keeps a line that everybody is about to get, as in `JOINED bob` and `ann: who fights today?`.
        void note(String line);
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,16}");

    /// The last in an outbox: nothing comes after it.
    private static final String END = "";

    private static final class Guest {

        private final Socket socket;
        private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(MAX_WAITING);

        /// Null until there is one. Used by the thread that reads from this guest.
        private String name;

        private Guest(Socket socket) {
            this.socket = socket;
        }

        /// Never waits. Who has let so much come together is put out: the one who reads from the socket finds it
        /// closed, and lets the guest leave. To tell the others from here would be a second line in the middle of the
        /// first, which some have got and some have not.
        private void tell(String line) {
            if (!outbox.offer(line)) {
                hangUp();
            }
        }

        private void hangUp() {
            try {
                socket.close();
            } catch (IOException _) {
                // Closed is closed.
            }
        }
    }

    private final Object room = new Object();
    private final Chronicle chronicle;                                   // guarded by room
    private final Map<String, Guest> guests = new LinkedHashMap<>();     // guarded by room: those with a name
    private final Set<Guest> connected = new HashSet<>();                // guarded by room
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket gate;

    public Chat(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /// Opens the room.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        gate = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
        return gate.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var guest = new Guest(gate.accept());
                synchronized (room) {
                    connected.add(guest);
                }
                guest.tell("NAME?");
                threads.execute(() -> write(guest));
                threads.execute(() -> read(guest));
            }
        } catch (IOException | RejectedExecutionException _) {
            // The room is being closed. Who came in last is among the connected, and so is not forgotten.
            closeAll();
        }
    }

    private void read(Guest guest) {
        String lastWord = END;
        try {
            // One reader for the name and all that comes after it: it has read ahead.
            var in = new BufferedReader(new InputStreamReader(guest.socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.strip().equalsIgnoreCase("quit")) {
                    lastWord = "BYE";
                    break;
                }
                if (guest.name == null) {
                    join(guest, line);
                } else if (!line.isBlank()) {
                    tellAll(guest.name + ": " + line);
                }
            }
        } catch (IOException _) {
            // The guest broke off or was put out, or the room is being closed.
        } finally {
            // However it ended, and in this one place: so the others are told once.
            leave(guest);
            guest.tell(lastWord);
            guest.tell(END);
        }
    }

    private void join(Guest guest, String name) {
        if (!NAME.matcher(name).matches()) {
            guest.tell("ERR a name has 1 to 16 letters and digits");
            return;
        }
        // To look whether the name is free, to take it and to tell all that it is taken is one step.
        synchronized (room) {
            if (guests.putIfAbsent(name, guest) != null) {
                guest.tell("ERR name taken");
                return;
            }
            guest.name = name;
            tellAll("JOINED " + name);
        }
    }

    private void leave(Guest guest) {
        synchronized (room) {
            if (guest.name != null) {
                guests.remove(guest.name);
                tellAll("LEFT " + guest.name);
            }
        }
    }

    /// The chronicle and all outboxes within one lock, so that they have one order. Nothing is written here: whoever
    /// waits for a socket would make all wait.
    private void tellAll(String line) {
        synchronized (room) {
            chronicle.note(line);
            guests.values().forEach(guest -> guest.tell(line));
        }
    }

    private void write(Guest guest) {
        try {
            // A line at once. Otherwise the system keeps a second one until the first is confirmed, often 40 ms later.
            guest.socket.setTcpNoDelay(true);
            var out = guest.socket.getOutputStream();
            for (String line = guest.outbox.take(); !line.equals(END); line = guest.outbox.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException _) {
            // The guest broke off, which the one who reads finds out as well; or the room is being closed.
        } finally {
            guest.hangUp();
            synchronized (room) {
                connected.remove(guest);
            }
        }
    }

    /// Ends the room, and returns when it has ended.
    @Override
    public void close() {
        threads.shutdownNow();
        closeAll();
        threads.close();
    }

    private void closeAll() {
        synchronized (room) {
            try {
                gate.close();
            } catch (IOException _) {
                // Closed is closed.
            }
            connected.forEach(Guest::hangUp);
        }
    }
}
