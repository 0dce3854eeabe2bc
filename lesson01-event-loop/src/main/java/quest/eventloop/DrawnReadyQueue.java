package quest.eventloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Any callback that is ready may be next, but no timer overtakes one with an earlier deadline.
///
/// In the pot are the posted callbacks and the timers of one deadline. The timers of the next deadline join them only when
/// the last of this one has been drawn.
abstract sealed class DrawnReadyQueue extends ReadyQueue permits ShuffledReadyQueue, ChosenReadyQueue {

    private record DueTogether(long deadline, List<Runnable> timers) {
    }

    private final List<Runnable> pot = new ArrayList<>();
    private final ArrayDeque<DueTogether> later = new ArrayDeque<>();
    private int timersInPot;

    /// Takes one out of the pot, which is not empty.
    abstract Runnable drawFrom(List<Runnable> pot);

    @Override
    final void add(Runnable callback) {
        pot.add(callback);
    }

    @Override
    final void addDue(Runnable timer, long deadline) {
        if (later.isEmpty() || later.getLast().deadline() != deadline) {
            later.add(new DueTogether(deadline, new ArrayList<>()));
        }
        later.getLast().timers().add(timer);
    }

    @Override
    final Runnable poll() {
        if (timersInPot == 0 && !later.isEmpty()) {
            var timers = later.poll().timers();
            pot.addAll(timers);
            timersInPot = timers.size();
        }
        if (pot.isEmpty()) {
            return null;
        }
        var drawn = drawFrom(pot);
        if (drawn instanceof Timer) {
            timersInPot--;
        }
        return drawn;
    }

    @Override
    final boolean isEmpty() {
        return pot.isEmpty() && later.isEmpty();
    }
}
