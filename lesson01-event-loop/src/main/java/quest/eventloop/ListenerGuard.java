package quest.eventloop;

import java.util.function.Consumer;

/// Stands between a loop and its listener: passes on the callback as it was given, and keeps what the listener throws from
/// the loop.
///
/// @param report told of what the listener throws
record ListenerGuard(LoopListener listener, Consumer<Throwable> report) {

    void scheduled(Object callback, long deadline) {
        tell(() -> listener.scheduled(callback, deadline));
    }

    void cancelled(Object callback, long deadline) {
        tell(() -> listener.cancelled(callback, deadline));
    }

    /// @return what to pass to [#ended]: a timer forgets its callback when it has run. Null if it is nobody's business.
    Object started(Object callback) {
        var given = given(callback);
        if (given != null) {
            tell(() -> listener.started(given));
        }
        return given;
    }

    void ended(Object given) {
        if (given != null) {
            tell(() -> listener.ended(given));
        }
    }

    private static Object given(Object callback) {
        return switch (callback) {
            case Housekeeping _ -> null;
            case Timer timer -> timer.callback();
            default -> callback;
        };
    }

    private void tell(Runnable message) {
        try {
            message.run();
        } catch (Throwable thrown) {
            report.accept(thrown);
        }
    }
}
