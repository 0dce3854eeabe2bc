package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quest.stage.Moment;
import quest.stage.Stage;

class SavingTest {

    @TempDir
    private Path folder;

    private enum Way {
        BY_VIRTUAL_THREAD(saving -> saving.byVirtualThread(new World(2), _ -> { })),
        BY_ASYNCHRONOUS_CHANNEL(saving -> saving.byAsynchronousChannel(new World(2), Duration.ZERO));

        private final Function<Saving, CompletableFuture<Void>> save;

        Way(Function<Saving, CompletableFuture<Void>> save) {
            this.save = save;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSaveIsWholeAndAlone(Way way) throws IOException {
        save(way, folder.resolve("game.save"));

        assertThat(World.inspect(folder.resolve("game.save"))).isEqualTo("whole, of turn 2");
        assertThat(names(folder)).containsExactly("game.save");
    }

    /// All regions are written, and then the last step fails: a folder with something in it cannot be replaced.
    @ParameterizedTest
    @EnumSource
    void aSaveThatFailsLeavesWhatWasThereAndNothingElse(Way way) throws IOException {
        var inTheWay = Files.createDirectories(folder.resolve("game.save/old")).getParent();

        assertThatThrownBy(() -> save(way, inTheWay)).satisfies(failure ->
                assertThat(failure instanceof FileSystemException ? failure : failure.getCause())
                        .isInstanceOf(FileSystemException.class));

        assertThat(names(folder)).containsExactly("game.save");
        assertThat(names(inTheWay)).containsExactly("old");
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatIsNotThereIsAFailureToo(Way way) {
        assertThatThrownBy(() -> save(way, folder.resolve("no/game.save"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anAsynchronousChannelTellsTheLoopOfEveryRegion() {
        try (var stage = Stage.fastRehearsal()) {
            var loop = stage.newLoop();
            loop.runUntilComplete(new Saving(stage, loop, folder.resolve("game.save"))
                    .byAsynchronousChannel(new World(1), Duration.ZERO));

            assertThat(stage.timeline()).filteredOn(moment -> moment.who().equals("save"))
                    .extracting(Moment::what).containsExactly("region 1 of 4 is written",
                            "region 2 of 4 is written", "region 3 of 4 is written", "region 4 of 4 is written");
        }
    }

    private static void save(Way way, Path file) {
        try (var stage = Stage.fastRehearsal()) {
            var loop = stage.newLoop();
            loop.runUntilComplete(way.save.apply(new Saving(stage, loop, file)));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
