package quest.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A picture of who was busy when: a line for each, filled from left to right as time passes.
///
/// ```
/// knight        ####                                              0.00 s
/// archer        ....####                                          1.00 s
///               0 s                                       12.00 s
/// ```
///
/// Lines stand in the order of their first mention. They fit into 80 columns if names have up to 12 characters and notes
/// up to 16. One thread draws.
public final class Lanes {

    private static final int WIDTH = 48;
    private static final String LINE = "%-12s  %-" + WIDTH + "s  %s";

    private record Span(char mark, Duration from, Duration to) {
    }

    private static final class Lane {
        private final String name;
        private final List<Span> spans = new ArrayList<>();
        private String note = "";

        private Lane(String name) {
            this.name = name;
        }
    }

    private final List<Lane> lanes = new ArrayList<>();

    /// Fills a stretch of a line. What is too short to be seen gets one mark all the same; where stretches overlap, the
    /// later one is on top.
    ///
    /// @param from since the act began, as [Stage#elapsed()] says it
    /// @param to   not before `from`
    public Lanes draw(String name, char mark, Duration from, Duration to) {
        if (from.isNegative() || to.compareTo(from) < 0) {
            throw new IllegalArgumentException("a stretch goes from 0 or later to its end, not from %s to %s"
                    .formatted(from, to));
        }
        lane(name).spans.add(new Span(mark, from, to));
        return this;
    }

    /// Writes something at the end of a line.
    public Lanes note(String name, String note) {
        lane(name).note = note;
        return this;
    }

    /// The lines, and below them the time at which the picture begins and ends.
    @Override
    public String toString() {
        var end = lanes.stream().flatMap(lane -> lane.spans.stream()).map(Span::to)
                .max(Duration::compareTo).orElse(Duration.ZERO);
        var picture = new StringBuilder();
        for (var lane : lanes) {
            picture.append(LINE.formatted(lane.name, marks(lane, end), lane.note).stripTrailing()).append('\n');
        }
        var right = Stage.seconds(end);
        return picture + LINE.formatted("", "0 s" + " ".repeat(WIDTH - 3 - right.length()) + right, "").stripTrailing();
    }

    private static String marks(Lane lane, Duration end) {
        var marks = new StringBuilder(" ".repeat(WIDTH));
        for (var span : lane.spans) {
            int first = Math.min(column(span.from, end), WIDTH - 1);
            int last = Math.max(column(span.to, end), first + 1);
            for (int column = first; column < last; column++) {
                marks.setCharAt(column, span.mark);
            }
        }
        return marks.toString();
    }

    private static int column(Duration at, Duration end) {
        return end.isZero() ? 0 : (int) Math.round((double) at.toNanos() * WIDTH / end.toNanos());
    }

    private Lane lane(String name) {
        for (var lane : lanes) {
            if (lane.name.equals(name)) {
                return lane;
            }
        }
        var lane = new Lane(name);
        lanes.add(lane);
        return lane;
    }
}
