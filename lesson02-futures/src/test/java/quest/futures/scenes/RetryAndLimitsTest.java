package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryAndLimitsTest {

    @Test
    void thePauseDoubles() throws Exception {
        assertThat(played().subList(0, 8)).containsExactly(
                "0.00 s ann: knocks, attempt 1",
                "0.10 s shop: the shop is shut",
                "0.30 s ann: knocks, attempt 2",
                "0.40 s shop: the shop is shut",
                "0.80 s ann: knocks, attempt 3",
                "0.90 s shop: the shop is shut",
                "1.70 s ann: knocks, attempt 4",
                "1.80 s ann: has the sword");
    }

    @Test
    void whatCanNeverSucceedIsNotTriedAgain() throws Exception {
        assertThat(played().subList(8, 11)).containsExactly(
                "0.00 s ann: knocks, attempt 1",
                "0.10 s shop: no such shop",
                "0.10 s ann: gives up: no such shop");
    }

    @Test
    void withoutJitterAllComeBackInTheSameMoment() {
        assertThat(secondAttempts(0)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100);
    }

    @Test
    void withJitterTheySpreadOverThePause() {
        var attempts = secondAttempts(1);

        assertThat(attempts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        assertThat(attempts.subList(0, 10)).allMatch(count -> count > 0 && count < 30);
    }

    @Test
    void aThousandAtOnceAreTooManyAndEightAtATimeAreNot() throws Exception {
        var told = played().stream().filter(line -> line.contains(" loader: ") || line.contains(" store: ")).toList();

        assertThat(told).containsSequence(
                "0.02 s loader: 40 loaded, 960 refused, results in order",
                "0.02 s store: served at most 40 at a time");
        assertThat(told.subList(2, 4)).allMatch(line -> line.endsWith(", 8 under way"));
        assertThat(told).endsWith(
                "1.25 s loader: 1000 loaded, 0 refused, results in order",
                "1.25 s store: served at most 8 at a time");
    }

    @Test
    void theBarsFitTheirNumbers() {
        assertThat(Rehearsal.printed(new RetryAndLimits()))
                .contains("    1.00 s  100  " + "#".repeat(50), "The most that came within 0.1 s: 100");
    }

    /// How many came back in each tenth of a second, in the first or the second part that counts them.
    private static List<Integer> secondAttempts(int part) {
        var printed = Rehearsal.printed(new RetryAndLimits());
        var headings = IntStream.range(0, printed.size())
                .filter(line -> printed.get(line).startsWith("Second attempts")).boxed().toList();
        int first = headings.get(part) + 1;
        return printed.subList(first, first + 11).stream()
                .map(line -> Integer.valueOf(line.strip().split(" +")[2])).toList();
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new RetryAndLimits()::play);
    }
}
