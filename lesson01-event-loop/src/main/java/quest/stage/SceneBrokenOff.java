package quest.stage;

/// A scene cannot go on, or came to a bad end, and it is not the scene's own fault: a server that is not there, a
/// connection that is lost. The message says what happened, and the command ends with exit code 3.
public final class SceneBrokenOff extends RuntimeException {

    public SceneBrokenOff(String message) {
        super(message);
    }
}
