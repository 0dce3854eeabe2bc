package quest.gameserver.program;

import java.io.PrintStream;

/// A line that says how far things are, again and again. On a terminal each takes the place of the one before;
/// elsewhere, in a file or a pipe, they stand one below the other. One thread's.
public final class ProgressLine {

    private static final int WIDTH = 79; // a line as wide as the terminal would wrap

    private final PrintStream out;
    private final boolean terminal;
    private boolean shown;

    /// @param terminal whether a line can be taken back
    public ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// On standard output. The launchers of the course say whether that is a terminal, in `quest.terminal`.
    public static ProgressLine onStandardOutput() {
        return new ProgressLine(System.out, Boolean.getBoolean("quest.terminal"));
    }

    public void show(String text) {
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
            out.flush();
            shown = true;
        } else {
            out.println(text);
        }
    }

    /// What is printed from now on begins on a line of its own. The last one stays.
    public void end() {
        if (shown) {
            out.println();
            shown = false;
        }
    }
}
