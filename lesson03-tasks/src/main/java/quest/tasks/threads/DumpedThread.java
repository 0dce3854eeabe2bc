package quest.tasks.threads;

import java.util.List;
import java.util.function.Predicate;

/// A thread as it was when the dump was made.
///
/// @param name  empty if nobody has named it
/// @param state what it was doing, as [Thread.State] names it
/// @param stack what it was in, the innermost call first
public record DumpedThread(long id, String name, boolean virtual, Thread.State state, List<Frame> stack) {

    public DumpedThread {
        stack = List.copyOf(stack);
    }

    /// Its name, or its number where it has none.
    public String title() {
        return name.isEmpty() ? "thread " + id : name;
    }

    /// Where it waits, in the words of those who wrote the program: their innermost call, and what it has called. The
    /// calls further in are how the JDK does it.
    ///
    /// @param ours which calls are the program's own
    /// @return such as `audit (Bank.java:12), in Semaphore.acquire`; of a thread with no call of ours, its innermost
    public String whereabouts(Predicate<Frame> ours) {
        for (int i = 0; i < stack.size(); i++) {
            if (ours.test(stack.get(i))) {
                var here = stack.get(i).method() + " (" + stack.get(i).place() + ")";
                return i == 0 ? here : here + ", in " + stack.get(i - 1).call();
            }
        }
        return stack.isEmpty() ? "no Java code" : stack.getFirst().call();
    }
}
