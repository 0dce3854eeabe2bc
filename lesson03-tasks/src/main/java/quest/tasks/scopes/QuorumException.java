package quest.tasks.scopes;

import java.util.List;

/// Too few results for a [Quorum]. Each failure is among the suppressed, in the order in which they came.
public final class QuorumException extends Exception {

    QuorumException(int wanted, int came, List<Throwable> failures) {
        super("%d results wanted, %d came and %d failed".formatted(wanted, came, failures.size()));
        failures.forEach(this::addSuppressed);
    }
}
