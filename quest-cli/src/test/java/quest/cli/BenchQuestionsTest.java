package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.cli.bench.Guess;
import quest.cli.bench.Planned;
import quest.cli.bench.Question;

class BenchQuestionsTest {

    private static final Question FIRST =
            new Question("LoopBenchmark.chain", Map.of("n", "1"), "How long for one?", "ms/op");
    private static final Question SECOND =
            new Question("LoopBenchmark.chain", Map.of("n", "2"), "And for two?", "ms/op");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private List<Guess> ask(String... answers) {
        var typed = new ArrayDeque<>(List.of(answers));
        return BenchQuestions.ask(List.of(FIRST, SECOND), typed::poll,
                Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyQuestionHasItsGuess() {
        assertThat(ask("200", "0.4 s")).containsExactly(new Guess(FIRST, 200e6), new Guess(SECOND, 400e6));
        assertThat(printed()).contains("How long for one?").contains("your guess, in ms:");
    }

    @Test
    void enterSkipsOne() {
        assertThat(ask("", "5")).containsExactly(new Guess(SECOND, 5e6));
    }

    @Test
    void nonsenseIsExplainedAndAskedAgain() {
        assertThat(ask("soon", "200", "")).containsExactly(new Guess(FIRST, 200e6));
        assertThat(printed()).contains("'soon' is no number.").contains("Expected a time such as '200 ms'");
    }

    @Test
    void qAndTheEndOfInputSkipTheRest() {
        assertThat(ask("q", "200")).isEmpty();
        assertThat(ask("200")).containsExactly(new Guess(FIRST, 200e6));
    }

    @Test
    void onlyWhatWillBeMeasuredIsAsked() {
        var file = folder.resolve("bench-questions.json");
        TestCourse.write(file, """
                [{"benchmark": "LoopBenchmark.chain", "params": {"n": 1}, "question": "How long for one?",
                  "unit": "ms/op"},
                 {"benchmark": "LoopBenchmark.chain", "params": {"n": 3}, "question": "For three?", "unit": "ms/op"}]
                """);
        var planned = List.of(new Planned("quest.bench.LoopBenchmark.chain", Map.of("n", "1", "on", "LOOP")));

        assertThat(BenchQuestions.of(file, planned)).containsExactly(FIRST);
        assertThat(BenchQuestions.of(folder.resolve("none.json"), planned)).isEmpty();
    }

    @Test
    void aFileThatIsWrittenWronglyIsNamed() {
        var file = folder.resolve("bench-questions.json");
        TestCourse.write(file, "[{\"benchmark\": \"LoopBenchmark.chain\", \"unit\": \"ms/op\"}]");

        assertThatThrownBy(() -> BenchQuestions.of(file, List.of())).isInstanceOf(QuestException.class)
                .hasMessageContaining("bench-questions.json").hasMessageContaining("Expected a text 'question'");
    }
}
