package quest.gameserver.action;

import quest.eventloop.EventLoop;
import quest.gameserver.net.Connection;

/// A player in callbacks. Where there is something to wait for, the method ends, and says what shall be called then.
final class CallbackPlayer extends Player {

    private boolean acting;     // a timer will call

    CallbackPlayer(EventLoop loop, Connection connection, ActionOptions options) {
        super(loop, connection, options);
    }

    @Override
    void arrived() {
        if (!acting) {
            play();
        }
    }

    private void play() {
        for (var request = next(); request != null; request = next()) {
            if (takesTime(request)) {
                acting = true;
                loop.schedule(this::acted, options.action());
                return;
            }
            answer(request);
        }
        if (isOver()) {
            connection.finish();
        }
    }

    private void acted() {
        acting = false;
        var request = next(); // the one that is under way; null if the connection was closed meanwhile
        if (request != null) {
            answer(request);
            play();
        }
    }
}
