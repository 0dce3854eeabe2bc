package quest.tasks.db;

/// There is no player of that name.
public final class UnknownPlayerException extends RuntimeException {

    public UnknownPlayerException(String player) {
        super("there is no player called '%s': one exists from the first match that is recorded".formatted(player));
    }
}
