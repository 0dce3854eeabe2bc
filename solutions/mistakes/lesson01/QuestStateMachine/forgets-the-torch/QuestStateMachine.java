// Mistake: abandon sets a flag and leaves the torch burning. Caught by: Abandon.burningTorchIsPutOut
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
    private int next;
    private long until = Long.MIN_VALUE;
    private boolean abandoned;

    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    public Progress resume(long nowMillis) {
        if (nowMillis < until) {
            return new Paused(until);
        }
        if (abandoned) {
            return new Abandoned();
        }
        if (next == 0) {
            journal.accept("light the torch");
            until = nowMillis + 60_000;
        } else if (next <= wolves) {
            journal.accept("fight wolf " + next);
            until = nowMillis + 30_000;
        } else if (next == wolves + 1) {
            journal.accept("open the chest");
            until = nowMillis + 10_000;
        } else {
            if (next == wolves + 2) {
                journal.accept("take the gold");
                journal.accept("put out the torch");
                next++;
            }
            return new Done(100 + 10 * wolves);
        }
        next++;
        return new Paused(until);
    }

    public void abandon() {
        abandoned = true;
    }
}
