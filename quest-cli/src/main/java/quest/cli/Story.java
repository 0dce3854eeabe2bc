package quest.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The task of an exercise: what its stub says above the class, in the Markdown of doc comments.
final class Story {

    private static final Pattern LINK = Pattern.compile("\\[(?:[a-z_][\\w]*\\.)*#?([\\w.()]+)]");
    private static final Pattern ITEM = Pattern.compile("(?:\\d+\\.|-) ");

    private Story() {
    }

    /// Its lines, without the title; empty when there is none.
    static List<String> read(Path stub) {
        var story = new ArrayList<String>();
        var inside = false;
        for (var line : Sources.read(stub).split("\n")) {
            inside |= line.startsWith("/// # ");
            if (inside && !line.startsWith("///")) {
                break;
            } else if (inside && !line.startsWith("/// # ")) {
                story.add(LINK.matcher(line.substring(3).replaceFirst("^ ", "")).replaceAll("$1")
                        .replaceAll("(?<![\\w*`])\\*(\\w[^*`]*)\\*", "$1")); // emphasis
            }
        }
        while (!story.isEmpty() && story.getFirst().isBlank()) {
            story.removeFirst();
        }
        return story;
    }

    /// Shows it: paragraphs and items broken to the screen's width, an item's lines under its first, and each example
    /// on a line of its own.
    static void show(List<String> story, Screen screen) {
        var paragraph = new StringBuilder();
        var indent = "";
        for (var line : story) {
            var item = ITEM.matcher(line);
            var begins = item.lookingAt();
            if (begins || line.isBlank() || line.strip().startsWith("Example:")) {
                flush(paragraph, indent, screen);
            }
            if (line.isBlank()) {
                screen.line();
                indent = "";
            } else {
                if (begins) {
                    indent = " ".repeat(item.end());
                }
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        flush(paragraph, indent, screen);
    }

    private static void flush(StringBuilder paragraph, String indent, Screen screen) {
        if (paragraph.isEmpty()) {
            return;
        }
        var item = ITEM.matcher(paragraph);
        var first = item.lookingAt();
        var lines = Screen.wrap(first ? paragraph.substring(item.end()) : paragraph.toString(),
                screen.width() - indent.length());
        screen.line((first ? paragraph.substring(0, item.end()) : indent) + lines.getFirst());
        for (var line : lines.subList(1, lines.size())) {
            screen.line(indent + line);
        }
        paragraph.setLength(0);
    }
}
