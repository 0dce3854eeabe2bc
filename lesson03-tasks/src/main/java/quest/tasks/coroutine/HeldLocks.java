package quest.tasks.coroutine;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// For debug mode: what a coroutine holds at the moment it wants to stop, and must not. Costs about a millisecond.
///
/// Monitors and locks belong to the thread. The loop's thread goes on to the next coroutine, and takes them along: that
/// one walks through a `ReentrantLock` as if it were open, and waits for a monitor for ever.
final class HeldLocks {

    private final Set<Integer> before;

    private HeldLocks(Set<Integer> before) {
        this.before = before;
    }

    /// The locks that the thread holds already when a coroutine is resumed: not its doing.
    static HeldLocks now() {
        return new HeldLocks(Arrays.stream(inspect().getLockedSynchronizers()).map(LockInfo::getIdentityHashCode)
                .collect(Collectors.toCollection(HashSet::new)));
    }

    /// What the running coroutine has taken since and not given back, in words; null if there is nothing.
    String taken() {
        var thread = inspect();
        int coroutinesFrames = depthOfBody(thread.getStackTrace());
        for (var monitor : thread.getLockedMonitors()) {
            if (monitor.getLockedStackDepth() < coroutinesFrames) {
                var frame = monitor.getLockedStackFrame(); // its line is where it has got to, inside `synchronized`
                return "the monitor of a %s (synchronized, around %s:%d)".formatted(
                        monitor.getClassName(), frame.getFileName(), frame.getLineNumber());
            }
        }
        for (var lock : thread.getLockedSynchronizers()) {
            if (!before.contains(lock.getIdentityHashCode())) {
                return "the lock " + lock;
            }
        }
        boolean bound = StackWalker.getInstance().walk(frames -> frames
                .takeWhile(frame -> !isResume(frame.getClassName(), frame.getMethodName()))
                .anyMatch(frame -> frame.getClassName().equals("java.lang.ScopedValue$Carrier")));
        return bound ? "the binding of a ScopedValue" : null;
    }

    private static int depthOfBody(StackTraceElement[] stack) {
        for (int depth = 0; depth < stack.length; depth++) {
            if (isResume(stack[depth].getClassName(), stack[depth].getMethodName())) {
                return depth;
            }
        }
        return stack.length;
    }

    private static boolean isResume(String className, String method) {
        return className.equals(Resumable.class.getName()) && method.equals("resume");
    }

    private static ThreadInfo inspect() {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(new long[] {Thread.currentThread().threadId()}, true, true)[0];
    }
}
