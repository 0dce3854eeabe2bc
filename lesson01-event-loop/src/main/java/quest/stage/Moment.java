package quest.stage;

import java.time.Duration;

/// A line of the timeline.
///
/// @param at   the time since the act began
/// @param who  to whom it happened
/// @param what what happened
public record Moment(Duration at, String who, String what) {

    /// As a test writes it down: `1.50 s ann: draws the sword`.
    @Override
    public String toString() {
        return "%s %s: %s".formatted(Stage.seconds(at), who, what);
    }
}
