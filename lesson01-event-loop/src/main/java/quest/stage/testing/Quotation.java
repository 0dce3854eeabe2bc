package quest.stage.testing;

import java.util.ArrayList;
import java.util.List;

/// Lines of a page that claim to stand in another text, one below the other. A line that is just `…` or `// …` stands
/// for what was left out. Indentation and blank lines do not count, nor do doc comments, if it quotes none.
///
/// @param line    of the page where it begins, counted from 1
/// @param content its lines
record Quotation(int line, List<String> content) {

    private record Line(int number, String text) {
    }

    /// Where it first differs from the text, as the end of a sentence that begins with the page's name.
    ///
    /// @param name of the text
    /// @return empty, if it does not differ
    List<String> differences(String name, List<String> text) {
        var lines = numbered(1, text);
        if (content.stream().noneMatch(Quotation::isDocComment)) {
            lines.removeIf(other -> isDocComment(other.text()));
        }
        int from = 0;
        for (var part : parts()) {
            int begin = from;
            while (begin < lines.size() && agreement(part, lines, begin) < part.size()) {
                begin++;
            }
            if (begin == lines.size()) {
                return List.of(closest(part, lines, from, name));
            }
            from = begin + part.size();
        }
        return parts().isEmpty() ? List.of("%d quotes nothing".formatted(line)) : List.of();
    }

    /// The runs of lines between which something was left out.
    private List<List<Line>> parts() {
        var parts = new ArrayList<List<Line>>();
        var part = new ArrayList<Line>();
        for (var line : numbered(line, content)) {
            if (!isOmission(line.text())) {
                part.add(line);
            } else if (!part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    private static boolean isOmission(String text) {
        return text.matches("(// ?)?(…|\\.\\.\\.)");
    }

    private static boolean isDocComment(String text) {
        return text.strip().startsWith("///");
    }

    private static List<Line> numbered(int first, List<String> text) {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < text.size(); i++) {
            if (!text.get(i).isBlank()) {
                lines.add(new Line(first + i, text.get(i).strip()));
            }
        }
        return lines;
    }

    /// How many lines of the part agree with those from `begin` on, before the first that does not.
    private static int agreement(List<Line> part, List<Line> lines, int begin) {
        int agree = 0;
        while (agree < part.size() && begin + agree < lines.size()
                && part.get(agree).text().equals(lines.get(begin + agree).text())) {
            agree++;
        }
        return agree;
    }

    /// The place that agrees longest is most probably the one that was meant.
    private static String closest(List<Line> part, List<Line> lines, int from, String name) {
        int best = from;
        for (int begin = from; begin < lines.size(); begin++) {
            if (agreement(part, lines, begin) > agreement(part, lines, best)) {
                best = begin;
            }
        }
        int agree = agreement(part, lines, best);
        var differs = part.get(agree);
        if (agree == 0) {
            return "%d says%n    %s%nwhich is not in %s%s".formatted(differs.number(), differs.text(), name,
                    from == 0 ? "" : " below line " + lines.get(from - 1).number());
        }
        var there = best + agree == lines.size() ? " ends there" : ":%d says%n    %s".formatted(
                lines.get(best + agree).number(), lines.get(best + agree).text());
        return "%d says%n    %s%nbut %s%s".formatted(differs.number(), differs.text(), name, there);
    }
}
