package quest.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/// A column of a table of measurements; there are only those that have something to say.
record Column(String title, Function<Measurement, String> cell) {

    /// @param measured the table's rows
    /// @param all among which the sequence is looked for
    static List<Column> of(List<Measurement> measured, List<Measurement> all, List<Guess> guesses) {
        var columns = new ArrayList<Column>();
        columns.add(new Column(measured.stream().allMatch(each -> each.primary().isTime()) ? "time" : "measured",
                each -> each.primary().shown()));
        columns.add(new Column("±", each -> each.primary().errorShown()));
        if (measured.stream().anyMatch(each -> each.ideal() != null)) {
            columns.add(new Column("ideal", each -> each.ideal() == null ? "" : each.ideal().shown()));
            columns.add(new Column("times ideal", each ->
                    each.timesIdeal() == null ? "" : Figures.ratio(each.timesIdeal().score())));
        }
        if (measured.stream().anyMatch(each -> !each.isInSequence() && each.sequence(all) != null)) {
            columns.add(new Column("sequence : this", each -> toSequence(each, all)));
        }
        if (measured.stream().anyMatch(each -> each.peakMemory() != null)) {
            columns.add(new Column("peak memory", each ->
                    each.peakMemory() == null ? "" : Figures.mebibytes(each.peakMemory().score())));
        }
        var rest = new LinkedHashSet<String>();
        measured.forEach(each -> rest.addAll(each.rest().keySet()));
        rest.forEach(name -> columns.add(new Column(name, each ->
                each.rest().containsKey(name) ? each.rest().get(name).shown() : "")));
        if (measured.stream().anyMatch(each -> guess(each, all, guesses) != null)) {
            columns.add(new Column("your guess", each ->
                    guess(each, all, guesses) == null ? "" : guess(each, all, guesses).shown()));
        }
        return columns;
    }

    private static Guess guess(Measurement measurement, List<Measurement> all, List<Guess> guesses) {
        return guesses.stream().filter(guess -> measurement.equals(guess.measured(all))).findFirst().orElse(null);
    }

    private static String toSequence(Measurement measurement, List<Measurement> all) {
        var sequence = measurement.sequence(all);
        if (sequence == null || sequence == measurement || !measurement.primary().isTime()) {
            return "";
        }
        return Figures.ratio(sequence.primary().value() / measurement.primary().value());
    }
}
