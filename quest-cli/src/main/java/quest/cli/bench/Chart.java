package quest.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Bars from left to right on one scale, in groups. Where there is an ideal, a mark shows it on the bar; where there is
/// an error, a whisker; where the reader has guessed, a diamond.
///
/// @param measures what the axis shows: `time for each operation`
/// @param unit as JMH writes units; of a time, values are in nanoseconds
record Chart(String title, String measures, String unit, List<Group> groups) {

    private static final int HEADING = 28;
    private static final int BAR = 42;
    private static final int LABEL = 14;
    private static final int THICK = 14;
    private static final int AXIS = 26;
    private static final double ROOM_FOR_WHISKERS = 1.5;

    /// @param title may be empty
    record Group(String title, List<Bar> bars) {
    }

    /// @param error,ideal,guess NaN where there is none
    record Bar(String label, double value, double error, double ideal, double guess) {

        DoubleStream all() {
            return DoubleStream.of(value, ideal, guess).filter(each -> each > 0 && Double.isFinite(each));
        }
    }

    // What the template puts into the page. All text; places from left to right are per cent of the width.

    record Drawn(String title, String summary, String axis, int height, int bottom, int axisText, List<Line> grid,
                 List<Heading> headings, List<DrawnBar> bars, boolean ideals, boolean errors, boolean guesses,
                 boolean logarithmic) {
    }

    record Line(String x, String text, String anchor) {
    }

    record Heading(int y, String text) {
    }

    record DrawnBar(String label, String value, String error, int labelY, int y, int thick, String width, int middle,
                    Whisker whisker, Mark ideal, Mark guess) {
    }

    /// @param begins,ends whether its ends are on the scale, and not somewhere beyond
    record Whisker(String from, String to, int middle, int top, int bottom, boolean begins, boolean ends) {
    }

    record Mark(String x, int top, int bottom, int middle, String text) {
    }

    Drawn drawn() {
        var bars = groups.stream().flatMap(group -> group.bars().stream()).toList();
        var scale = scale(bars);
        var headings = new ArrayList<Heading>();
        var drawn = new ArrayList<DrawnBar>();
        int y = 0;
        for (var group : groups) {
            if (!group.title().isEmpty()) {
                headings.add(new Heading(y + HEADING - 9, group.title()));
                y += HEADING;
            }
            for (var bar : group.bars()) {
                drawn.add(drawn(bar, scale, y));
                y += BAR;
            }
        }
        var bottom = y;
        var axis = measures + (isTime() ? "" : ", " + unit) + (scale.logarithmic() ? ", logarithmic scale" : "");
        return new Drawn(title,
                "Bar chart of %d values: %s. The table has the same numbers.".formatted(bars.size(), axis),
                axis, bottom + AXIS, bottom, bottom + 16, grid(scale), headings, drawn,
                drawn.stream().anyMatch(bar -> bar.ideal() != null),
                drawn.stream().anyMatch(bar -> bar.whisker() != null),
                drawn.stream().anyMatch(bar -> bar.guess() != null), scale.logarithmic());
    }

    /// Whiskers have room, but not so much that the bars would get none.
    private static Scale scale(List<Bar> bars) {
        var largest = bars.stream().flatMapToDouble(Bar::all).max().orElse(1);
        var ends = bars.stream().mapToDouble(bar -> bar.value() + bar.error())
                .filter(end -> end <= ROOM_FOR_WHISKERS * largest);
        return Scale.of(DoubleStream.concat(bars.stream().flatMapToDouble(Bar::all), ends).toArray());
    }

    private DrawnBar drawn(Bar bar, Scale scale, int y) {
        var top = y + LABEL + 5;
        var middle = top + THICK / 2;
        var error = Double.isFinite(bar.error()) && bar.error() > 0;
        return new DrawnBar(bar.label(), Figures.shown(bar.value(), unit),
                error ? "± " + Figures.shown(bar.error(), unit) : "",
                y + LABEL, top, THICK, percent(scale.at(bar.value())), middle,
                error ? new Whisker(percent(scale.at(bar.value() - bar.error())),
                        percent(scale.at(bar.value() + bar.error())), middle, middle - 4, middle + 4,
                        scale.shows(bar.value() - bar.error()), scale.shows(bar.value() + bar.error())) : null,
                mark(bar.ideal(), scale, top, middle, "ideal "), mark(bar.guess(), scale, top, middle, "your guess "));
    }

    private Mark mark(double value, Scale scale, int top, int middle, String what) {
        return value > 0 && Double.isFinite(value)
                ? new Mark(percent(scale.at(value)), top - 3, top + THICK + 3, middle,
                        what + Figures.shown(value, unit))
                : null;
    }

    private List<Line> grid(Scale scale) {
        var ticks = scale.ticks();
        return ticks.stream().map(tick -> new Line(percent(tick.at()), tick(tick.value()),
                tick.at() < 5 ? "start" : tick.at() > 95 ? "end" : "middle")).toList();
    }

    /// The unit of what is no time stands below the chart: it may be long.
    private String tick(double value) {
        return value == 0 ? "0" : isTime() ? Figures.time(value) : Figures.count(value);
    }

    private boolean isTime() {
        return !Double.isNaN(Metric.nanosPerUnit(unit));
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }
}
