package quest.exercises.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/// Who was under way when, as lines of a message: for who does one after the other what could be done together, since a
/// picture shows that sooner than a sentence.
///
/// ```
///   yours     map           ################
///             music                         ################
///             0 s                                        2 s
///   expected  map           ################
///             music         ################
///             0 s         1 s
/// ```
///
/// Used by one thread.
public final class Timeline {

    private static final int WIDTH = 48;
    private static final int NAME = 12;
    /// More would fill the screen, and show no more than these.
    private static final int MOST_LINES = 8;

    private record Stretch(String who, long from, long to, char mark) {
    }

    private final String unit;
    private final List<Stretch> stretches = new ArrayList<>();
    private long last;

    /// @param unit of its times, such as `ms`; empty if only their order means something
    public Timeline(String unit) {
        this.unit = unit;
    }

    /// From then until then this one was under way. Lines stand in the order of their first mention.
    public Timeline stretch(String who, long from, long to) {
        stretches.add(new Stretch(who, from, to, '#'));
        return this;
    }

    /// In this time it could have been, and was not.
    public Timeline idle(String who, long from, long to) {
        stretches.add(new Stretch(who, from, to, '.'));
        return this;
    }

    /// It lasted at least until then, whoever was under way.
    public Timeline until(long moment) {
        last = Math.max(last, moment);
        return this;
    }

    /// What should happen together, seen at a moment at which it does not: these were under way, and the others could
    /// have been.
    ///
    /// @param all      all of them, in the order of their lines
    /// @param underWay those that were
    public static String together(List<String> all, Collection<String> underWay) {
        var yours = new Timeline("").until(4);     // nothing is known of the time after, so the picture is narrow
        var expected = new Timeline("").until(4);
        for (String who : all) {
            if (underWay.contains(who)) {
                yours.stretch(who, 0, 1);
            } else {
                yours.idle(who, 0, 1);
            }
            expected.stretch(who, 0, 1);
        }
        return yours.above(expected) + "  (# under way, . waits for its turn)\n";
    }

    /// When it ends.
    public long end() {
        return stretches.stream().mapToLong(Stretch::to).reduce(last, Math::max);
    }

    /// This one above the one that was expected, on one scale. Each line is indented, which keeps it whole where a
    /// message is shown.
    public String above(Timeline expected) {
        long end = Math.max(1, Math.max(end(), expected.end()));
        return "\n" + draw("yours", end) + expected.draw("expected", end);
    }

    /// The same, of what is found out first. It is for a message: whatever goes wrong, the message must not be lost.
    public static String shown(Callable<Timeline> yours, Timeline expected) {
        try {
            return yours.call().above(expected);
        } catch (Exception | AssertionError _) {
            return "";
        }
    }

    /// The failure, with both below its words.
    public static AssertionError below(AssertionError failure, Callable<Timeline> yours, Timeline expected) {
        return new AssertionError(failure.getMessage() + shown(yours, expected), failure.getCause());
    }

    private String draw(String title, long end) {
        var names = stretches.stream().map(Stretch::who).distinct().toList();
        var picture = new StringBuilder();
        for (String name : names.subList(0, Math.min(names.size(), MOST_LINES))) {
            picture.append(line(picture.isEmpty() ? title : "", name, marks(name, end)));
        }
        if (names.size() > MOST_LINES) {
            picture.append(line("", "and %d more".formatted(names.size() - MOST_LINES), ""));
        }
        return unit.isEmpty() ? picture.toString() : picture + line("", "", scale(end));
    }

    private static String line(String title, String name, String marks) {
        String shortened = name.length() <= NAME ? name : name.substring(0, NAME);
        return "  %-8s  %-12s  %s".formatted(title, shortened, marks).stripTrailing() + "\n";
    }

    private String marks(String who, long end) {
        var marks = new StringBuilder(" ".repeat(WIDTH));
        for (var stretch : stretches) {
            if (stretch.who.equals(who)) {
                int from = Math.min(column(stretch.from, end), WIDTH - 1);
                int to = Math.max(column(stretch.to, end), from + 1);
                marks.replace(from, to, String.valueOf(stretch.mark).repeat(to - from));
            }
        }
        return marks.toString();
    }

    /// The time at which it ends stands where it ends.
    private String scale(long end) {
        String begin = "0 " + unit;
        String last = end() + " " + unit;
        return begin + " ".repeat(Math.max(1, column(end(), end) - begin.length() - last.length())) + last;
    }

    private static int column(long at, long end) {
        return (int) (at * WIDTH / end);
    }
}
