package quest.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuessTest {

    private static final Question MILLIS = Fixture.QUESTION;
    private static final Question RATE = new Question("LoopBenchmark.posts", Map.of(), "How many?", "ops/s");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"200; 200", "200 ms; 200", "0.2 s; 200", "42.5s; 42500", "42,5 s; 42500",
        "1,000; 1000", "12 345 ms; 12345", "200 us; 0.2", "200 µs; 0.2", "5 ns; 0.000005", "2 min; 120000",
        "' 7MS '; 7"})
    void aTimeIsUnderstoodInAnyUnit(String typed, double millis) {
        assertThat(Guess.parse(MILLIS, typed).value() / 1e6).isCloseTo(millis, within(millis * 1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "0", "5 apples", "ms", "1.2.3", "1e3", "\u001b[2J"})
    void nonsenseIsExplained(String typed) {
        assertThatThrownBy(() -> Guess.parse(MILLIS, typed)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a time such as '200 ms'");
    }

    @Test
    void whatIsNoTimeHasNoUnitOfTime() {
        assertThat(Guess.parse(RATE, "1,000,000").value()).isEqualTo(1e6);
        assertThatThrownBy(() -> Guess.parse(RATE, "5 ms")).hasMessageContaining("Expected a number, in ops/s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "425 ms; you guessed 425 ms; it took 202 ms: 2.1 times too high",
        "20; you guessed 20 ms; it took 202 ms: 10.1 times too low",
        "210; you guessed 210 ms; it took 202 ms: nearly right"})
    void theVerdictSaysHowFarOffItWas(String typed, String first, String second) {
        assertThat(Guess.parse(MILLIS, typed).verdict(Measurement.read(Fixture.headline())))
                .isEqualTo(first + "; " + second.strip());
    }

    @Test
    void aHeadlineThatWasMeasuredFasterIsComparedInTheGamesTime() {
        var question = new Question("HeadlineBenchmark.InTurn.run",
                Map.of("what", "actions100", "style", "inSequence"), "How long?", "ms/op");

        assertThat(Guess.parse(question, "42.5 s").verdict(Measurement.read(Fixture.headline())))
                .isEqualTo("you guessed 42.5 s; it took 44.7 s: nearly right");
    }

    @Test
    void aGuessAboutWhatWasNotMeasuredSaysSo() {
        assertThat(Guess.parse(MILLIS, "1 s").verdict(List.of())).isEqualTo("you guessed 1 s; it was not measured");
    }
}
