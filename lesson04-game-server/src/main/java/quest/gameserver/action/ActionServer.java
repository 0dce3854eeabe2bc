package quest.gameserver.action;

import java.net.InetSocketAddress;

/// The action server, in whatever style. What it speaks is the same in all: a line for each action, answered in the
/// order of the player's lines.
public interface ActionServer {

    /// Where it listens. Any thread.
    InetSocketAddress address();

    /// Ends in order, and returns when it has: accepts nobody any more, answers what has been received, closes. Actions
    /// that have to be dropped are logged as such. Any thread but those of the server.
    void shutdown() throws InterruptedException;
}
