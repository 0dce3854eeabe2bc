package quest.stage;

import java.time.Duration;

/// A line that is typed when nobody is at the keyboard, see [Stage#keyboard].
///
/// @param pause how long after the line before it
/// @param line  without its end
public record Typed(Duration pause, String line) {
}
