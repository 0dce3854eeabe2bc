package quest.eventloop.explore;

import java.util.List;
import quest.eventloop.Chooser;

/// Chooses what a schedule says.
final class Replay implements Chooser {

    private final Schedule schedule;
    private int done;

    Replay(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public int choose(List<Runnable> ready) {
        var steps = Step.named(ready);
        if (done == schedule.choices().size()) {
            throw new ImpossibleSchedule("the schedule %s ends after step %d, but the program does not; ready: %s"
                    .formatted(schedule, done, Step.listed(steps)));
        }
        int index = indexOf(schedule.choices().get(done), steps);
        done++;
        return index;
    }

    private int indexOf(String choice, List<Step> ready) {
        var who = Schedule.whoOf(choice);
        var names = ready.stream().map(Step::who).distinct().toList();
        var meant = names.contains(who) ? List.of(who) : names.stream().filter(name -> name.startsWith(who)).toList();
        if (meant.size() == 1) {
            int index = Schedule.choicesAmong(ready).indexOf(meant.getFirst() + choice.substring(who.length()));
            if (index >= 0) {
                return index;
            }
        }
        throw new ImpossibleSchedule("step %d of the schedule %s is %s, %s; ready: %s".formatted(done + 1, schedule, choice,
                meant.size() > 1 ? "which may mean " + String.join(" or ", meant) : "which is not ready",
                Step.listed(ready)));
    }

    /// @throws ImpossibleSchedule if the run ended before the schedule did
    void checkEnd() {
        if (done < schedule.choices().size()) {
            throw new ImpossibleSchedule("the schedule %s has %d steps, but the program is at its end after %d"
                    .formatted(schedule, schedule.choices().size(), done));
        }
    }
}
