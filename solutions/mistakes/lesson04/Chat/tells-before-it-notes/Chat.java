// Mistake: notes a line when all have been told. Caught by: OneOrder.chronicleComesFirst
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

public final class Chat implements AutoCloseable {
    public static final int MAX_WAITING = 1000;

    @FunctionalInterface
    public interface Chronicle {
        void note(String line);
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,16}");

    private static final String END = "";

    private static final class Guest {
        private final Socket socket;
        private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(MAX_WAITING);

        private String name;

        private Guest(Socket socket) {
            this.socket = socket;
        }

        private void tell(String line) {
            if (!outbox.offer(line)) {
                hangUp();
            }
        }

        private void hangUp() {
            try {
                socket.close();
            } catch (IOException _) {
            }
        }
    }

    private final Object room = new Object();
    private final Chronicle chronicle;
    private final Map<String, Guest> guests = new LinkedHashMap<>();
    private final Set<Guest> connected = new HashSet<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket gate;

    public Chat(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

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
            closeAll();
        }
    }

    private void read(Guest guest) {
        String lastWord = END;
        try {
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
        } finally {
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

    private void tellAll(String line) {
        synchronized (room) {
            guests.values().forEach(guest -> guest.tell(line));
            chronicle.note(line);
        }
    }

    private void write(Guest guest) {
        try {
            guest.socket.setTcpNoDelay(true);
            var out = guest.socket.getOutputStream();
            for (String line = guest.outbox.take(); !line.equals(END); line = guest.outbox.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException _) {
        } finally {
            guest.hangUp();
            synchronized (room) {
                connected.remove(guest);
            }
        }
    }

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
            }
            connected.forEach(Guest::hangUp);
        }
    }
}
