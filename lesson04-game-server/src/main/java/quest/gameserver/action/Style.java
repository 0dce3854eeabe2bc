package quest.gameserver.action;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import quest.eventloop.EventLoop;

/// The five ways to write the action server. They read alike and answer alike; what differs is who waits, and on what.
public enum Style {

    /// One player at a time, on the thread that accepts: everybody else waits at the door. The nightmare of lesson 1.
    SEQUENTIAL,
    /// A platform thread for each player.
    THREAD,
    /// A virtual thread for each player.
    VIRTUAL,
    /// Callbacks on the loop.
    LOOP,
    /// Coroutines on the loop.
    COROUTINE;

    /// As it is chosen on the command line.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Opens a server in this style.
    ///
    /// @param loop     serves the players in the two styles on the loop; the caller runs it in any case. On its
    ///                 thread, or before it runs
    /// @param failures told, on any thread, what is no player's fault
    /// @throws IOException if the address cannot be had
    public ActionServer open(EventLoop loop, ActionOptions options, Consumer<? super Throwable> failures)
            throws IOException {
        return switch (this) {
            case SEQUENTIAL -> new BlockingActionServer(options, Runnable::run, failures);
            case THREAD -> new BlockingActionServer(options, Thread.ofPlatform().name("player ", 1)::start, failures);
            case VIRTUAL -> new BlockingActionServer(options, Thread.ofVirtual().name("player ", 1)::start, failures);
            case LOOP -> new LoopActionServer(loop, options, CallbackPlayer::new);
            case COROUTINE -> new LoopActionServer(loop, options, CoroutinePlayer::new);
        };
    }
}
