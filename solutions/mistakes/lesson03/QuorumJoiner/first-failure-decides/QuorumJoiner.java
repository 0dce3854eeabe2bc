// Mistake: gives up at the first failure, as most joiners do. Caught by: OutOfReach.decidedWhenTooFewAreLeft
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

public final class QuorumJoiner<T> implements Joiner<T, List<T>> {

    public interface Urn<T> {

        void put(T answer);

        int size();

        List<T> answers();

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

    public static final class NoQuorumException extends Exception {

        public NoQuorumException(int needed, int answers, List<Throwable> failures) {
            super("%d answers are needed; there were %d, and %d failures".formatted(needed, answers, failures.size()));
            failures.forEach(this::addSuppressed);
        }
    }

    private final int needed;
    private final int total;
    private final Urn<T> urn;
    private final List<Throwable> failures = new ArrayList<>();

    public QuorumJoiner(int needed, int total, Urn<T> urn) {
        if (needed < 1 || needed > total) {
            throw new IllegalArgumentException("needed must be from 1 to " + total + ", was " + needed);
        }
        this.needed = needed;
        this.total = total;
        this.urn = urn;
    }

    @Override
    public synchronized boolean onComplete(Subtask<? extends T> subtask) {
        switch (subtask.state()) {
            case SUCCESS -> {
                if (urn.size() < needed) {
                    urn.put(subtask.get());
                }
            }
            case FAILED -> failures.add(subtask.exception());
            case UNAVAILABLE -> throw new IllegalArgumentException("the subtask has not completed: " + subtask);
        }
        return urn.size() == needed || !failures.isEmpty();
    }

    @Override
    public synchronized List<T> result() throws NoQuorumException {
        if (urn.size() < needed) {
            throw new NoQuorumException(needed, urn.size(), failures);
        }
        return urn.answers();
    }
}
