package quest.eventloop;

import java.util.List;
import java.util.SplittableRandom;

/// Draws the next callback by lot.
final class ShuffledReadyQueue extends DrawnReadyQueue {

    private final SplittableRandom random;

    ShuffledReadyQueue(long seed) {
        random = new SplittableRandom(seed);
    }

    /// The last one fills the gap, so that nothing needs to move up.
    @Override
    Runnable drawFrom(List<Runnable> pot) {
        int index = random.nextInt(pot.size());
        var last = pot.removeLast();
        return index == pot.size() ? last : pot.set(index, last);
    }
}
