package quest.eventloop.explore;

import java.math.BigInteger;

/// How many orders there are, without trying them.
public final class Interleavings {

    private Interleavings() {
    }

    /// In how many ways chains of steps can run interleaved, if none waits for another and each keeps its own order: the
    /// multinomial coefficient, (n + m + …)! / (n! m! …).
    ///
    /// @param steps how many steps each chain has
    /// @throws IllegalArgumentException for a negative number
    public static BigInteger of(int... steps) {
        var ways = BigInteger.ONE;
        int before = 0;
        for (int chain : steps) {
            if (chain < 0) {
                throw new IllegalArgumentException("a chain cannot have %d steps".formatted(chain));
            }
            for (int i = 1; i <= chain; i++) {
                ways = ways.multiply(BigInteger.valueOf(before + i)).divide(BigInteger.valueOf(i));
            }
            before += chain;
        }
        return ways;
    }
}
