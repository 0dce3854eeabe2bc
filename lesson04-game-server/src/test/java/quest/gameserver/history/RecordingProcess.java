package quest.gameserver.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import quest.eventloop.EventLoop;

/// A server's history without a server: every few milliseconds players die and a tick is recorded, until the process is
/// killed. Each game is said when it is durable: its player's number. Started by a test, as a process of its own.
final class RecordingProcess {

    private static final int TOGETHER = 7;
    private int players;

    private RecordingProcess() {
    }

    static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var loop = new EventLoop();
        var process = new RecordingProcess();
        try (var scores = Scores.open(loop, folder); var replays = Replays.open(loop, folder)) {
            var recording = replays.begin("lava", Instant.EPOCH, json("{\"seed\":1}"));
            loop.scheduleAtFixedRate(() -> process.tick(scores, replays, recording),
                    Duration.ZERO, Duration.ofMillis(5));
            loop.run();
        }
    }

    private void tick(Scores scores, Replays replays, Recording recording) {
        for (int i = 0; i < TOGETHER; i++) {
            int number = players++;
            scores.record(new Game("p" + number, "lava", number, 0, Instant.EPOCH))
                    .thenRun(() -> IO.println(number));
        }
        recording.player("p" + recording.ticks());
        recording.tick(json("{\"tick\":" + recording.ticks() + "}"));
        replays.flush();    // now, and not in a second: to be killed in the middle of it
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
