package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.List;

/// # CancelTheRest, 3 points
///
/// A vault opens to certain numbers, and wizards try them, each a section of their own. One spell backfires, and the
/// dragon wakes: now all must be quiet. They are told so at once. But nobody can stop a wizard who is deep in a spell,
/// except the wizard: to be interrupted is to be asked, and whoever never listens goes on to the last number.
///
/// Build the wizard, and the search.
///
/// 1. `tryAll` is one wizard: it casts the spell on each number of the section, in order, and returns those that open
///    the vault.
///    Example: the section 10 to 13, and 11 and 13 open it: `[11, 13]`.
/// 2. Before each spell it looks whether its thread was interrupted. If so, it throws an [InterruptedException] and
///    casts no more. It throws one, too, if the spell does.
///    Example: the interrupt comes while the spell is cast on 11: nothing is cast on 12 and 13.
/// 3. `openVault` is the search: one wizard for each section, all at once, each on a thread of their own. It returns
///    all numbers that open the vault, in the order of the sections.
///    Example: the sections 1 to 5 and 6 to 9, and 7 and 3 open it: `[3, 7]`.
/// 4. When a spell fails, the other wizards are interrupted at once. Then `openVault` throws: that failure itself, or
///    what has it as its cause. When the thread that called `openVault` is interrupted while it waits, all wizards are,
///    and it throws an [InterruptedException].
/// 5. `openVault` ends when the last wizard has ended, and not before. However it ends, no thread is left that it
///    started.
///
/// Contract:
/// - A failure of a spell leaves `tryAll` as it is, the very same object.
/// - After an interrupt no further spell is cast; the one that is being cast may be finished. A wizard who was
///   interrupted returns nothing, also not the half that was found.
/// - The thread that called `openVault` waits. It does not look again and again.
/// - No sections make an empty list.
///
/// A [java.util.concurrent.StructuredTaskScope] does most of `openVault`. Any other way that keeps the contract is
/// right as well.
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
        throw todo("cast the spell on each number, and listen in between");
    }

    /// The search: the numbers of all sections that open the vault, in order. Any thread may call it, and waits in it.
    ///
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    /// @throws Exception            the first failure of a spell, or what has that failure as its cause
    public static List<Integer> openVault(List<Section> sections, Spell spell) throws Exception {
        throw todo("one wizard for each section, and quiet for all when one fails");
    }
}
