package quest.gameserver.client;

import java.util.Locale;

/// A [LoadReport] in words and figures for people, at most 80 columns wide. Latencies in milliseconds.
public final class LoadTable {

    private static final String ROW = "%11s %11s %11s %11s %11s %11s";

    private LoadTable() {
    }

    /// The line of one second.
    public static String second(boolean warmup, int playing, Latencies latencies) {
        return format("%s  %,9d/s   p50 %8s ms   p99 %8s ms   %,d players", warmup ? "warm-up " : "measured",
                latencies.count(), millis(latencies.p50()), millis(latencies.p99()), playing);
    }

    /// All that was measured.
    public static String of(LoadPlan plan, LoadReport report) {
        var table = new StringBuilder();
        if (report.measured().isZero()) {
            table.append("It ended before anything was measured.\n");
        } else if (report.latencies().count() == 0) {
            table.append("No request was answered as it should be.\n");
        } else {
            table.append(figures(report));
            if (plan.protocol() == Protocol.POSITION) {
                table.append(format("%,d states were received, %,.0f a second.\n", report.lines(),
                        report.lines() * 1e9 / report.measured().toNanos()));
            }
            if (plan.protocol() == Protocol.ARENA) {
                table.append(frames(report));
            }
            if (plan.pace() instanceof Pace.FixedRate(int perSecond)) {
                table.append(format("Counted from when each request was due, %,d a second. The swarm itself was\n"
                        + "late by at most %s ms.\n", perSecond, millis(report.lateness().toNanos())));
            }
        }
        table.append(format("errors %,d   refused %,d   lost %,d   unanswered %,d",
                report.errors(), report.refused(), report.lost(), report.unanswered()));
        if (report.trouble() != null) {
            table.append("\nThe first of them: ").append(report.trouble());
        }
        return table.toString();
    }

    private static String figures(LoadReport report) {
        var latencies = report.latencies();
        return format(ROW, "answers/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms") + '\n'
                + format(ROW, format("%,.0f", report.answersPerSecond()), millis(latencies.p50()),
                millis(latencies.p90()), millis(latencies.p99()), millis(latencies.p999()), millis(latencies.max()))
                + format("\n%,d players, %.1f s, %,d requests.\n", report.players(),
                report.measured().toNanos() / 1e9, latencies.count());
    }

    private static String frames(LoadReport report) {
        var frames = report.frames();
        var text = format("%,d frames were received, %,.0f a second", frames.count(),
                frames.count() * 1e9 / report.measured().toNanos());
        text += frames.tick().isZero() ? ".\n" : format("; one a tick for each makes %,.0f.\n",
                report.players() * 1e9 / frames.tick().toNanos());
        if (frames.intervals().count() > 0) {
            text += format("From one to the next p50 %s ms, p99 %s ms; a tick is %,d ms.\n",
                    millis(frames.intervals().p50()), millis(frames.intervals().p99()), frames.tick().toMillis());
        }
        return text;
    }

    private static String millis(long nanos) {
        return format("%.3f", nanos / 1e6);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
