package quest.gameserver.client;

/// When a swarm's players send.
public sealed interface Pace {

    /// Each player sends, waits for the answer, and sends again: a *closed loop*. A slow server is asked less often, so
    /// it shows what the server can do, and not how long players would wait if they came at their own pace.
    ///
    /// @param pipeline how many requests a player has under way
    record ClosedLoop(int pipeline) implements Pace {
        public ClosedLoop {
            if (pipeline < 1) {
                throw new IllegalArgumentException("a player has 1 request under way or more, not " + pipeline);
            }
        }
    }

    /// So many requests a second over all players, in turn, whether those before are answered or not: an *open loop*.
    /// The time a request takes is counted from the moment it was due. Counting from when it was sent would leave out
    /// what a stalled sender did not even ask: *coordinated omission*.
    record FixedRate(int perSecond) implements Pace {
        public FixedRate {
            if (perSecond < 1) {
                throw new IllegalArgumentException("the rate is 1 a second or more, not " + perSecond);
            }
        }
    }
}
