package quest.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// The headline, written: for a terminal, for README, for the page.
public final class HeadlineTables {

    private static final List<String> COLUMNS =
            List.of("time", "times ideal", "in sequence : this", "peak memory", "more than in sequence");

    private static final int MARKDOWN_WIDTH = 130;

    private HeadlineTables() {
    }

    private static List<String> cells(Headline.Task task, Headline.Cell cell) {
        return List.of(cell.timeShown(), Double.isNaN(cell.timesIdeal()) ? "" : Figures.ratio(cell.timesIdeal()),
                task.sequenceToThisShown(cell), task.peakMemoryShown(cell), task.moreMemoryShown(cell));
    }

    /// @return lines for a terminal of 80 columns
    public static List<String> text(Headline headline) {
        var table = new TextTable();
        for (var task : headline.tasks()) {
            table.row(List.of(""));
            table.row(List.of(task.title()));
            table.row(List.of("", "time", "x ideal", "sequence : this", "memory", "more"));
            for (var cell : task.cells()) {
                var row = new ArrayList<>(List.of("  " + cell.title()));
                row.addAll(cells(task, cell));
                row.addLast(row.removeLast().replace(" MiB", ""));
                table.row(row);
            }
        }
        return table.lines();
    }

    /// @return what stands between README's markers
    public static String markdown(Headline headline) {
        var markdown = new StringBuilder();
        headline.setting().warnings().forEach(warning -> markdown.append("**").append(warning).append("**\n\n"));
        table(markdown, headline.tasks().stream().filter(task -> !task.isCounterExample()).toList());
        var counterExamples = headline.tasks().stream().filter(Headline.Task::isCounterExample).toList();
        if (!counterExamples.isEmpty()) {
            markdown.append(wrapped(Headline.counterExampleInWords())).append("\n\n");
            table(markdown, counterExamples);
        }
        headline.remarks().forEach(remark -> markdown.append(wrapped(remark.replace("*", "\\*"))).append("\n\n"));
        var setting = headline.setting();
        return markdown.append(wrapped("Measured on %s by `%s`, on %s, %s; load before it began: %s.".formatted(
                setting.date(), setting.command(), setting.machine().words(), setting.jdk(), setting.loadShown())))
                .append('\n').toString();
    }

    /// A paragraph of README, in lines that a difference of versions can be read in.
    private static String wrapped(String text) {
        return text.replaceAll("(.{1,%d})(?: +|$)".formatted(MARKDOWN_WIDTH), "$1\n").stripTrailing();
    }

    private static void table(StringBuilder markdown, List<Headline.Task> tasks) {
        markdown.append("| | ").append(String.join(" | ", COLUMNS)).append(" |\n|---|")
                .append("---:|".repeat(COLUMNS.size())).append('\n');
        for (var task : tasks) {
            markdown.append("| **").append(task.title()).append("** |").append(" |".repeat(COLUMNS.size()))
                    .append('\n');
            for (var cell : task.cells()) {
                markdown.append("| ").append(cell.title()).append(" | ")
                        .append(String.join(" | ", cells(task, cell)).replace("*", "\\*")).append(" |\n");
            }
        }
        markdown.append('\n');
    }

    /// @return a section for each task, with a chart of times and one of memory
    static List<Section> sections(Headline headline, List<Guess> guesses) {
        var measured = headline.tasks().stream().flatMap(task -> task.cells().stream())
                .map(Headline.Cell::measurement).toList();
        return headline.tasks().stream().map(task -> section(task, guesses, measured)).toList();
    }

    private static Section section(Headline.Task task, List<Guess> guesses, List<Measurement> measured) {
        var times = task.cells().stream().map(cell -> new Chart.Bar(cell.title() + (cell.isScaled() ? " *" : ""),
                cell.nanos(), cell.errorNanos(), cell.idealNanos(), guesses.stream()
                        .filter(guess -> cell.measurement().equals(guess.measured(measured)))
                        .mapToDouble(Guess::value).findFirst().orElse(Double.NaN))).toList();
        var charts = new ArrayList<>(List.of(
                new Chart("Time", "time for all of it", "ms/op", List.of(new Chart.Group("", times)))));
        var memory = task.cells().stream().filter(cell -> cell.peakMemory() > 0).map(cell -> new Chart.Bar(cell.title(),
                cell.peakMemory(), Double.NaN, Double.NaN, Double.NaN)).toList();
        if (!memory.isEmpty()) {
            charts.add(new Chart("Memory", "peak memory of the JVM", "MiB", List.of(new Chart.Group("", memory))));
        }
        var columns = new ArrayList<>(List.of(""));
        columns.addAll(COLUMNS);
        return new Section(task.title(), task.isCounterExample() ? Headline.counterExampleInWords() : "", charts,
                columns, task.cells().stream()
                        .map(cell -> new Section.Row("", cell.title(), cells(task, cell))).toList());
    }
}
