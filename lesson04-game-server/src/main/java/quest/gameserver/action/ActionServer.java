package quest.gameserver.action;

import java.net.InetSocketAddress;
import java.time.Duration;

/// The action server, in whatever style. What it speaks is the same in all: a line for each action, answered in the
/// order of the player's lines.
public interface ActionServer {

    /// How long a shutdown waits for peers who do not read what was sent to them.
    Duration PATIENCE_WITH_READERS = Duration.ofSeconds(2);

    /// How long a shutdown waits for actions that are under way.
    Duration PATIENCE_WITH_ACTIONS = Duration.ofSeconds(4);

    /// Where it listens. Any thread.
    InetSocketAddress address();

    /// Ends in order, and returns when it has: accepts nobody any more, answers what has been received, closes. Actions
    /// that have to be dropped are logged as such. Any thread but those of the server.
    void shutdown() throws InterruptedException;
}
