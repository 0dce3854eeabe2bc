package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// # QuorumJoiner, 4 points
///
/// Five oracles are asked where the treasure lies, and any three that answer are enough. Once three have, nobody
/// listens to the rest. Once three have failed, the quorum is out of reach, and to wait on is in vain. Each oracle
/// speaks when it likes, so two may well answer in the same moment, on two threads.
///
/// Build a joiner for a [java.util.concurrent.StructuredTaskScope] that wants `needed` answers of `total` subtasks.
///
/// 1. A subtask that succeeds has answered. Its answer goes into the urn, at once. With the answer that completes the
///    quorum `onComplete` returns `true`, which cancels the scope.
///    Example: 2 of 3 are needed. The first answer: `false`. The second: `true`, and the third subtask is interrupted.
/// 2. Answers that come later than that are not counted: the urn never holds more than `needed`.
/// 3. A subtask that fails brings no answer. As soon as the rest are too few, `onComplete` returns `true` as well.
///    Example: 3 of 5 are needed. With two failures 5 - 2 = 3 may still answer: `false`. With the third, only
///    5 - 3 = 2 < 3: `true`.
/// 4. `result` returns the answers in the order in which they came. Without a quorum it throws a [NoQuorumException],
///    made with all failures in the order in which they came.
///
/// Contract:
/// - `onComplete` is called on the subtasks' threads, by many at once. Each method of the urn is safe by itself. But
///   two calls in a row are two: between them others may call it, too.
/// - When as many answers are there as are needed, one of the calls that brought them returns `true`. Once a call has
///   returned `true`, `result` has all that belongs to it.
/// - What `onComplete` returns after the decision does not matter. An answer may be null.
/// - A joiner is used for one scope.
///
/// @param <T> what a subtask answers
public final class QuorumJoiner<T> implements Joiner<T, List<T>> {

    /// Where answers are kept. Any thread may call its methods.
    public interface Urn<T> {

        /// Puts an answer on top of the others.
        void put(T answer);

        /// How many answers are in it.
        int size();

        /// A copy: the answers in the order in which they were put in.
        List<T> answers();

        /// An urn with nothing in it.
        static <T> Urn<T> empty() {
            var answers = Collections.synchronizedList(new ArrayList<T>());
            return new Urn<>() {

                @Override
                public void put(T answer) {
                    answers.add(answer);
                }

                @Override
                public int size() {
                    return answers.size();
                }

                @Override
                public List<T> answers() {
                    synchronized (answers) {
                        return Collections.unmodifiableList(new ArrayList<>(answers));
                    }
                }
            };
        }
    }

    /// So few have answered that the quorum could not be reached.
    public static final class NoQuorumException extends Exception {

        /// @param failures what the subtasks failed with, in the order in which it came; all are suppressed exceptions
        ///                 of this one
        public NoQuorumException(int needed, int answers, List<Throwable> failures) {
            super("%d answers are needed; there were %d, and %d failures".formatted(needed, answers, failures.size()));
            failures.forEach(this::addSuppressed);
        }
    }

    private final int needed;
    private final int total;
    private final Urn<T> urn;

    /// @param needed how many answers are enough, from 1 to `total`
    /// @param total  how many subtasks are forked
    /// @param urn    where the answers go; empty
    public QuorumJoiner(int needed, int total, Urn<T> urn) {
        if (needed < 1 || needed > total) {
            throw new IllegalArgumentException("needed must be from 1 to " + total + ", was " + needed);
        }
        this.needed = needed;
        this.total = total;
        this.urn = urn;
    }

    /// Called on the thread of a subtask that has succeeded or failed.
    ///
    /// @return true if it is decided whether there is a quorum, which cancels the scope
    @Override
    public boolean onComplete(Subtask<? extends T> subtask) {
        throw todo("count an answer or a failure, and say whether it is decided");
    }

    /// Called once, by the thread that joins.
    @Override
    public List<T> result() throws NoQuorumException {
        throw todo("the answers, or a NoQuorumException");
    }
}
