package quest.exercises.lesson03;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// Sends out a party: one task for each hero, all ended when the call ends.
///
/// Any thread may call it.
public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    /// What all heroes brought, in the order of the heroes. Any thread may call it, and waits in it.
    ///
    /// @param heroes each one's quest; it runs until it is done, fails, or is interrupted
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    /// @throws Exception            the first failure of a hero, or what has that failure as its cause
    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        // Leaving this block is what makes the promise: however it is left, close() interrupts whoever is still out,
        // and waits until all threads have ended. An executor in the same place waits too, but interrupts nobody.
        try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
            heroes.forEach(scope::fork);
            // The joiner keeps the subtasks in the order of the forks, so whoever is back first, the list is in order.
            // Of a failure it throws the first, as the cause of a FailedException. Keeping the subtasks that fork
            // returns, and asking them after a join with the default joiner, does as well.
            return scope.join().map(Subtask::get).toList();
        }
    }
}
