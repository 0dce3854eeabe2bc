package quest.gameserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.LoopThread;

/// Which threads touch the disk, as the JDK's flight recorder has seen it: every read, write and force of a file.
class DiskTrailTest {

    private record Step(String thread, String event, String file) {
    }

    @TempDir
    private Path folder;

    @Test
    void theLoopsThreadNeverTouchesTheDisk() throws Exception {
        var trail = record(() -> {
            try (var thread = new LoopThread()) {
                var scores = Scores.open(thread.loop, folder);
                var replays = Replays.open(thread.loop, folder);
                thread.start();
                play(thread, scores, replays);
                thread.call(replays::shutdown).join();
                scores.close();
            }
            return null;
        });
        assertThat(trail).extracting(Step::thread).contains("database").doesNotContain("loop");
        assertThat(trail).filteredOn(step -> step.file().endsWith(".mv.db")).extracting(Step::event)
                .contains("jdk.FileWrite");
        assertThat(trail).filteredOn(step -> step.file().endsWith(".ndjson")).isNotEmpty()
                .extracting(Step::event).contains("jdk.FileWrite", "jdk.FileRead");
        assertThat(trail).filteredOn(step -> step.file().endsWith(".ndjson") && step.event().equals("jdk.FileWrite"))
                .extracting(Step::thread).containsOnly("replays");
    }

    private static void play(LoopThread thread, Scores scores, Replays replays) {
        var games = thread.call(() -> IntStream.range(0, 100)
                .mapToObj(i -> scores.record(new Game("p" + i, "lava", i, 1, Instant.EPOCH))).toList());
        CompletableFuture.allOf(games.toArray(CompletableFuture[]::new)).join();
        thread.call(() -> scores.leaders(10)).join();
        thread.call(() -> scores.dashboard("p1")).join();
        thread.call(() -> scores.best(List.of("p1"))).join();
        var recording = thread.call(() -> {
            var begun = replays.begin("lava", Instant.EPOCH, "{}".getBytes(StandardCharsets.UTF_8));
            begun.player("p1");
            begun.tick("{}".getBytes(StandardCharsets.UTF_8));
            return begun;
        });
        thread.call(recording::end).join();
        thread.call(() -> replays.of("lava")).join();
        var reader = thread.call(() -> replays.read(recording.id())).join();
        assertThat(thread.call(reader::next).join()).isNotNull();
        assertThat(thread.call(reader::next).join()).isNull();
    }

    private List<Step> record(Callable<Void> work) throws Exception {
        var file = folder.resolve("trail.jfr");
        try (var recorder = new jdk.jfr.Recording()) {
            for (var event : List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce")) {
                recorder.enable(event).withoutThreshold().withoutStackTrace();
            }
            recorder.start();
            work.call();
            recorder.stop();
            recorder.dump(file);
        }
        var trail = new ArrayList<Step>();
        for (var event : RecordingFile.readAllEvents(file)) {
            // The recorder may have something to say of itself, such as that the machine is too busy for it.
            var path = event.hasField("path") ? event.getString("path") : null;
            if (path != null && path.startsWith(folder.toString())) {
                trail.add(new Step(event.getThread().getJavaName(), event.getEventType().getName(), path));
            }
        }
        return trail;
    }
}
