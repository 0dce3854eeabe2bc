package quest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One line for each submission: its name, its points, what they are out of, then each exercise. By RFC 4180.
final class GradebookCsv {

    private GradebookCsv() {
    }

    static String of(Gradebook book) {
        var csv = new StringBuilder();
        var header = new ArrayList<>(List.of("submission", "points", "possible"));
        book.exercises().forEach(exercise -> header.add(exercise.key()));
        header.add("remarks");
        line(csv, header);
        for (var grade : book.grades()) {
            var line = new ArrayList<>(List.of(grade.submission(), Screen.points(grade.points()),
                    Screen.points(grade.possible())));
            grade.exercises().forEach(exercise -> line.add(Screen.points(exercise.points())));
            line.add(String.join(" ", grade.remarks()));
            line(csv, line);
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<String> cells) {
        csv.append(cells.stream().map(GradebookCsv::cell).collect(Collectors.joining(","))).append("\r\n");
    }

    /// A spreadsheet takes a cell that begins like a formula for one, and runs it. The apostrophe stops it.
    private static String cell(String text) {
        var line = Plain.text(text).replace("\n", " ").replace("\t", " ");
        var safe = !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
        return safe.matches("[^\",]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
