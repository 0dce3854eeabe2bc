package quest.gameserver.program;

import java.io.PrintStream;
import java.util.function.Consumer;

/// A line that says how far things are, again and again. On a terminal each takes the place of the one before;
/// elsewhere, in a file or a pipe, they stand one below the other. One thread's.
public final class ProgressLine {

    private static final int WIDTH = 79; // a line as wide as the terminal would wrap

    private final PrintStream terminal;     // null: none
    private final Consumer<String> lines;
    private boolean shown;

    /// @param terminal null if there is none
    /// @param lines    takes whole lines where there is none
    public ProgressLine(PrintStream terminal, Consumer<String> lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    /// On standard output, if it is a terminal. The launchers of the course say so, in `quest.terminal`.
    ///
    /// @param lines takes whole lines if it is none
    public static ProgressLine onStandardOutput(Consumer<String> lines) {
        return new ProgressLine(Boolean.getBoolean("quest.terminal") ? System.out : null, lines);
    }

    public void show(String text) {
        if (terminal != null) {
            terminal.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
            terminal.flush();
            shown = true;
        } else {
            lines.accept(text);
        }
    }

    /// What is printed from now on begins on a line of its own. The last one stays.
    public void end() {
        if (shown) {
            terminal.println();
            shown = false;
        }
    }
}
