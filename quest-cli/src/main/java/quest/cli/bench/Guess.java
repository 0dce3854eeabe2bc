package quest.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a reader expects of a benchmark.
///
/// @param value in nanoseconds, when a time was asked for; else in the question's unit
public record Guess(Question question, double value) {

    private static final Pattern NUMBER = Pattern.compile("([\\d,. _']*\\d)\\s*(\\p{L}*)");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[,_' ](?=\\d{3}(?!\\d))");
    private static final Map<String, Double> UNITS = Map.ofEntries(Map.entry("ns", 1.0), Map.entry("us", 1e3),
            Map.entry("µs", 1e3), Map.entry("μs", 1e3), Map.entry("ms", 1e6), Map.entry("millis", 1e6),
            Map.entry("s", 1e9), Map.entry("sec", 1e9), Map.entry("second", 1e9), Map.entry("seconds", 1e9),
            Map.entry("m", 60e9), Map.entry("min", 60e9), Map.entry("minute", 60e9), Map.entry("minutes", 60e9),
            Map.entry("h", 3600e9));
    private static final double NEARLY = 1.1;

    /// @param typed `200`, `200 ms`, `0.2 s`, `42,5s`, `1,000`
    /// @throws IllegalArgumentException when it is no number above 0, or has a unit that does not fit; the message says
    ///         what was expected
    public static Guess parse(Question question, String typed) {
        var matcher = NUMBER.matcher(typed.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no number. %s".formatted(typed.strip(), expected(question)));
        }
        double number;
        try {
            number = Double.parseDouble(THOUSANDS.matcher(matcher.group(1)).replaceAll("").replace(',', '.'));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'%s' is no number. %s".formatted(matcher.group(1), expected(question)));
        }
        if (number <= 0) {
            throw new IllegalArgumentException("It takes more than nothing. " + expected(question));
        }
        return new Guess(question, number * factor(question, matcher.group(2).toLowerCase(Locale.ROOT)));
    }

    private static double factor(Question question, String unit) {
        var own = Metric.nanosPerUnit(question.unit());
        if (unit.isEmpty()) {
            return Double.isNaN(own) ? 1 : own;
        }
        var factor = UNITS.get(unit);
        if (Double.isNaN(own) || factor == null) {
            throw new IllegalArgumentException("'%s' is no unit of this. %s".formatted(unit, expected(question)));
        }
        return factor;
    }

    private static String expected(Question question) {
        var unit = question.unitOfGuess();
        return Double.isNaN(Metric.nanosPerUnit(question.unit())) ? "Expected a number, in " + unit + "."
                : "Expected a time such as '200 ms' or '0.2 s'; a number alone is in " + unit + ".";
    }

    String shown() {
        return Figures.shown(value, question.unit());
    }

    /// @return null where what was asked has not been measured
    Measurement measured(List<Measurement> all) {
        return all.stream().filter(question::isAbout).filter(this::fits).findFirst().orElse(null);
    }

    private boolean fits(Measurement measurement) {
        return measurement.primary().isTime() == !Double.isNaN(Metric.nanosPerUnit(question.unit()));
    }

    /// @return the guess beside what came out
    public String verdict(List<Measurement> all) {
        var measured = measured(all);
        if (measured == null) {
            return "you guessed %s; it was not measured".formatted(shown());
        }
        var result = Headline.inTheGame(measured);
        var high = value >= result.value();
        var times = high ? value / result.value() : result.value() / value;
        return "you guessed %s; it %s %s: %s".formatted(shown(), result.isTime() ? "took" : "was",
                result.shown(), times <= NEARLY ? "nearly right"
                        : "%s times too %s".formatted(Figures.rounded(times), high ? "high" : "low"));
    }
}
