package quest.cli;

/// Text that is to stand in XML or HTML.
final class Markup {

    private Markup() {
    }

    /// Fit for content, and for an attribute's value between quotation marks. XML 1.0 has no way at all to write most
    /// control characters; [Plain] has taken them out.
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
