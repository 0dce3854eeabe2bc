package quest.gameserver.steps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The first server: accept, read a line, answer. It is complete, and it is wrong: whoever comes second waits until the
/// first has gone. What follows it is the action server, in five styles.
public final class BlockingServer {

    /// Told what the server does, on its thread.
    public interface Diary {
        void letIn();

        void answers(String line);

        void isAlone();
    }

    private final ServerSocket door;
    private final Diary diary;

    public BlockingServer(ServerSocket door, Diary diary) {
        this.door = door;
        this.diary = diary;
    }

    /// Serves on the calling thread until the door is closed from another one, which shows as an exception here.
    public void run() throws IOException {
        while (true) {
            try (var player = door.accept()) {
                diary.letIn();
                serve(player);
            }
            diary.isAlone();
        }
    }

    private void serve(Socket player) throws IOException {
        var in = new BufferedReader(new InputStreamReader(player.getInputStream(), StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            diary.answers(line);
            player.getOutputStream().write(("OK " + line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
