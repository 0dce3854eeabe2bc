package quest.eventloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Draws the next callback by lot from all that are ready, but no timer overtakes one with an earlier deadline.
///
/// In the pot are the posted callbacks and the timers of one deadline. The timers of the next deadline join them only when
/// the last of this one has been drawn.
final class ShuffledReadyQueue extends ReadyQueue {

    private record DueTogether(long deadline, List<Runnable> timers) {
    }

    private final SplittableRandom random;
    private final List<Runnable> pot = new ArrayList<>();
    private final ArrayDeque<DueTogether> later = new ArrayDeque<>();
    private int timersInPot;

    ShuffledReadyQueue(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    void add(Runnable callback) {
        pot.add(callback);
    }

    @Override
    void addDue(Runnable timer, long deadline) {
        if (later.isEmpty() || later.getLast().deadline() != deadline) {
            later.add(new DueTogether(deadline, new ArrayList<>()));
        }
        later.getLast().timers().add(timer);
    }

    @Override
    Runnable poll() {
        if (timersInPot == 0 && !later.isEmpty()) {
            var timers = later.poll().timers();
            pot.addAll(timers);
            timersInPot = timers.size();
        }
        if (pot.isEmpty()) {
            return null;
        }
        var drawn = takeOut(random.nextInt(pot.size()));
        if (drawn instanceof Timer) {
            timersInPot--;
        }
        return drawn;
    }

    /// The last one fills the gap, so that nothing needs to move up.
    private Runnable takeOut(int index) {
        var last = pot.removeLast();
        return index == pot.size() ? last : pot.set(index, last);
    }

    @Override
    boolean isEmpty() {
        return pot.isEmpty() && later.isEmpty();
    }
}
