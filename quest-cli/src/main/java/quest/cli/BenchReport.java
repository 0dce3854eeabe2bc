package quest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import quest.cli.bench.BenchPage;
import quest.cli.bench.Guess;
import quest.cli.bench.Headline;
import quest.cli.bench.HeadlineRecord;
import quest.cli.bench.HeadlineTables;
import quest.cli.bench.Measurement;
import quest.cli.bench.Setting;
import quest.cli.bench.Tables;

/// Tells what was measured: on the screen, in files, and, when that is wanted, in README.
final class BenchReport {

    private final Session session;
    private final Screen screen;
    private final BenchFiles files;
    private final Setting setting;

    BenchReport(Session session, BenchFiles files, Setting setting) {
        this.session = session;
        this.screen = session.screen();
        this.files = files;
        this.setting = setting;
    }

    /// @param results JMH's
    /// @param missing what is not there, and why
    /// @return the command's exit code
    int tell(JsonNode results, List<Guess> guesses, List<String> missing, boolean interrupted, boolean record) {
        if (results.isEmpty()) {
            missing.forEach(screen::line);
            screen.line("Nothing was measured" + (missing.isEmpty() ? "; JMH wrote no results." : "."));
            return ExitCode.ENVIRONMENT;
        }
        var measured = Measurement.read(results);
        tables(measured);
        guesses.forEach(guess -> screen.paragraph("", guess.question().question() + " "
                + screen.bold(guess.verdict(measured))));
        missing.forEach(each -> screen.line(screen.red(each)));
        setting.warnings().forEach(warning -> screen.paragraph("", screen.yellow(warning)));
        files.write(files.results(), results);
        files.write(files.page(), BenchPage.of(files.name(), setting, measured, guesses, missing));
        screen.line();
        screen.line("Charts:  " + files.page().toUri());
        screen.line("In full: " + session.course().show(files.results()) + " (JMH's JSON)");
        if (record) {
            record(results, interrupted || !missing.isEmpty());
        }
        return missing.isEmpty() ? ExitCode.OK : ExitCode.ENVIRONMENT;
    }

    private void tables(List<Measurement> measured) {
        var headline = Headline.of(setting, measured);
        HeadlineTables.text(headline).forEach(this::line);
        if (!headline.tasks().isEmpty()) {
            screen.line();
            headline.remarks().forEach(remark -> screen.paragraph("", remark));
        }
        screen.line();
        Tables.text(measured.stream().filter(each -> !Headline.isOf(each)).toList(), screen::bold)
                .forEach(this::line);
    }

    /// Not every terminal knows the signs for micro and for plus or minus.
    private void line(String text) {
        screen.line(screen.unicode() ? text : text.replace(" ±", "+-").replace('µ', 'u'));
    }

    private void record(JsonNode results, boolean failed) {
        var record = HeadlineRecord.write(setting, results);
        var headline = HeadlineRecord.read(record);
        if (failed || !headline.missing().isEmpty()) {
            throw QuestException.environment("Not recorded, since not all was measured. Missing: "
                    + String.join(", ", headline.missing()));
        }
        try {
            var readme = HeadlineRecord.inserted(Sources.read(files.readme()), headline);
            files.write(files.headline(), record);
            files.write(files.readme(), readme);
        } catch (IllegalArgumentException e) {
            throw QuestException.environment("Not recorded: README.md has no place for it. " + e.getMessage());
        }
        screen.line("Recorded: " + session.course().show(files.headline()) + " and README.md");
    }
}
