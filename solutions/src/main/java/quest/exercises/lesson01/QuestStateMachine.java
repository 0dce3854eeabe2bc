package quest.exercises.lesson01;

import java.util.function.Consumer;

/// A quest with pauses, written as a state machine that can be resumed: a coroutine, made by hand.
///
/// All happens on the thread that calls `resume` and `abandon`.
public final class QuestStateMachine {

    /// How a quest stands after it was resumed.
    public sealed interface Progress permits Paused, Done, Abandoned {
    }

    /// It waits, and must not go on before `untilMillis`.
    public record Paused(long untilMillis) implements Progress {
    }

    /// It has finished, and brought this much gold.
    public record Done(int gold) implements Progress {
    }

    /// It was abandoned before it finished.
    public record Abandoned() implements Progress {
    }

    /// The places in the code where the quest can stand: one for each `sleep`, one before the first line, one after the
    /// last. A compiler numbers them.
    private enum Place { START, TUNNEL, FIGHT, CHEST, END }

    private final int wolves;
    private final Consumer<String> journal;

    // What were the program counter and the local variables of a method. A method forgets them when it returns, so they
    // move into fields.
    private Place place = Place.START;
    private int wolf = 1;
    private long untilMillis;
    private Progress result;

    /// @param wolves  how many wolves there are, 0 or more
    /// @param journal is told each thing the hero does, in order
    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    /// Goes on to the next pause, or to the end, unless it is too early. Says how the quest stands then.
    public Progress resume(long nowMillis) {
        // An abandoned quest may have been in the middle of a pause: nobody waits for that any more.
        if (place != Place.END && nowMillis < untilMillis) {
            return new Paused(untilMillis);
        }
        // Each branch is the code between two sleeps. A list of steps, taken one by one, does as well, if the number of
        // fights is known when the list is made.
        return switch (place) {
            case START -> {
                journal.accept("light the torch");
                yield pause(Place.TUNNEL, nowMillis + 60_000);
            }
            case TUNNEL, FIGHT -> {
                if (wolf <= wolves) {
                    journal.accept("fight wolf " + wolf);
                    wolf++;
                    yield pause(Place.FIGHT, nowMillis + 30_000);
                }
                journal.accept("open the chest");
                yield pause(Place.CHEST, nowMillis + 10_000);
            }
            case CHEST -> {
                journal.accept("take the gold");
                yield end(new Done(100 + 10 * wolves));
            }
            case END -> result;
        };
    }

    /// Ends the quest for good, wherever it is.
    public void abandon() {
        switch (place) {
            case START -> {
                // The `try` was not entered yet, so its `finally` has nothing to do: the torch is not lit.
                place = Place.END;
                result = new Abandoned();
            }
            case TUNNEL, FIGHT, CHEST -> end(new Abandoned());
            case END -> { }
        }
    }

    private Paused pause(Place next, long until) {
        place = next;
        untilMillis = until;
        return new Paused(until);
    }

    /// The `finally` block: every way out of the quest, once it has begun, leads through here.
    private Progress end(Progress how) {
        place = Place.END;
        result = how;
        journal.accept("put out the torch");
        return how;
    }
}
