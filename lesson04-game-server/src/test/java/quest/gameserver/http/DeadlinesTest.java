package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import quest.gameserver.http.Deadlines.Phase;
import quest.gameserver.http.Deadlines.Verdict;

class DeadlinesTest {

    private static final HttpOptions OPTIONS = HttpOptions.defaults();

    private final Deadlines deadlines = new Deadlines(OPTIONS, 0);

    private static long seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }

    private Verdict at(double seconds) {
        return deadlines.look(seconds(seconds), 0, 0);
    }

    @Test
    void whoSaysNothingIsSilentAfterHalfAMinute() {
        assertThat(at(29.9)).isEqualTo(Verdict.FINE);
        assertThat(at(30)).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aHeadThatComesDropByDropGetsNoMoreTime() {
        deadlines.stayIn(Phase.HEAD, seconds(20));
        for (int i = 21; i < 30; i++) {
            deadlines.stayIn(Phase.HEAD, seconds(i));
            assertThat(at(i)).isEqualTo(Verdict.FINE);
        }
        deadlines.stayIn(Phase.HEAD, seconds(30));
        assertThat(at(30)).isEqualTo(Verdict.SLOW_HEAD);
    }

    @Test
    void theNextHeadHasItsOwnTime() {
        deadlines.stayIn(Phase.HEAD, seconds(0));
        deadlines.begin(Phase.SERVING, seconds(9));
        deadlines.begin(Phase.QUIET, seconds(9));
        deadlines.stayIn(Phase.HEAD, seconds(9));
        assertThat(at(18)).isEqualTo(Verdict.FINE);
        assertThat(at(19)).isEqualTo(Verdict.SLOW_HEAD);
    }

    @Test
    void aBodyHasHalfAMinuteInAll() {
        deadlines.stayIn(Phase.HEAD, 0);
        deadlines.stayIn(Phase.BODY, seconds(5));
        deadlines.stayIn(Phase.BODY, seconds(34));
        assertThat(at(34.9)).isEqualTo(Verdict.FINE);
        assertThat(at(35)).isEqualTo(Verdict.SLOW_BODY);
    }

    @Test
    void aServiceHasAMinute() {
        deadlines.begin(Phase.SERVING, 0);
        assertThat(at(59)).isEqualTo(Verdict.FINE);
        assertThat(at(60)).isEqualTo(Verdict.UNANSWERED);
    }

    @Test
    void whoTakesNothingIsGivenHalfAMinute() {
        deadlines.begin(Phase.SENDING, 0);
        assertThat(deadlines.look(seconds(100), 0, 0)).as("nothing waits").isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(101), 10, 90)).isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(130), 10, 90)).isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(131), 10, 90)).isEqualTo(Verdict.NOT_READ);
    }

    @Test
    void whoTakesAByteNowAndThenReads() {
        deadlines.begin(Phase.SENDING, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(deadlines.look(seconds(20 * i), i, 1_000 - i)).isEqualTo(Verdict.FINE);
        }
    }

    @Test
    void whoStillReadsTheLastAnswerIsNotSilent() {
        deadlines.begin(Phase.QUIET, 0);
        assertThat(deadlines.look(seconds(29), 100, 50)).isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(40), 150, 0)).isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(58.9), 150, 0)).isEqualTo(Verdict.FINE);
        assertThat(deadlines.look(seconds(59), 150, 0)).isEqualTo(Verdict.SILENT);
    }
}
