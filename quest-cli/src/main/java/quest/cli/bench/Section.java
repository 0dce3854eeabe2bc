package quest.cli.bench;

import java.util.List;

/// A part of the page: charts, and beside them a table of the same numbers.
///
/// @param remark how it was measured
/// @param columns the table's headings; the first is of the rows' names
record Section(String title, String remark, List<Chart> charts, List<String> columns, List<Row> rows) {

    /// @param group a line above the first row of a group; else empty
    record Row(String group, String name, List<String> cells) {
    }
}
