package quest.tasks.scopes;

import java.util.concurrent.Callable;

/// The handle of a task that was forked in a [TaskScope]. Its owner may ask for result or failure after `join`.
public final class Subtask<T> implements Runnable {

    /// How far it has come.
    public enum State {
        /// It has not ended, or was never started, or ended when the scope was cancelled already.
        UNAVAILABLE,
        /// It has returned a result, which may be null.
        SUCCESS,
        /// It has thrown.
        FAILED
    }

    private sealed interface Outcome<T> {
    }

    private record Success<T>(T result) implements Outcome<T> {
    }

    private record Failure<T>(Throwable exception) implements Outcome<T> {
    }

    private record Unavailable<T>() implements Outcome<T> {
    }

    private final TaskScope<? super T> scope;
    private final Callable<? extends T> task;
    private volatile Outcome<T> outcome = new Unavailable<>();

    Subtask(TaskScope<? super T> scope, Callable<? extends T> task) {
        this.scope = scope;
        this.task = task;
    }

    /// For the thread that the scope made.
    @Override
    public void run() {
        Throwable thrown = null;
        Outcome<T> ended;
        try {
            ended = new Success<>(task.call());
        } catch (Throwable failure) { // an error too: nobody else would hear of it
            thrown = failure;
            ended = new Failure<>(failure);
        }
        var last = ended;
        scope.taskEnded(thrown, () -> outcome = last);
    }

    /// Any thread may call, at any time.
    public State state() {
        return switch (outcome) {
            case Unavailable<T> _ -> State.UNAVAILABLE;
            case Success<T> _ -> State.SUCCESS;
            case Failure<T> _ -> State.FAILED;
        };
    }

    /// @return what the task returned
    /// @throws IllegalStateException if the owner asks before `join`, or if there is no result
    public T get() {
        scope.requireJoinedIfOwner();
        if (outcome instanceof Success<T>(var result)) {
            return result;
        }
        throw new IllegalStateException("there is no result: the subtask is " + state());
    }

    /// @return what the task threw
    /// @throws IllegalStateException if the owner asks before `join`, or if the task has not failed
    public Throwable exception() {
        scope.requireJoinedIfOwner();
        if (outcome instanceof Failure<T>(var exception)) {
            return exception;
        }
        throw new IllegalStateException("there is no failure: the subtask is " + state());
    }

    @Override
    public String toString() {
        return "Subtask[" + outcome + "]";
    }
}
