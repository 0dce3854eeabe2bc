package quest.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the command writes to: a terminal, with colours and with marks outside ASCII where it can show them, or a pipe
/// or a file, which get the same words plain. Used by one thread at a time.
final class Screen {

    /// The width that every screen of the command fits, unless it knows a terminal's own.
    static final int WIDTH = 80;

    private static final String MARKS = "█░✓✗·◐…";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colours;
    private final boolean unicode;
    private final int width;

    /// @param terminal whether a line can be taken back
    Screen(PrintStream out, boolean terminal, boolean colours, boolean unicode) {
        this(out, terminal, colours, unicode, WIDTH);
    }

    private Screen(PrintStream out, boolean terminal, boolean colours, boolean unicode, int width) {
        this.width = width;
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
        this.unicode = unicode;
    }

    /// A screen that takes words only.
    static Screen plain(PrintStream out) {
        return new Screen(out, false, false, false);
    }

    /// A screen on `out`. It is coloured when it is a terminal and the environment has no `NO_COLOR`
    /// (<https://no-color.org>: present and not empty), and its marks are ASCII where the encoding knows no others.
    static Screen on(PrintStream out, boolean terminal, Map<String, String> environment) {
        var plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        // Windows' old console shows the codes themselves; those that understand them say that they are there.
        var knowsColours = !environment.getOrDefault("OS", "").equals("Windows_NT")
                || environment.containsKey("WT_SESSION") || environment.containsKey("TERM_PROGRAM")
                || environment.containsKey("TERM") || environment.containsKey("ConEmuANSI");
        var unicode = out.charset().newEncoder().canEncode(MARKS);
        return new Screen(out, terminal, terminal && knowsColours && !plain, unicode);
    }

    /// The lines of a drawing, as they would look on this screen if it were this wide.
    List<String> drawn(int width, Consumer<Screen> drawing) {
        var drawn = new ByteArrayOutputStream();
        var canvas = new PrintStream(drawn, true, StandardCharsets.UTF_8);
        drawing.accept(new Screen(canvas, false, colours, unicode, width));
        return drawn.toString(StandardCharsets.UTF_8).lines().toList();
    }

    int width() {
        return width;
    }

    void line(String text) {
        out.println(text);
    }

    void line() {
        out.println();
    }

    /// Says what goes on, where that can be taken back by [#done]; elsewhere nothing.
    void doing(String what) {
        if (terminal) {
            out.print(dim(what + " " + ellipsis()));
            out.flush();
        }
    }

    void done() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH - 1) + "\r");
        }
    }

    /// Text of any length, broken between words so that it fits the screen, each line after `indent`.
    void paragraph(String indent, String text) {
        wrap(text, width - indent.length()).forEach(line -> line(indent + line));
    }

    /// `left`, then `right` at the screen's right edge. Widths are those that are seen: styling does not count.
    void ends(String left, String right) {
        line(left + " ".repeat(Math.max(1, width - width(left) - width(right))) + right);
    }

    boolean isTerminal() {
        return terminal;
    }

    boolean colours() {
        return colours;
    }

    PrintStream out() {
        return out;
    }

    String bold(String text) {
        return styled("1", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return colours && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /// The mark of something in this state, one column wide.
    String mark(State state) {
        return switch (state) {
            case RIGHT -> green(unicode ? "✓" : "+");
            case WRONG, HUNG, DOES_NOT_COMPILE -> red(unicode ? "✗" : "x");
            case STARTED, UNCHECKED -> yellow(unicode ? "◐" : "~");
            case NOT_STARTED -> dim(unicode ? "·" : "-");
        };
    }

    /// A line from edge to edge.
    void rule() {
        line(dim((unicode ? "\u2500" : "-").repeat(width)));
    }

    boolean unicode() {
        return unicode;
    }

    String ellipsis() {
        return unicode ? "…" : "...";
    }

    /// A bar of `width` columns, full to the part `done` of `all`.
    String bar(double done, double all, int width) {
        var full = all > 0 ? (int) Math.floor(width * Math.min(1, done / all) + 1e-9) : 0;
        var rest = width - full;
        return unicode
                ? green("█".repeat(full)) + dim("░".repeat(rest))
                : "#".repeat(full) + ".".repeat(rest);
    }

    /// Points without a needless `.0`.
    static String points(double points) {
        return points == Math.rint(points) ? "%d".formatted((long) points)
                : "%s".formatted(Math.round(points * 100) / 100.0);
    }

    static int width(String text) {
        return text.replaceAll("\033\\[[0-9;]*m", "").codePoints().map(_ -> 1).sum();
    }

    /// Text that others wrote, without what a terminal would obey.
    static String harmless(String text) {
        return text.replace("\t", "    ").replaceAll("\\p{Cntrl}", "");
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
