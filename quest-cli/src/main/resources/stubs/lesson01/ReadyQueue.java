package quest.exercises.lesson01;

import static quest.exercises.Todo.todo;

import java.util.function.Consumer;

/// # ReadyQueue, 1 point
///
/// One innkeeper serves every hero in the tavern. Whoever wants something leaves a note, a *callback*, and the
/// innkeeper works through the notes. A hero who leaves a new note as soon as the last is done must not keep all
/// others waiting.
///
/// Build the *ready queue* of an event loop.
///
/// 1. `add` puts a callback at the end of the queue. It runs nothing.
///    Example: after `add(a)` and `add(b)` neither has run.
/// 2. `runTurn` runs what is ready, first in, first out, and says how many that were.
///    Example: after `add(a)` and `add(b)`, `runTurn()` runs a, then b, and returns 2. The next `runTurn()` returns 0.
/// 3. A turn is what was ready when it began. A callback added meanwhile waits for the next turn.
///    Example: a and b are ready, and a adds c. The first turn runs a and b, and returns 2. The second runs c.
/// 4. A callback that throws spoils nothing: its exception goes to the exception handler, and the turn goes on.
///    Example: a and b are ready, and a throws. The handler gets that exception, b runs, and `runTurn` returns 2.
///
/// Contract:
/// - One thread calls everything, so nothing has to be locked.
/// - A callback runs once for each time it was added, whether it throws or not.
/// - `add(null)` is refused at once with a [NullPointerException]; the queue stays as it was.
public final class ReadyQueue {

    private final Consumer<Throwable> exceptionHandler;

    /// @param exceptionHandler is told what a callback throws
    public ReadyQueue(Consumer<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
    }

    /// Puts the callback at the end of the queue.
    public void add(Runnable callback) {
        throw todo("keep the callback for the next turn");
    }

    /// Runs one turn and returns how many callbacks ran in it.
    public int runTurn() {
        throw todo("run what was ready when the turn began");
    }
}
