package quest.gameserver.arena;

import java.util.SplittableRandom;

/// Seeds for worlds, all from one: the same seed of the arena gives the same worlds to rooms of the same names, in
/// whatever order they are opened. One thread's.
final class Seeds {

    private final SplittableRandom random;

    Seeds(long seed, String room) {
        random = new SplittableRandom(seed * 31 + room.hashCode());
    }

    long next() {
        return random.nextLong();
    }
}
