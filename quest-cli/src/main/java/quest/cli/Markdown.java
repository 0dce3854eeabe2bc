package quest.cli;

/// Shows the little Markdown that hints are written in: paragraphs and list items are broken to the screen's width,
/// blocks of code are shown as they are, indented.
final class Markdown {

    private Markdown() {
    }

    static void show(String text, Screen screen) {
        var paragraph = new StringBuilder();
        var inCode = false;
        for (var line : text.split("\n")) {
            var fence = line.startsWith("```");
            if (fence || inCode || line.isBlank() || line.startsWith("- ") || line.matches("\\d+\\. .*")) {
                flush(paragraph, screen);
            }
            if (fence) {
                inCode = !inCode;
            } else if (inCode) {
                screen.line("    " + line);
            } else if (line.isBlank()) {
                screen.line();
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        flush(paragraph, screen);
    }

    private static void flush(StringBuilder paragraph, Screen screen) {
        if (!paragraph.isEmpty()) {
            screen.paragraph("", paragraph.toString());
            paragraph.setLength(0);
        }
    }
}
