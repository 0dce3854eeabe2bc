package quest.cli;

import java.util.function.Function;
import java.util.function.ToIntFunction;

/// `watch` itself: takes one event after the other, and shows what comes of it. Whatever takes time is done elsewhere
/// and comes back as an event.
///
/// Used by one thread.
final class Watch {

    private final Session session;
    private final WatchDisplay display;
    private final ToIntFunction<Exercise> check;
    private final Function<Exercise, String> open;
    private WatchState state;
    private int run;
    private boolean inputEnded;

    /// @param check starts the check of an exercise, in place of the one under way, and numbers it
    /// @param open opens an exercise in the learner's editor, and says what it did
    Watch(Session session, WatchDisplay display, ToIntFunction<Exercise> check, Function<Exercise, String> open) {
        this.session = session;
        this.display = display;
        this.check = check;
        this.open = open;
    }

    void begin(Exercise exercise) {
        state = WatchState.of(exercise);
        if (session.desk().standing(exercise).state() == State.NOT_STARTED) {
            display.show(state);
        } else {
            check();
        }
    }

    /// The state that is shown.
    WatchState state() {
        return state;
    }

    /// Returns whether to go on.
    boolean handle(WatchEvent event) {
        switch (event) {
            case WatchEvent.Pressed(var key) -> {
                if (key == Key.QUIT) {
                    return false;
                }
                press(key);
            }
            case WatchEvent.Saved(var exercise) -> {
                if (!exercise.equals(state.exercise())) {
                    display.top();
                    state = WatchState.of(exercise);
                }
                check();
            }
            case WatchEvent.Hung(var number, var test) -> {
                if (number == run) {
                    show(state.hung(test));
                }
            }
            case WatchEvent.Checked(var number, var outcome) -> {
                if (number == run) {
                    display.top();
                    show(state.outcome(outcome));
                }
            }
            case WatchEvent.Failed(var number, var why) -> {
                if (number == run) {
                    show(state.outcome(null).note(why));
                }
            }
            case WatchEvent.Resized() -> display.show(state);
            case WatchEvent.InputEnded() -> inputEnded = true;
        }
        return !inputEnded || state.running();
    }

    private void check() {
        run = check.applyAsInt(state.exercise());
        show(state.running(true));
    }

    private void show(WatchState next) {
        state = next;
        display.show(state);
    }

    private void press(Key key) {
        if (state.chosen() != null) {
            pressInList(key);
            return;
        }
        switch (key) {
            case HINT -> showHint();
            case NEXT -> next();
            case LIST -> {
                display.top();
                show(state.chosen(state.exercise()));
            }
            case OPEN -> show(state.note(open.apply(state.exercise())));
            case RUN -> check();
            case UP -> display.scroll(-1);
            case DOWN -> display.scroll(1);
            case PAGE_UP -> display.scroll(-display.page());
            case PAGE_DOWN -> display.scroll(display.page());
            case ENTER, ESCAPE, OTHER -> {
                display.top();
                show(state.hint(null));
            }
            case QUIT -> throw new IllegalArgumentException("quitting is no key's but the caller's");
        }
    }

    private void pressInList(Key key) {
        switch (key) {
            case UP -> show(state.chosen(neighbour(state.chosen(), -1)));
            case DOWN -> show(state.chosen(neighbour(state.chosen(), 1)));
            case PAGE_UP -> show(state.chosen(neighbour(state.chosen(), -display.page())));
            case PAGE_DOWN -> show(state.chosen(neighbour(state.chosen(), display.page())));
            case ENTER -> turnTo(state.chosen());
            case LIST, ESCAPE, OTHER -> {
                display.top();
                show(state.chosen(null));
            }
            case HINT, NEXT, OPEN, RUN -> {
                state = state.chosen(null);
                press(key);
            }
            case QUIT -> throw new IllegalArgumentException("quitting is no key's but the caller's");
        }
    }

    private Exercise neighbour(Exercise exercise, int step) {
        var all = session.desk().exercises();
        return all.get(Math.clamp(all.indexOf(exercise) + step, 0, all.size() - 1));
    }

    private void showHint() {
        display.top();
        try {
            show(state.hint(Hints.next(session, state.exercise(), null)));
        } catch (QuestException e) {
            show(state.note(e.getMessage()));
        }
    }

    private void next() {
        var next = session.desk().after(state.exercise());
        if (next == null) {
            show(state.hint(null).note("All the others are right. The list of all: l"));
        } else {
            turnTo(next);
        }
    }

    private void turnTo(Exercise exercise) {
        run = 0; // the one under way is of no interest any more
        display.top();
        begin(exercise);
    }
}
