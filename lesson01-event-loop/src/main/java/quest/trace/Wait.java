package quest.trace;

/// A thread has waited.
///
/// @param from   nanoseconds since the trace began
/// @param to     not before `from`
/// @param call   what the program has called: `Thread.sleep`, `StructuredTaskScope.join`
/// @param place  where, the innermost call first; empty if no code of the program's is on the stack
/// @param pinned why it kept its carrier while it waited; null if it did not
record Wait(long from, long to, String call, String place, String pinned) {

    /// Whether all of this wait lies within the other: a park within a sleep, say.
    boolean isWithin(Wait other) {
        return other.from <= from && to <= other.to;
    }

    /// The part of it that falls into this time.
    Wait during(long begin, long end) {
        return new Wait(Math.max(from, begin), Math.min(to, end), call, place, pinned);
    }

    Wait pinnedBy(String reason) {
        return new Wait(from, to, call, place, reason);
    }
}
