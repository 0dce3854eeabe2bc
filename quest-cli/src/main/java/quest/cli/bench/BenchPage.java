package quest.cli.bench;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// All that was measured at once, as one HTML page that needs nothing else: charts as SVG, and a table beside each. It
/// holds no script and allows none, and is dark or light as the reader's system is.
public final class BenchPage {

    private static final String TEMPLATE = "page.html";

    private BenchPage() {
    }

    // What the template asks for, by name.

    record Page(String title, String command, String date, String machine, String jdk, String load,
                List<String> warnings, List<String> verdicts, boolean guessed, List<Part> parts, List<String> remarks) {
    }

    record Part(String id, String title, String remark, List<Chart.Drawn> charts, boolean two, List<Heading> columns,
                List<Row> rows) {
    }

    record Heading(String title) {
    }

    record Row(String group, boolean grouped, int across, String name, List<String> cells) {
    }

    /// @param title what was measured: `lesson01`, `headline`
    /// @param partial why something is missing; empty when nothing is
    public static String of(String title, Setting setting, List<Measurement> measured, List<Guess> guesses,
            List<String> partial) {
        var headline = Headline.of(setting, measured);
        var sections = new ArrayList<>(HeadlineTables.sections(headline, guesses));
        sections.addAll(Sections.of(measured.stream().filter(each -> !Headline.isOf(each)).toList(), guesses));
        var parts = new ArrayList<Part>();
        for (var section : sections) {
            parts.add(part("part" + (parts.size() + 1), section));
        }
        var warnings = new ArrayList<>(partial);
        warnings.addAll(setting.warnings());
        var page = new Page(title(title, sections.size() == headline.tasks().size()), setting.command(),
                setting.date().toString(), setting.machine().words(), setting.jdk(), setting.loadShown(), warnings,
                guesses.stream().map(guess -> guess.question().question() + " " + sentence(guess.verdict(measured)))
                        .toList(),
                !guesses.isEmpty(), parts, headline.tasks().isEmpty() ? List.of() : headline.remarks());
        return Mustache.compiler().compile(template()).execute(page);
    }

    private static String title(String name, boolean headlineOnly) {
        return headlineOnly ? "What async buys" : "Benchmarks: " + name;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static Part part(String id, Section section) {
        var columns = section.columns().size();
        return new Part(id, section.title(), section.remark(), section.charts().stream().map(Chart::drawn).toList(),
                section.charts().size() > 1,
                section.columns().stream().skip(1).map(Heading::new).toList(),
                section.rows().stream().map(row -> new Row(row.group(), !row.group().isEmpty(), columns, row.name(),
                        row.cells())).toList());
    }

    private static String template() {
        try (var resource = BenchPage.class.getResourceAsStream(TEMPLATE);
                var reader = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
