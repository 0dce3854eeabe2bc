package quest.trace;

/// Writes strings as JSON does.
final class Json {

    private Json() {
    }

    /// With its quotes. `<` is escaped too, so that no string can end the script element of a page that holds it.
    static String string(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> {
                    if (mustBeEscaped(text, i)) {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /// Control characters, what ends a line in old JavaScript, and halves of pairs, which UTF-8 cannot hold.
    private static boolean mustBeEscaped(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c < ' ' || c == '<' || c == '\u007f' || c == '\u2028' || c == '\u2029';
    }
}
