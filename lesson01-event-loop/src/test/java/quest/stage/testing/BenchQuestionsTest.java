package quest.stage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchQuestionsTest {

    private static final BenchQuestions QUESTIONS = BenchQuestions.parse("""
            [
              {"benchmark": "DragonBenchmark.roar", "params": {"dragons": "3", "on": "LOOP"},
               "question": "Three dragons {roar}, together. How long?", "unit": "ms/op"},
              {"benchmark": "CaveBenchmark.echo", "question": "And the echo?", "unit": "ns/op"}
            ]
            """);

    private static final Map<String, List<String>> OF_DRAGONS =
            Map.of("dragons", List.of("1", "3"), "on", List.of("LOOP"));

    @Test
    void whatIsThereMayBeAskedAbout() {
        assertThat(QUESTIONS.aboutNothing(Map.of("DragonBenchmark.roar", OF_DRAGONS, "CaveBenchmark.echo", Map.of())))
                .isEmpty();
    }

    @Test
    void aBenchmarkThatIsNotThereIsFound() {
        assertThat(QUESTIONS.aboutNothing(Map.of("DragonBenchmark.roar", OF_DRAGONS)))
                .containsExactly("there is no benchmark CaveBenchmark.echo");
    }

    @Test
    void aParameterOrAValueThatIsNotThereIsFound() {
        assertThat(QUESTIONS.aboutNothing(
                Map.of("DragonBenchmark.roar", Map.of("dragons", List.of("1", "2")), "CaveBenchmark.echo", Map.of())))
                .containsExactlyInAnyOrder("DragonBenchmark.roar has no dragons=3",
                        "DragonBenchmark.roar has no on=LOOP");
    }

    @Test
    void aClassAboutWhichNothingIsAskedIsFound() {
        assertThat(QUESTIONS.withoutQuestion(
                List.of("DragonBenchmark.sleep", "GoldBenchmark.count", "GoldBenchmark.sum")))
                .containsExactly("nothing is asked about GoldBenchmark");
    }

    @Test
    void aQuestionThatThePageLeavesOutIsFoundHoweverItsLinesAreBroken(@TempDir Path folder) throws IOException {
        var page = Files.writeString(folder.resolve("README.md"),
                "Guess first:\n\n- Three dragons {roar},\n  together. How long?\n");

        assertThat(QUESTIONS.notAskedOn(page)).containsExactly("README.md does not ask: And the echo?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "[{\"benchmark\": \"A.b\", \"question\": \"How long?\"}]",
        "[{\"benchmark\": \"A.b\", \"question\": \"\\\"\", \"unit\": \"ms/op\"}]", "[{\"benchmark\": \"A.b\"]"})
    void whatIsNoListOfQuestionsIsRefused(String json) {
        assertThatThrownBy(() -> BenchQuestions.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
