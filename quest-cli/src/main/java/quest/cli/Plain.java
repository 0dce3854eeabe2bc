package quest.cli;

import java.util.regex.Pattern;

/// Makes text of a submission (names, messages, what it printed) fit to be shown: it may hold codes that steer a
/// terminal, and be of any length.
final class Plain {

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 6_000;

    /// `Object@1b6d3586`: another number each time.
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");

    private Plain() {
    }

    /// One line, not too long, without control characters.
    static String line(String text) {
        var line = text(text).replace("\n", " ").replace("\t", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
    }

    /// Lines without control characters, the same each time the tests are run; null stays null.
    static String text(String text) {
        if (text == null) {
            return null;
        }
        var kept = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
        var plain = new StringBuilder();
        kept.replace("\r\n", "\n").codePoints().forEach(c -> plain.appendCodePoint(isShown(c) ? c : '?'));
        return IDENTITY.matcher(plain).replaceAll("@...");
    }

    /// Neither control characters nor those that turn the direction of writing, which make a text read as another.
    private static boolean isShown(int c) {
        return c == '\n' || c == '\t' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
