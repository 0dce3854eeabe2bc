package quest.eventloop;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What the watchdog saw: the loop has been in one turn for too long, and this is where it is stuck.
///
/// @param thread the loop's thread
/// @param lasted how long the turn has lasted so far, at least
/// @param stack  what the loop's thread was doing, innermost call first, without the loop's own frames; empty when the
///               callback had just returned
public record SlowCallback(Thread thread, Duration lasted, List<StackTraceElement> stack) {

    /// Several lines for a person to read.
    @Override
    public String toString() {
        return stack.stream()
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining("", "the loop on thread \"%s\" has been blocked for %d ms:"
                        .formatted(thread.getName(), lasted.toMillis()), ""));
    }
}
