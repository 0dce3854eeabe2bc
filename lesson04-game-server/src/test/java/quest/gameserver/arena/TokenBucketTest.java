package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private static int taken(TokenBucket bucket, int attempts, long now) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aFullBucketAllowsABurst() {
        assertThat(taken(new TokenBucket(5, 5, 0), 10, 0)).isEqualTo(5);
    }

    @Test
    void anEmptyOneFillsAtItsRate() {
        var bucket = new TokenBucket(5, 5, 0);
        taken(bucket, 5, 0);
        assertThat(taken(bucket, 10, SECOND / 5 - 1)).isZero();
        assertThat(taken(bucket, 10, SECOND / 5)).isEqualTo(1);
        assertThat(taken(bucket, 10, SECOND * 3 / 5)).isEqualTo(2);
    }

    @Test
    void itNeverHoldsMoreThanItsSize() {
        assertThat(taken(new TokenBucket(5, 5, 0), 10, 3_600 * SECOND)).isEqualTo(5);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        var bucket = new TokenBucket(1, 1, 0);
        assertThat(taken(bucket, 1_000, 0)).isEqualTo(1);
        assertThat(bucket.take(SECOND)).isTrue();
    }

    @Test
    void rateZeroIsNoLimit() {
        assertThat(taken(new TokenBucket(0, 5, 0), 10_000, 0)).isEqualTo(10_000);
    }
}
