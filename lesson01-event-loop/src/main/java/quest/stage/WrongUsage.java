package quest.stage;

/// What the reader typed makes no sense. The message says what was wrong and what was expected.
public final class WrongUsage extends RuntimeException {

    public WrongUsage(String message) {
        super(message);
    }
}
