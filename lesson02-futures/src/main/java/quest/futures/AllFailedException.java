package quest.futures;

import java.util.List;

/// None of several futures brought a value. Each one's failure is among the suppressed, in their order.
public final class AllFailedException extends RuntimeException {

    AllFailedException(List<Throwable> failures) {
        super("all %d failed, the first with %s".formatted(failures.size(), failures.getFirst()), failures.getFirst());
        failures.forEach(this::addSuppressed);
    }
}
