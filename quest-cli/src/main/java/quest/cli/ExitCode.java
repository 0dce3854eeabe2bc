package quest.cli;

/// What the command tells the shell when it ends.
final class ExitCode {

    /// All is well.
    static final int OK = 0;
    /// The learner's work is not (yet) right.
    static final int NOT_RIGHT = 1;
    /// The command was called wrongly.
    static final int USAGE = 2;
    /// The environment is at fault: no JDK, no Maven, a build that fails, a file that cannot be read.
    static final int ENVIRONMENT = 3;

    /// Between quest.cmd and the command only: nothing was done, because the build is older than the sources.
    static final int STALE = 75;

    private ExitCode() {
    }
}
