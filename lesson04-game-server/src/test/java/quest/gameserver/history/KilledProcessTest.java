package quest.gameserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.LoopThread;

/// What a `kill -9` leaves.
class KilledProcessTest {

    private static final int SAID_BEFORE_THE_KILL = 500;

    @TempDir
    private Path folder;

    @Test
    void everyGameThatWasSaidToBeDurableIsThereAndTheReplayEndsWithAWholeTick() throws Exception {
        var said = runUntilKilled();
        assertThat(said).hasSizeGreaterThanOrEqualTo(SAID_BEFORE_THE_KILL).isSorted();

        try (var thread = new LoopThread(); var scores = Scores.open(thread.loop, folder)) {
            var replays = Replays.open(thread.loop, folder);
            thread.start();
            var players = said.stream().map(number -> "p" + number).toList();
            var best = thread.call(() -> scores.best(players)).join();
            for (int number : said) {
                assertThat(best).containsEntry("p" + number, number);
                assertThat(number == 0 || thread.call(() -> scores.dashboard("p" + number)).join() != null)
                        .as("player %d is known", number).isTrue();
            }

            var replay = thread.call(() -> replays.of("lava")).join().getFirst();
            var lines = ReplaysTest.lines(thread, replays, replay.id());
            assertThat(replay.ticks()).isPositive();
            assertThat(lines).hasSize((int) replay.ticks() + 1).startsWith("{\"seed\":1}", "{\"tick\":0}")
                    .endsWith("{\"tick\":%d}".formatted(replay.ticks() - 1));
            assertThat(replay.players()).isEqualTo(LongStream.range(0, replay.ticks())
                    .limit(Recording.MOST_PLAYERS).mapToObj(i -> "p" + i).toList());
            thread.call(replays::shutdown).join();
        }
    }

    private List<Integer> runUntilKilled() throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-preview", "-cp", System.getProperty("java.class.path"), RecordingProcess.class.getName(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = new ArrayList<Integer>();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(Integer.valueOf(line));
                if (said.size() == SAID_BEFORE_THE_KILL) {
                    // The handle's, which is a kill -9 too, but leaves us what the process had already said.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return said;
    }
}
