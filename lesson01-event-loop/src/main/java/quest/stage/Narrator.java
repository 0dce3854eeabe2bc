package quest.stage;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import quest.eventloop.LoopClock;

/// Prints the timeline and remembers it. Any thread may tell; lines come out whole and in the order of their times.
final class Narrator {

    private static final int[] COLORS = {36, 33, 35, 32, 34, 31};
    private static final String NEXT_LINE = "\n" + " ".repeat(26); // below the words, not below the time

    private final LoopClock clock;
    private final PrintStream out;
    private final boolean colored;
    private final List<Moment> timeline = new ArrayList<>();
    private final Map<String, Integer> colors = new HashMap<>();
    private boolean begun;
    private long start;

    Narrator(LoopClock clock, PrintStream out, boolean colored) {
        this.clock = clock;
        this.out = out;
        this.colored = colored;
        this.start = clock.nanoTime();
    }

    synchronized void act(String heading) {
        if (begun) {
            out.println();
        }
        begun = true;
        out.println(colored ? "\033[1m" + heading + "\033[0m" : heading);
        restartTime();
    }

    synchronized void restartTime() {
        start = clock.nanoTime();
    }

    synchronized void tell(String who, String what) {
        var moment = new Moment(elapsed(), who, what);
        timeline.add(moment);
        begun = true;
        out.println("%10s  %s  %s".formatted(Stage.seconds(moment.at()), name(who), what.replace("\n", NEXT_LINE)));
    }

    synchronized void print(String text) {
        begun = true;
        out.println(text);
    }

    synchronized Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - start);
    }

    synchronized List<Moment> timeline() {
        return List.copyOf(timeline);
    }

    private String name(String who) {
        var padded = String.format("%-12s", who);
        if (!colored) {
            return padded;
        }
        int next = COLORS[colors.size() % COLORS.length];
        return "\033[" + colors.computeIfAbsent(who, _ -> next) + "m" + padded + "\033[0m";
    }
}
