package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.stage.Stage;

class SaveGameTest {

    @TempDir
    private Path folder;

    @Test
    void whileTheLoopSavesTheGameStandsStill() throws Exception {
        assertThat(between(act(0), "save: begins, of turn 1", "save: is done")).containsExactly(
                "save: region 1 of 4 is written", "save: region 2 of 4 is written",
                "save: region 3 of 4 is written", "save: region 4 of 4 is written");
        assertThat(act(0)).endsWith("disk: has a save, whole, of turn 1");
    }

    /// After a region the file rests for longer than a tick, by timers of the one loop: the tick is due first.
    @Test
    void whileAnAsynchronousChannelSavesTheGameGoesOn() throws Exception {
        assertThat(act(1)).containsSubsequence(
                "save: begins, of turn 2",
                "save: region 1 of 4 is written", "game: tick", "save: region 2 of 4 is written", "game: tick",
                "save: region 3 of 4 is written", "game: tick", "save: region 4 of 4 is written", "game: tick",
                "save: is done",
                "disk: has a save, whole, of turn 2");
    }

    /// Here the disk rests until the game has had a tick: were the loop to wait for it, this would never end.
    @Test
    void whileAVirtualThreadSavesTheGameGoesOn() throws Exception {
        assertThat(act(2)).containsSubsequence(
                "save: begins, of turn 3",
                "save: region 1 of 4 is written", "game: tick", "save: region 2 of 4 is written", "game: tick",
                "save: region 3 of 4 is written", "game: tick", "save: region 4 of 4 is written", "game: tick",
                "save: is done",
                "disk: has a save, whole, of turn 3");
    }

    @Test
    void overTheOldSaveHalfASaveIsLeft() throws Exception {
        assertThat(act(3)).containsSubsequence(
                "disk: has a save, whole, of turn 4",
                "save: begins, of turn 5",
                "save: region 2 of 4 is written",
                "disk: does not answer",
                "player: has waited long enough, and cancels it")
                .endsWith("disk: has a save, broken: 2 of 4 regions of turn 5");
    }

    @Test
    void besideTheOldSaveItStaysAsItWas() throws Exception {
        assertThat(act(4)).containsSubsequence(
                "disk: has a save, whole, of turn 6",
                "save: begins, of turn 7",
                "save: region 2 of 4 is written",
                "disk: does not answer",
                "player: has waited long enough, and cancels it")
                .endsWith("disk: has a save, whole, of turn 6");
    }

    @Test
    void nothingIsLeftButTheSave() throws Exception {
        played();
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName)).containsExactly(Path.of("game.save"));
        }
        assertThat(World.inspect(folder.resolve("game.save"))).isEqualTo("whole, of turn 6");
    }

    private List<String> act(int number) throws Exception {
        var acts = new ArrayList<List<String>>();
        var lines = new ArrayList<String>();
        for (var line : played()) {
            lines.add(line);
            boolean saved = line.startsWith("disk: has a save") && acts.size() < 3;
            boolean broken = line.startsWith("disk: has a save") && lines.contains("disk: does not answer");
            if (saved || broken) {
                acts.add(List.copyOf(lines));
                lines.clear();
            }
        }
        assertThat(acts).hasSize(5);
        return acts.get(number);
    }

    private List<String> played() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new SaveGame(SaveGameTest::untilATick).play(stage, folder);
            return stage.timeline().stream().filter(moment -> !moment.who().equals("watchdog"))
                    .map(moment -> moment.who() + ": " + moment.what()).toList();
        }
    }

    private static Saving.Rest untilATick(Stage stage) {
        return _ -> {
            long ticks = ticks(stage);
            while (ticks(stage) == ticks) {
                Thread.yield();
            }
        };
    }

    private static long ticks(Stage stage) {
        return stage.timeline().stream().filter(moment -> moment.who().equals("game")).count();
    }

    private static List<String> between(List<String> lines, String first, String last) {
        return lines.subList(lines.indexOf(first) + 1, lines.indexOf(last));
    }
}
