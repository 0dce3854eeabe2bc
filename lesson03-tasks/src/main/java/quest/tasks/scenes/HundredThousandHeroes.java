package quest.tasks.scenes;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;
import quest.tasks.threads.CrowdMeter;
import quest.tasks.threads.CrowdReport;

/// A hundred thousand heroes asleep at the same time, each on a thread of its own, and what a waiting one costs:
/// measured for virtual and for platform threads, each in a JVM of its own that may have 1 GiB of heap.
///
/// Simplified: these heroes sleep in their first method. A stack that is deeper when it waits takes more, on either
/// kind.
public final class HundredThousandHeroes implements Scene {

    private static final int HEROES = 100_000;
    private static final int PLATFORM = 2_000;

    /// With fewer, a process grows by a few megabytes, which is as much as it grows without them.
    private static final int ENOUGH = 1_000;

    private static final String ROW = "%-18s  %8s  %13s  %17s";

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        var counts = counts(stage.arguments());

        stage.act("Virtual threads, in a JVM of their own with at most 1 GiB of heap");
        var virtual = measure(stage, CrowdMeter.Kind.VIRTUAL, counts.getFirst());

        stage.act("Platform threads, in another such JVM");
        var platform = measure(stage, CrowdMeter.Kind.PLATFORM, counts.getLast());

        stage.print("\nFor each sleeping hero, on the heap and in all (resident memory, with the heap):\n");
        stage.print(ROW.formatted("", "asleep", "on the heap", "in all"));
        stage.print(row("a virtual thread", virtual));
        stage.print(row("a platform thread", platform) + "\n");
        stage.print(comparison(virtual, platform));
    }

    private static CrowdReport measure(Stage stage, CrowdMeter.Kind kind, int heroes)
            throws IOException, InterruptedException {
        stage.tell("heroes", count(heroes) + " are to fall asleep");
        var report = CrowdMeter.measure(kind, heroes);
        if (report.asleep() < heroes) {
            stage.tell("system", "has no more threads after %s of them".formatted(count(report.asleep())));
        }
        stage.tell("heroes", count(report.asleep()) + " were asleep at the same time");
        stage.tell("heap", "held %s, of at most %s".formatted(
                megabytes(report.heapUsed()), megabytes(report.heapLimit())));
        stage.tell("process", report.residentGrowth() == CrowdReport.UNKNOWN
                ? "its memory cannot be measured on this system"
                : "grew by %s of the machine's memory".formatted(megabytes(report.residentGrowth())));
        return report;
    }

    private static String row(String name, CrowdReport report) {
        return ROW.formatted(name, count(report.asleep()), bytes(Math.round(report.heapEach())),
                report.residentEach().isPresent() ? bytes(report.residentEach().getAsLong()) : "not measurable");
    }

    /// By the memory of the process, since a platform thread's stack is not on the heap, and a virtual one's is.
    static String comparison(CrowdReport virtual, CrowdReport platform) {
        return Math.min(virtual.asleep(), platform.asleep()) < ENOUGH
                ? "Too few heroes to compare: it takes %s of each kind.".formatted(count(ENOUGH))
                : ratio(virtual.residentEach(), platform.residentEach());
    }

    private static String ratio(OptionalLong virtual, OptionalLong platform) {
        if (virtual.isEmpty() || platform.isEmpty()) {
            return "How they compare cannot be said: this system does not tell what a process has.";
        }
        double times = (double) platform.getAsLong() / virtual.getAsLong();
        return String.format(Locale.ROOT, """
                A platform thread takes %.1f times the memory of a virtual one: with virtual
                threads, %.0f%% less.""", times, 100 - 100 / times);
    }

    private static String count(int heroes) {
        return String.format(Locale.ROOT, "%,d", heroes);
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / (1024.0 * 1024));
    }

    /// @return how many virtual and how many platform threads
    private static List<Integer> counts(List<String> arguments) {
        int virtual = HEROES;
        int platform = PLATFORM;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            switch (rest.next()) {
                case "--heroes" -> virtual = number(rest.hasNext() ? rest.next() : "nothing");
                case "--platform" -> platform = number(rest.hasNext() ? rest.next() : "nothing");
                case String other -> throw new WrongUsage("expected --heroes N or --platform N, not " + other);
            }
        }
        return List.of(virtual, platform);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUsage("expected a number of heroes from 1 to 1,000,000, not " + text);
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "A hundred thousand heroes asleep: what a waiting thread costs, measured";
    }

    @Override
    public String usage() {
        return "[--heroes N] [--platform N]";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                A virtual thread that waits is an object on the heap with as much stack as it
                uses, and no thread of the system's waits with it. A platform thread keeps one,
                and a stack outside the heap that is reserved in full and touched in part. So
                the number of heroes is a question of memory for the one, of the system's
                limits for the other. Try --heroes 400000, or --platform 5000.
                """;
    }
}
