package quest.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Columns for a terminal: the first to the left, the others to the right.
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /// @param cells as many as in the other rows; one alone is a line across all columns
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    List<String> lines() {
        var columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = IntStream.range(0, columns).map(this::width).toArray();
        return rows.stream().map(row -> row.size() == 1 ? row.getFirst() : line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().filter(row -> row.size() > 1 && row.size() > column)
                .mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            var room = " ".repeat(widths[column] - cell.length());
            if (column > 0 && widths[column] > 0) {
                line.append(GAP);
            }
            line.append(column == 0 ? cell + room : room + cell);
        }
        return line.toString().stripTrailing();
    }
}
