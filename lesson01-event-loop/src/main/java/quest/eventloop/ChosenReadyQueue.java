package quest.eventloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Asks somebody which callback is next.
final class ChosenReadyQueue extends DrawnReadyQueue {

    private final Chooser chooser;

    ChosenReadyQueue(Chooser chooser) {
        this.chooser = chooser;
    }

    /// What is no step of the program is no choice either, and goes first: what the loop has posted to itself, and timers
    /// cancelled since they came due. Asking for those would make many orders of what is one.
    @Override
    Runnable drawFrom(List<Runnable> pot) {
        var offered = new ArrayList<Runnable>(pot.size());
        for (int i = 0; i < pot.size(); i++) {
            var callback = pot.get(i) instanceof Timer timer ? timer.callback() : pot.get(i);
            if (callback == null || callback instanceof Housekeeping) {
                return pot.remove(i);
            }
            offered.add(callback);
        }
        int index = chooser.choose(Collections.unmodifiableList(offered));
        if (index < 0 || index >= pot.size()) {
            throw new IllegalStateException("the chooser wants callback %d, but there are %d, counted from 0"
                    .formatted(index, pot.size()));
        }
        return pot.remove(index);
    }
}
