// Mistake: goes back to its first state when it is done. Caught by: TheEnd.finishedQuestStaysFinished
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
    private String state = "start";
    private int wolf;
    private long until;

    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    public Progress resume(long nowMillis) {
        if (state.equals("abandoned")) {
            return new Abandoned();
        }
        if (!state.equals("start") && nowMillis < until) {
            return new Paused(until);
        }
        if (state.equals("start")) {
            journal.accept("light the torch");
            state = "walking";
            until = nowMillis + 60_000;
        } else if (state.equals("walking") && wolf < wolves) {
            wolf++;
            journal.accept("fight wolf " + wolf);
            until = nowMillis + 30_000;
        } else if (state.equals("walking")) {
            journal.accept("open the chest");
            state = "chest";
            until = nowMillis + 10_000;
        } else {
            journal.accept("take the gold");
            journal.accept("put out the torch");
            state = "start";
            wolf = 0;
            return new Done(100 + 10 * wolves);
        }
        return new Paused(until);
    }

    public void abandon() {
        if (!state.equals("start") && !state.equals("abandoned")) {
            journal.accept("put out the torch");
        }
        state = "abandoned";
    }
}
