// Mistake: moments are kept in an int, which overflows after 25 days. Caught by: FromPauseToPause.pauseCountsFromNowAfterYears
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

    private enum Place { START, TUNNEL, FIGHT, CHEST, END }

    private final int wolves;
    private final Consumer<String> journal;

    private Place place = Place.START;
    private int wolf = 1;
    private int untilMillis;
    private Progress result;

    public QuestStateMachine(int wolves, Consumer<String> journal) {
        this.wolves = wolves;
        this.journal = journal;
    }

    public Progress resume(long nowMillis) {
        if (place != Place.END && nowMillis < untilMillis) {
            return new Paused(untilMillis);
        }
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

    public void abandon() {
        switch (place) {
            case START -> {
                place = Place.END;
                result = new Abandoned();
            }
            case TUNNEL, FIGHT, CHEST -> end(new Abandoned());
            case END -> { }
        }
    }

    private Paused pause(Place next, long until) {
        place = next;
        untilMillis = (int) until;
        return new Paused(untilMillis);
    }

    private Progress end(Progress how) {
        place = Place.END;
        result = how;
        journal.accept("put out the torch");
        return how;
    }
}
