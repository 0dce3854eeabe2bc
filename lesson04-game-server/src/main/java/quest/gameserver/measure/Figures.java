package quest.gameserver.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one run showed.
///
/// @param answersPerSecond whole
/// @param p50Micros        half of the answers took no longer
/// @param p99Micros        99 of 100 took no longer
/// @param cpuMicros        processor time of the server for each answer; zero if the system does not tell
record Figures(double answersPerSecond, double p50Micros, double p99Micros, double cpuMicros) {

    /// The middle of several runs, each figure for itself.
    static Figures median(List<Figures> runs) {
        return new Figures(median(runs, Figures::answersPerSecond), median(runs, Figures::p50Micros),
                median(runs, Figures::p99Micros), median(runs, Figures::cpuMicros));
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        var sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
