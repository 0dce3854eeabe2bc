package quest.eventloop.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import quest.eventloop.Chooser;

/// Writes down what another chooser chooses.
final class Recorder implements Chooser {

    private final Chooser chooser;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> choices = new ArrayList<>();
    private final Set<String> everybody = new HashSet<>();
    private RuntimeException thrown;    // by the chooser; a program may have caught it

    Recorder(Chooser chooser) {
        this.chooser = chooser;
    }

    @Override
    public int choose(List<Runnable> ready) {
        int index;
        try {
            index = chooser.choose(ready);
        } catch (RuntimeException e) {
            thrown = e;
            throw e;
        }
        var named = Step.named(ready);
        named.forEach(step -> everybody.add(step.who()));
        choices.add(Schedule.choicesAmong(named).get(index));
        steps.add(named.get(index));
        return index;
    }

    Schedule schedule() {
        return Schedule.of(choices, everybody);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /// What the chooser threw, or null.
    RuntimeException thrown() {
        return thrown;
    }
}
