package quest.tasks.coroutine;

/// Nothing more can be sent, or nothing more will come: the [Channel] is closed.
public final class ChannelClosedException extends RuntimeException {

    ChannelClosedException(String message) {
        super(message);
    }
}
