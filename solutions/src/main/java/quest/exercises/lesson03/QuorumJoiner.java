package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// Joins a scope as soon as enough subtasks have answered, or too many have failed.
///
/// Its methods may be called by any thread. A joiner is used for one scope.
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
    private final List<Throwable> failures = new ArrayList<>();

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
    public synchronized boolean onComplete(Subtask<? extends T> subtask) {
        // One lock around all of it. The urn is safe, and a counter could be made so: but whether there is room, and
        // that the room is taken, have to be one step, or two threads find the same room. And whoever says `true` has
        // to be sure that all the answers before are in the urn, since the result may be asked for the next moment.
        switch (subtask.state()) {
            case SUCCESS -> {
                if (urn.size() < needed) {
                    urn.put(subtask.get());
                }
            }
            case FAILED -> failures.add(subtask.exception());
            case UNAVAILABLE -> throw new IllegalArgumentException("the subtask has not completed: " + subtask);
        }
        return urn.size() == needed || total - failures.size() < needed;
    }

    /// Called once, by the thread that joins.
    @Override
    public synchronized List<T> result() throws NoQuorumException {
        if (urn.size() < needed) {
            throw new NoQuorumException(needed, urn.size(), failures);
        }
        return urn.answers();
    }
}
