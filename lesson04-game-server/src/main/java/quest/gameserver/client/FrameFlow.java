package quest.gameserver.client;

import java.time.Duration;

/// How the frames of a game came to its players in the measured time.
///
/// @param count     over all players
/// @param tick      how long a tick of the server lasts, as it said; zero: it did not
/// @param intervals in nanoseconds, from one player's frame to its next, where they belong to ticks that follow each
///                  other: a tick in which nothing changes has no frame
public record FrameFlow(long count, Duration tick, Latencies intervals) {
}
