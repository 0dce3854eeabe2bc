package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.stage.Keyboard;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.Typed;

class InputAndWorldTest {

    @Test
    void whileTheLoopReadsTheKeyboardTheWorldStandsStill() {
        try (var stage = Stage.rehearsal()) {
            var keyboard = stage.keyboard(typed(5000, "north"), typed(500, "East "), typed(1000, "quit"));

            var longestPause = InputAndWorld.loopReads(stage, keyboard);

            assertThat(stage.timeline().stream().skip(1)).extracting(Moment::toString).containsExactly(
                    "5.00 s hero: goes north, to (0, 1)",
                    "5.00 s world: update 1",
                    "5.50 s hero: goes east, to (1, 1)",
                    "6.50 s hero: leaves; the world has had updates: 1");
            assertThat(longestPause).isEqualTo(Duration.ofSeconds(5));
        }
    }

    /// A line is typed only after the world has moved twice more while the keyboard's thread waited for it: if that thread
    /// held up the world, this would never end. How often the world moves meanwhile is the machine's affair; when, is not.
    @Test
    void whileAThreadReadsTheKeyboardTheWorldMovesEveryTwoSeconds() {
        try (var stage = Stage.rehearsal()) {
            var lines = List.of("north", "east", "quit").iterator();
            Keyboard keyboard = () -> {
                awaitUpdates(stage, updates(stage).size() + 2);
                return lines.next();
            };

            var longestPause = InputAndWorld.threadReads(stage, keyboard);

            var updates = updates(stage);
            assertThat(updates).hasSizeGreaterThanOrEqualTo(6);
            assertThat(updates.subList(0, 6)).extracting(Moment::toString).containsExactly(
                    "2.00 s world: update 1", "4.00 s world: update 2", "6.00 s world: update 3",
                    "8.00 s world: update 4", "10.00 s world: update 5", "12.00 s world: update 6");
            assertThat(longestPause).isEqualTo(Duration.ofSeconds(2));
            assertThat(deeds(stage)).containsExactly("goes north, to (0, 1)", "goes east, to (1, 1)", "leaves");
            assertThat(stage.timeline()).last().extracting(Moment::what)
                    .isEqualTo("leaves; the world has had updates: " + updates.size());
        }
    }

    @Test
    void theEndOfTheInputEndsBothActs() {
        try (var stage = Stage.rehearsal("west\n")) {
            new InputAndWorld().play(stage);

            assertThat(deeds(stage)).containsExactly("goes west, to (-1, 0)", "leaves", "leaves");
        }
    }

    @Test
    void quitEndsBothActs() {
        try (var stage = Stage.rehearsal("south\nquit\neast\nquit\nnorth\n")) {
            new InputAndWorld().play(stage);

            assertThat(deeds(stage)).containsExactly("goes south, to (0, -1)", "leaves", "goes east, to (1, 0)", "leaves");
        }
    }

    @Test
    void aKeyboardThatIsOutOfOrderEndsAnAct() {
        Keyboard broken = () -> {
            throw new IOException("unplugged");
        };
        try (var stage = Stage.rehearsal()) {
            InputAndWorld.loopReads(stage, broken);
            InputAndWorld.threadReads(stage, broken);

            assertThat(deeds(stage)).containsExactly("leaves", "leaves");
        }
    }

    @Test
    void whatTheHeroDoesNotUnderstandIsSaidAndNothingElseHappens() {
        try (var stage = Stage.rehearsal()) {
            InputAndWorld.loopReads(stage, stage.keyboard(typed(0, "fly"), typed(0, ""), typed(0, "quit")));

            assertThat(deeds(stage)).containsExactly("does not know the word 'fly'", "does not know the word ''", "leaves");
        }
    }

    /// Nobody is at the keyboard: the scene types by itself, in both acts.
    @Test
    void itPlaysByItselfToo() {
        try (var stage = Stage.fastRehearsal()) {
            new InputAndWorld().play(stage);

            assertThat(deeds(stage)).containsExactly(
                    "goes north, to (0, 1)", "goes east, to (1, 1)", "leaves",
                    "goes north, to (0, 1)", "goes east, to (1, 1)", "leaves");
        }
    }

    /// What the hero did, without how often the world had moved by then.
    private static List<String> deeds(Stage stage) {
        return stage.timeline().stream().filter(moment -> moment.who().equals("hero"))
                .map(moment -> moment.what().replaceFirst("; .*", "")).toList();
    }

    private static Typed typed(long pauseMillis, String line) {
        return new Typed(Duration.ofMillis(pauseMillis), line);
    }

    private static void awaitUpdates(Stage stage, int count) {
        while (updates(stage).size() < count) {
            Thread.onSpinWait();
        }
    }

    private static List<Moment> updates(Stage stage) {
        return stage.timeline().stream().filter(moment -> moment.who().equals("world")).toList();
    }
}
