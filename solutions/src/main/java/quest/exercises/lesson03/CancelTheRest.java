package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/// A search in sections, which falls silent as a whole when one part of it fails.
///
/// Any thread may call it.
public final class CancelTheRest {

    /// The numbers that one wizard tries, from the first to the last, both included.
    public record Section(int first, int last) {

        public Section {
            if (first > last) {
                throw new IllegalArgumentException("the first number must not be above the last, was " + first + " > "
                        + last);
            }
        }
    }

    /// What is cast on a number. Most spells compute, and notice no interrupt. Some wait, and throw when interrupted.
    @FunctionalInterface
    public interface Spell {

        /// Whether the number opens the vault.
        boolean opens(int number) throws InterruptedException;
    }

    private CancelTheRest() {
    }

    /// One wizard: the numbers of the section that open the vault, in order. Runs on the calling thread.
    ///
    /// @throws InterruptedException if the calling thread was interrupted before all were tried
    public static List<Integer> tryAll(Section section, Spell spell) throws InterruptedException {
        var opening = new ArrayList<Integer>();
        for (int number = section.first(); number <= section.last(); number++) {
            // Cancelling a task interrupts its thread, which sets a flag and does nothing else. Methods that wait look
            // at it by themselves. Code that computes has to.
            if (Thread.interrupted()) {
                throw new InterruptedException("called off before number " + number);
            }
            // What the spell throws passes, an InterruptedException too. Caught here, it would take the request with
            // it: the flag was cleared when it was thrown.
            if (spell.opens(number)) {
                opening.add(number);
            }
        }
        return opening;
    }

    /// The search: the numbers of all sections that open the vault, in order. Any thread may call it, and waits in it.
    ///
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    /// @throws Exception            the first failure of a spell, or what has that failure as its cause
    public static List<Integer> openVault(List<Section> sections, Spell spell) throws Exception {
        // The first failure cancels the scope: all other threads in it are interrupted. close() then waits for them,
        // however long they take to listen. This is why a task that never listens is a fault.
        try (var scope = StructuredTaskScope.open(Joiner.<List<Integer>>allSuccessfulOrThrow())) {
            for (var section : sections) {
                scope.fork(() -> tryAll(section, spell));
            }
            return scope.join().flatMap(wizard -> wizard.get().stream()).toList();
        }
    }
}
