// Mistake: resumed late, it runs through several pauses. Caught by: EarlyAndLate.resumedLateItGoesOnByOnePause
package quest.exercises.lesson01;

import java.util.function.Consumer;

public final class QuestStateMachine {

    public sealed interface Progress permits Paused, Done, Abandoned {
    }

    public record Paused(long untilMillis) implements Progress {
    }

    public record Done(int gold) implements Progress {
    }

    public record Abandoned() implements Progress {
    }

    private final int wolves;
    private final Consumer<String> journal;
    private int step;
    private long until;
    private boolean abandoned;

    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    public Progress resume(long nowMillis) {
        if (abandoned) {
            return new Abandoned();
        }
        if (step == 0) {
            journal.accept("light the torch");
            until = nowMillis + 60_000;
            step = 1;
        }
        while (nowMillis >= until && step < wolves + 3) {
            if (step <= wolves) {
                journal.accept("fight wolf " + step);
                until += 30_000;
            } else if (step == wolves + 1) {
                journal.accept("open the chest");
                until += 10_000;
            } else {
                journal.accept("take the gold");
                journal.accept("put out the torch");
            }
            step++;
        }
        return step == wolves + 3 ? new Done(100 + 10 * wolves) : new Paused(until);
    }

    public void abandon() {
        if (step > 0 && step < wolves + 3) {
            journal.accept("put out the torch");
        }
        abandoned = true;
    }
}
