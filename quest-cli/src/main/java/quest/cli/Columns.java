package quest.cli;

import org.jline.utils.WCWidth;

/// Counts in columns of a terminal: an ideogram takes two, an accent none.
final class Columns {

    private Columns() {
    }

    /// As much of a line as fits. Styling takes no room, and ends with the line.
    static String cut(String line, int width) {
        var cut = new StringBuilder();
        var columns = 0;
        var styled = false;
        for (var i = 0; i < line.length(); ) {
            if (line.startsWith("\033[", i)) {
                var end = line.indexOf('m', i) + 1;
                cut.append(line, i, end);
                styled = true;
                i = end;
                continue;
            }
            var codePoint = line.codePointAt(i);
            columns += Math.max(0, WCWidth.wcwidth(codePoint));
            if (columns > width) {
                return styled ? cut.append("\033[0m").toString() : cut.toString();
            }
            cut.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return cut.toString();
    }
}
