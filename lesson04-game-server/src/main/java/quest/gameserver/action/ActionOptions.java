package quest.gameserver.action;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What an [ActionServer] is told.
///
/// @param address   port 0 takes any that is free
/// @param action    how long each action takes: waiting, not computing
/// @param highWater bytes of answers that may wait for a player before that player is not read from
public record ActionOptions(InetSocketAddress address, Duration action, int highWater, RequestLog log,
                            Patience patience) {

    /// How long a shutdown waits.
    ///
    /// @param readers for peers who do not read what was sent to them
    /// @param actions for actions that are under way; not less
    public record Patience(Duration readers, Duration actions) {

        /// As the protocol has it.
        public static final Patience TWO_AND_FOUR_SECONDS = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
}
