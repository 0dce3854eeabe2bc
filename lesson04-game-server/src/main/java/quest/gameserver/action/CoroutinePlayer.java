package quest.gameserver.action;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.gameserver.net.Connection;
import quest.tasks.coroutine.Coroutine;

/// A player in a coroutine: straight-line code that waits where it stands, and runs on the loop like everybody else.
final class CoroutinePlayer extends Player {

    private final Coroutine<Void> coroutine;
    private CompletableFuture<Void> more = new CompletableFuture<>();

    CoroutinePlayer(EventLoop loop, Connection connection, ActionOptions options) {
        super(loop, connection, options);
        coroutine = Coroutine.start(loop, "player " + connection.number(), this::play);
        coroutine.future().whenComplete((_, failure) -> ended(failure));
    }

    private void play() {
        for (var request = awaitNext(); request != null; request = awaitNext()) {
            if (takesTime(request)) {
                Coroutine.sleep(options.action());
            }
            answer(request);
        }
        connection.finish();
    }

    /// @return null when it is over
    private Request awaitNext() {
        var request = next();
        while (request == null && !isOver()) {
            more = new CompletableFuture<>();
            Coroutine.await(more);
            request = next();
        }
        return request;
    }

    @Override
    void arrived() {
        more.complete(null);
    }

    @Override
    public void closed(Connection from) {
        super.closed(from);
        coroutine.cancel();
    }

    private void ended(Throwable failure) {
        if (failure != null && !(failure instanceof CancellationException)) {
            loop.reportException(failure);
            connection.close();
        }
    }
}
