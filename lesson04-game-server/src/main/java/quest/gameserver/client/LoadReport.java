package quest.gameserver.client;

import java.time.Duration;

/// What came of a swarm.
///
/// @param players    that connected and were let in
/// @param refused    that could not connect, or were not let in
/// @param turnedAway of them, those who were told so by the server
/// @param lost       whose connection ended before the swarm did
/// @param measured   how long was measured; zero if it ended before
/// @param answers    that were right, in the measured time
/// @param lines      messages that came in the measured time, whatever they meant: a state answers the one who moved,
///                   and comes to all
/// @param frames     those among them that show a tick of a game
/// @param latencies  of the requests that were sent in the measured time
/// @param errors     wrong answers, in all
/// @param unanswered requests: those given up at the end count for the latencies with the time they had waited, those
///                   whose connection was lost do not
/// @param lateness   how late, at worst, a request of a fixed rate was sent. Latencies include it
/// @param trouble    the first thing that went wrong, in words; null if nothing did
public record LoadReport(int players, int refused, int turnedAway, int lost, Duration measured, long answers,
                         long lines, FrameFlow frames, Latencies latencies, long errors, long unanswered,
                         Duration lateness, String trouble) {

    /// Zero if nothing was measured.
    public double answersPerSecond() {
        return measured.isZero() ? 0 : answers * 1e9 / measured.toNanos();
    }

    /// Whether every player was let in and stayed, and every request was answered as it should be.
    public boolean isFlawless() {
        return refused == 0 && lost == 0 && errors == 0 && unanswered == 0;
    }
}
