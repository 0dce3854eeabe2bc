package quest.gameserver.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.gameserver.websocket.Silence.Due.CLOSE;
import static quest.gameserver.websocket.Silence.Due.NOTHING;
import static quest.gameserver.websocket.Silence.Due.PING;

import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final long PATIENCE = 20;

    private final Silence silence = new Silence(100);

    @Test
    void whoIsSilentIsAskedAndThenClosed() {
        assertThat(silence.check(119, PATIENCE)).isEqualTo(NOTHING);
        assertThat(silence.check(120, PATIENCE)).isEqualTo(PING);
        assertThat(silence.check(121, PATIENCE)).isEqualTo(NOTHING);
        assertThat(silence.check(139, PATIENCE)).isEqualTo(NOTHING);
        assertThat(silence.check(140, PATIENCE)).isEqualTo(CLOSE);
    }

    @Test
    void whoeverIsHeardIsNotAsked() {
        for (long now = 100; now < 1_000; now += 19) {
            silence.heard(now);
            assertThat(silence.check(now + 19, PATIENCE)).isEqualTo(NOTHING);
        }
    }

    @Test
    void anAnswerStartsItAllOver() {
        silence.check(120, PATIENCE);
        silence.heard(125);

        assertThat(silence.check(144, PATIENCE)).isEqualTo(NOTHING);
        assertThat(silence.check(145, PATIENCE)).isEqualTo(PING);
        assertThat(silence.check(165, PATIENCE)).isEqualTo(CLOSE);
    }

    @Test
    void afterTheMachineHasSleptPeersAreAskedBeforeTheyAreClosed() {
        assertThat(silence.check(10_000, PATIENCE)).isEqualTo(PING);
        assertThat(silence.check(10_019, PATIENCE)).isEqualTo(NOTHING);
        assertThat(silence.check(10_020, PATIENCE)).isEqualTo(CLOSE);
    }

    @Test
    void aClockMayPassItsHighestValue() {
        var late = new Silence(Long.MAX_VALUE - 5);

        assertThat(late.check(Long.MIN_VALUE + 5, PATIENCE)).isEqualTo(NOTHING);
        assertThat(late.check(Long.MIN_VALUE + 14, PATIENCE)).isEqualTo(PING);
    }
}
