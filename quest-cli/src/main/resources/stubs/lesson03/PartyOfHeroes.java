package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.List;
import java.util.concurrent.Callable;

/// # PartyOfHeroes, 3 points
///
/// The party leaves the inn together, each hero on a quest of their own, and the innkeeper waits until all are home.
/// If one of them falls, the others are called back. And whatever happens, when the innkeeper puts out the light,
/// nobody is still out there in the woods.
///
/// Build `sendOut`, which starts one task for each hero and waits for them.
///
/// 1. All heroes set out at once, each on a thread of their own. `sendOut` returns when the last is back.
///    Example: three heroes who need 1 s each are back after max(1, 1, 1) = 1 s, and not after 1 + 1 + 1 = 3 s.
/// 2. It returns what they brought, in the order of the heroes, whoever is back first.
///    Example: a, b and c set out, and come back in the order c, a, b: `[loot of a, loot of b, loot of c]`.
/// 3. When a hero fails, the others who are still out are called back at once: their threads are interrupted. Then
///    `sendOut` throws. The first hero's failure is what it throws, or the cause of what it throws.
///    Example: a is out for an hour, b fails with x: a is interrupted, and `sendOut` throws an exception with cause x.
/// 4. `sendOut` ends when the last hero has ended, and not before. A hero who is called back may take a moment to
///    pack up.
/// 5. When the thread that called `sendOut` is interrupted while it waits, all heroes are called back, and it throws an
///    [InterruptedException].
///
/// Contract:
/// - While the heroes are out, the calling thread waits. It does not look again and again.
/// - However `sendOut` ends, no thread is left that it started.
/// - No heroes bring an empty list. What a hero brings may be null.
///
/// A [java.util.concurrent.StructuredTaskScope] was made for this. Any other way that keeps the contract is right as
/// well.
public final class PartyOfHeroes {

    private PartyOfHeroes() {
    }

    /// What all heroes brought, in the order of the heroes. Any thread may call it, and waits in it.
    ///
    /// @param heroes each one's quest; it runs until it is done, fails, or is interrupted
    /// @throws InterruptedException if the calling thread was interrupted while it waited
    /// @throws Exception            the first failure of a hero, or what has that failure as its cause
    public static <T> List<T> sendOut(List<Callable<T>> heroes) throws Exception {
        throw todo("start all heroes, wait for them, and return what they brought");
    }
}
