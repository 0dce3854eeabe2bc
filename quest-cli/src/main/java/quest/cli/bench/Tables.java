package quest.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// JMH's results for a terminal.
public final class Tables {

    private Tables() {
    }

    /// A table for each class.
    ///
    /// @param title what a class's name is made into
    /// @return lines
    public static List<String> text(List<Measurement> measured, UnaryOperator<String> title) {
        var lines = new ArrayList<String>();
        for (var section : Sections.of(measured, List.of())) {
            lines.add(title.apply(section.title()) + "  " + section.remark());
            var table = new TextTable();
            table.row(section.columns());
            for (var row : section.rows()) {
                if (!row.group().isEmpty()) {
                    table.row(List.of("  " + row.group()));
                }
                var cells = new ArrayList<>(List.of("    " + row.name()));
                cells.addAll(row.cells());
                table.row(cells);
            }
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }
}
