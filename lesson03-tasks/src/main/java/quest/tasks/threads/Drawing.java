package quest.tasks.threads;

import java.util.ArrayList;
import java.util.List;

/// A tree drawn with letters: a few lines of text, and what hangs below them.
record Drawing(List<String> text, List<Drawing> below) {

    Drawing {
        text = List.copyOf(text);
        below = List.copyOf(below);
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(text.getFirst());
        text.subList(1, text.size()).forEach(line -> lines.add((below.isEmpty() ? "    " : "|   ") + line));
        for (var rest = below.iterator(); rest.hasNext(); ) {
            var branch = rest.next().lines();
            var indent = rest.hasNext() ? "|   " : "    ";
            lines.add("+-- " + branch.getFirst());
            branch.subList(1, branch.size()).forEach(line -> lines.add(indent + line));
        }
        return lines;
    }
}
