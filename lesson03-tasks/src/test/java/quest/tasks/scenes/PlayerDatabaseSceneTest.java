package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.stage.Moment;
import quest.stage.Stage;

class PlayerDatabaseSceneTest {

    private static final int PAGES = 4;
    private static final List<String> NAMES = List.of("stats", "matches", "achievements", "inventory");

    @TempDir
    private Path temporary;

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        assertThat(temporary).isEmptyDirectory();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("database") || thread.getName().startsWith("players:")) {
                thread.join();
            }
        }
    }

    /// What was told, act by act; each act but the last ends with its page.
    private List<List<String>> acts() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new PlayerDatabaseScene(temporary, PAGES).play(stage);
            var acts = new ArrayList<List<String>>();
            var act = new ArrayList<String>();
            for (Moment moment : stage.timeline()) {
                act.add(moment.who() + ": " + moment.what());
                if (moment.who().equals("page")) {
                    acts.add(List.copyOf(act));
                    act.clear();
                }
            }
            acts.add(List.copyOf(act));
            return acts;
        }
    }

    @Test
    void everyActCompletesThePageAndNoPoolLendsMoreThanItHas() throws Exception {
        var acts = acts();
        assertThat(acts).hasSize(6);
        assertThat(acts.getFirst()).containsExactly(
                "stats: is asked for", "stats: is there: 10 games, best 59",
                "matches: is asked for", "matches: is there: 10, the latest in swamp",
                "achievements: is asked for", "achievements: is there: 4 of them",
                "inventory: is asked for", "inventory: is there: 4 kinds of things",
                "page: is complete; connections in use at once: 1");
        assertThat(mostInUse(acts.get(1))).isBetween(1, 4);
        assertThat(mostInUse(acts.get(2))).isBetween(1, 2);
        assertThat(mostInUse(acts.get(3))).isOne();
        for (var act : acts.subList(1, 4)) {
            assertThat(act.subList(0, 8)).containsExactlyInAnyOrderElementsOf(acts.getFirst().subList(0, 8));
        }
        assertThat(acts.get(4)).hasSize(9).endsWith("page: is complete");
        for (var name : NAMES) {
            assertThat(acts.get(4)).containsSubsequence(name + ": is asked for", name + ": is there");
        }
        assertThat(acts.getLast()).extracting(line -> line.replaceAll("\\d+\\.\\d+", "N"))
                .containsExactly("pool at hand: N ms a page", "pool made anew: N ms a page");
    }

    private static int mostInUse(List<String> act) {
        return Integer.parseInt(act.getLast().replaceAll(".*: (\\d+)", "$1"));
    }

    @Test
    void whatItPrintsFitsATerminalAndComparesWhatWasMeasured() {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(Stage.run(new PlayerDatabaseScene(temporary, PAGES), List.of("--speed", "1000"))).isZero();
        } finally {
            System.setOut(before);
        }
        var lines = bytes.toString(StandardCharsets.UTF_8).replaceAll("\033\\[\\d*m", "").lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines.stream().filter(line -> line.endsWith("times as fast")).map(line -> line.strip()
                .replaceAll(" +\\d+ ms.*", ""))).containsExactly("one by one", "at once, four connections",
                "at once, a pool of two", "at once, a pool of one", "at once, one connection shared");
    }

    @Test
    void sceneThatBreaksOffLeavesNothingBehind() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::acts).isInstanceOf(InterruptedException.class);
    }

    @Test
    void pausesAddUpToTheLessonsNumbers() {
        assertThat(PlayerDatabaseScene.QUESTIONS).extracting(PlayerDatabaseScene.Question::name)
                .isEqualTo(NAMES);
        assertThat(PlayerDatabaseScene.QUESTIONS.stream().mapToLong(PlayerDatabaseScene.Question::millis).sum())
                .isEqualTo(570);
        assertThat(PlayerDatabaseScene.QUESTIONS.stream().mapToLong(PlayerDatabaseScene.Question::millis).max())
                .hasValue(200);
    }
}
