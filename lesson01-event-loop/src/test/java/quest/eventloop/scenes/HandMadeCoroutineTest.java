package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class HandMadeCoroutineTest {

    private static final Path SOURCE = Path.of("src/main/java/quest/eventloop/scenes/HandMadeCoroutine.java");

    @Test
    void inAStraightLineTheSecondHeroWaitsForTheFirst() {
        assertThat(told().subList(0, 11)).containsExactly(
                "0.00 s ann: finds cave 1",
                "1.20 s ann: has gold: 10",
                "1.70 s ann: finds cave 2",
                "2.90 s ann: has gold: 30",
                "3.40 s bob: finds cave 1",
                "4.00 s bob: has gold: 10",
                "4.40 s bob: finds cave 2",
                "5.00 s bob: has gold: 30",
                "5.40 s bob: finds cave 3",
                "6.00 s bob: has gold: 60",
                "6.40 s both: are home with 90 gold");
    }

    @Test
    void stateMachinesInterleaveAtTheirPausesAndKeepTheirLocals() {
        assertThat(told().subList(11, told().size())).containsExactly(
                "0.00 s ann: finds cave 1",
                "0.00 s ann: pauses, keeping DUG, cave 1, gold 0",
                "0.00 s bob: finds cave 1",
                "0.00 s bob: pauses, keeping DUG, cave 1, gold 0",
                "0.60 s bob: has gold: 10",
                "0.60 s bob: pauses, keeping RESTED, cave 1, gold 10",
                "1.00 s bob: finds cave 2",
                "1.00 s bob: pauses, keeping DUG, cave 2, gold 10",
                "1.20 s ann: has gold: 10",
                "1.20 s ann: pauses, keeping RESTED, cave 1, gold 10",
                "1.60 s bob: has gold: 30",
                "1.60 s bob: pauses, keeping RESTED, cave 2, gold 30",
                "1.70 s ann: finds cave 2",
                "1.70 s ann: pauses, keeping DUG, cave 2, gold 10",
                "2.00 s bob: finds cave 3",
                "2.00 s bob: pauses, keeping DUG, cave 3, gold 30",
                "2.60 s bob: has gold: 60",
                "2.60 s bob: pauses, keeping RESTED, cave 3, gold 60",
                "2.90 s ann: has gold: 30",
                "2.90 s ann: pauses, keeping RESTED, cave 2, gold 30",
                "3.40 s both: are home with 90 gold");
    }

    @Test
    void whatIsShownSideBySideIsWhatIsPlayed() throws IOException {
        var source = Files.readString(SOURCE);
        var shown = between(source, "SIDE_BY_SIDE = \"\"\"\n", "\"\"\";").lines().toList();

        assertThat(column(shown, 0)).isEqualTo(method(source, "int explore()"));
        assertThat(column(shown, 1)).isEqualTo(method(source, "Step resume()"));
    }

    private static List<String> told() {
        try (var stage = Stage.rehearsal()) {
            new HandMadeCoroutine().play(stage);
            return stage.timeline().stream().map(Moment::toString).toList();
        }
    }

    private static List<String> column(List<String> rows, int column) {
        return rows.stream().map(row -> row.split("\\|")[column].strip()).filter(line -> !line.isEmpty()).toList();
    }

    /// The lines of a method of a nested class, without indentation. Its constants are shown without their class.
    private static List<String> method(String source, String head) {
        var lines = between(source, "\n        " + head + " {\n", "\n        }\n").lines();
        return Stream.of(Stream.of(head + " {"), lines, Stream.of("}"))
                .flatMap(part -> part).map(line -> line.strip().replace("State.", "")).toList();
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }
}
