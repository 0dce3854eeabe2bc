package quest.gameserver.snake;

/// Random numbers whose whole state is one `long`, so that it fits into a replay: SplitMix64, of Steele, Lea and Flood,
/// *Fast Splittable Pseudorandom Number Generators* (2014). Guessing the next one is easy: never for secrets.
final class SplitMix64 {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long state) {
        this.state = state;
    }

    long state() {
        return state;
    }

    /// Goes back to a state that it had.
    void reset(long earlier) {
        state = earlier;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// From 0 to `bound` - 1. For the few hundreds of a board's cells, the bias of multiplying is one in ten million.
    int below(int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }
}
