package quest.cli;

/// What a command cannot do, in words for the one who called it, and the exit code that says whose fault it is.
final class QuestException extends RuntimeException {

    private final int exitCode;

    private QuestException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The command was called wrongly: exit code 2.
    static QuestException usage(String message) {
        return new QuestException(ExitCode.USAGE, message);
    }

    /// Something around the command is missing or broken: exit code 3.
    static QuestException environment(String message) {
        return new QuestException(ExitCode.ENVIRONMENT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
