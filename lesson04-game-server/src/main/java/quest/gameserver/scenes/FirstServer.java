package quest.gameserver.scenes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import quest.gameserver.steps.BlockingServer;
import quest.stage.Scene;
import quest.stage.Stage;

/// Forty lines of server, on real sockets: the first player is answered at once, the second when the first has gone.
public final class FirstServer implements Scene {

    private static final Duration THINKS = Duration.ofSeconds(1);

    /// Tells what the server does, and lets players wait for it: so the timeline has one order.
    private static final class Doorkeeper implements BlockingServer.Diary {
        private final Stage stage;
        private final Semaphore letIn = new Semaphore(0);
        private final Semaphore gone = new Semaphore(0);

        Doorkeeper(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void letIn() {
            stage.tell("server", "lets somebody in");
            letIn.release();
        }

        @Override
        public void answers(String line) {
            stage.tell("server", "reads \"" + line + "\" and answers");
        }

        @Override
        public void isAlone() {
            stage.tell("server", "is alone again");
            gone.release();
        }
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var doorkeeper = new Doorkeeper(stage);
        var server = Thread.ofVirtual().start(() -> serve(stage, door, doorkeeper));
        try {
            stage.act("One player, and the server is quick");
            alone(stage, door, doorkeeper);
            stage.act("Two players, and one of them thinks");
            together(stage, door, doorkeeper);
        } finally {
            door.close(); // ends the server
            server.join();
        }
    }

    private static void serve(Stage stage, ServerSocket door, Doorkeeper doorkeeper) {
        try {
            new BlockingServer(door, doorkeeper).run();
        } catch (IOException e) {
            if (!door.isClosed()) {
                stage.tell("server", "has broken down: " + e);
            }
        }
    }

    private static void alone(Stage stage, ServerSocket door, Doorkeeper doorkeeper) throws Exception {
        try (var ann = new Player(stage, "ann", door)) {
            doorkeeper.letIn.acquire();
            ann.say("move forward");
            ann.hear();
            stage.sleep(THINKS);
            ann.say("attack");
            ann.hear();
            ann.leave(doorkeeper);
        }
    }

    /// The system has let bob in at once: a connection is made by the two systems, before the server accepts it, and
    /// what bob sends waits in a buffer. Nobody reads it.
    private static void together(Stage stage, ServerSocket door, Doorkeeper doorkeeper) throws Exception {
        try (var ann = new Player(stage, "ann", door)) {
            doorkeeper.letIn.acquire();
            ann.say("move left");
            ann.hear();
            try (var bob = new Player(stage, "bob", door)) {
                bob.say("jump");
                var saidAt = stage.elapsed();
                var answered = CompletableFuture.runAsync(bob::hear, task -> Thread.ofVirtual().start(task));
                stage.sleep(THINKS);
                ann.say("defend");
                ann.hear();
                stage.sleep(THINKS);
                ann.leave(doorkeeper);
                answered.join();
                var waited = stage.elapsed().minus(saidAt);
                bob.leave(doorkeeper);
                stage.print("\nbob had waited %s for an answer that took no time at all.".formatted(
                        Stage.seconds(waited)));
            }
        }
    }

    /// A player on a socket of its own.
    private static final class Player implements AutoCloseable {
        private final Stage stage;
        private final String name;
        private final Socket socket;
        private final BufferedReader in;

        Player(Stage stage, String name, ServerSocket door) throws IOException {
            this.stage = stage;
            this.name = name;
            stage.tell(name, "connects");
            socket = new Socket(door.getInetAddress(), door.getLocalPort());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void say(String line) throws IOException {
            stage.tell(name, "says \"" + line + "\"");
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        void hear() {
            try {
                stage.tell(name, "hears \"" + in.readLine() + "\"");
            } catch (IOException e) {
                stage.tell(name, "hears nothing: " + e);
            }
        }

        /// Returns when the server has noticed.
        void leave(Doorkeeper doorkeeper) throws IOException, InterruptedException {
            stage.tell(name, "leaves");
            socket.close();
            doorkeeper.gone.acquire();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public int lesson() {
        return 4;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "First server: accept, read a line, answer, in forty lines";
    }

    @Override
    public String remark() {
        return """
                The server is right about each line and wrong about the players: its one
                thread waits in readLine for ann, and nobody is left to look at bob. His
                connection was made and his line had arrived; the system did that. The rest
                of this lesson is about who waits for whom.
                """;
    }
}
