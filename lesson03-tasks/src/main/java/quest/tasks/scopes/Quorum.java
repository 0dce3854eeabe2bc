package quest.tasks.scopes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// A joiner that wants `k` results: `join` returns the first `k`, in the order in which they came, and the other tasks
/// are cancelled.
///
/// ```java
/// try (var scope = StructuredTaskScope.open(Quorum.<Vote>quorum(2, 3))) {
///     judges.forEach(judge -> scope.fork(judge::vote));
///     var firstTwo = scope.join();
/// }
/// ```
///
/// The scope calls [#onFork] on its owner's thread and [#onComplete] on the tasks' own, several at a time, hence the
/// monitor. As with every joiner, make a new one for each scope.
public final class Quorum<T> implements Joiner<T, List<T>> {

    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final int wanted;
    private final int of;
    private int forked;
    private final List<T> results = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private Quorum(int wanted, int of) {
        this.wanted = wanted;
        this.of = of;
    }

    /// `k` results of as many tasks as will be forked. How many that is, a joiner never learns: a scope tells it of
    /// each fork, but not that it was the last. So this one gives up only when all tasks have ended.
    ///
    /// @throws IllegalArgumentException if `k` is less than 1
    public static <T> Quorum<T> quorum(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a quorum is 1 or more, not " + k);
        }
        return new Quorum<>(k, UNKNOWN);
    }

    /// `k` results of `n` tasks. Gives up, and cancels what still runs, as soon as so many have failed that `k` can no
    /// longer be reached.
    ///
    /// @throws IllegalArgumentException if `k` is less than 1 or more than `n`
    public static <T> Quorum<T> quorum(int k, int n) {
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("a quorum of %d is 1 to %d, not %d".formatted(n, n, k));
        }
        return new Quorum<>(k, n);
    }

    /// @throws IllegalStateException if more are forked than was said
    @Override
    public synchronized boolean onFork(Subtask<? extends T> subtask) {
        if (forked == of) {
            throw new IllegalStateException("a quorum of %d of %d, and this would be subtask %d"
                    .formatted(wanted, of, forked + 1));
        }
        forked++;
        return false;
    }

    @Override
    public synchronized boolean onComplete(Subtask<? extends T> subtask) {
        if (isDecided()) { // ended at the same time as the one that decided it
            return true;
        }
        switch (subtask.state()) {
            case SUCCESS -> results.add(subtask.get());
            case FAILED -> failures.add(subtask.exception());
            case UNAVAILABLE -> throw new IllegalArgumentException("not yet completed: " + subtask);
        }
        return isDecided();
    }

    private boolean isDecided() {
        return results.size() == wanted || failures.size() > of - wanted;
    }

    /// What `join` returns; what this throws, `join` throws as the cause of its `FailedException`.
    ///
    /// @throws IllegalStateException if fewer were forked than are wanted
    /// @throws QuorumException       if too few succeeded
    @Override
    public synchronized List<T> result() throws QuorumException {
        if (results.size() == wanted) {
            return Collections.unmodifiableList(results); // null is a result, so no List.copyOf
        }
        if (forked < wanted && failures.size() <= of - wanted) {
            var tooFew = new IllegalStateException("a quorum of %d needs as many subtasks, and only %d %s forked"
                    .formatted(wanted, forked, forked == 1 ? "was" : "were"));
            failures.forEach(tooFew::addSuppressed);
            throw tooFew;
        }
        throw new QuorumException(wanted, results.size(), failures);
    }
}
