package quest.stage;

import java.time.Duration;
import java.util.Locale;

/// A line of the timeline.
///
/// @param at   the time since the act began
/// @param who  to whom it happened
/// @param what what happened
public record Moment(Duration at, String who, String what) {

    /// As a test writes it down: `1.50 s ann: draws the sword`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f s %s: %s", at.toNanos() / 1e9, who, what);
    }
}
