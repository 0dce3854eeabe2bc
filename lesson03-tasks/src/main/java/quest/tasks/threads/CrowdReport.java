package quest.tasks.threads;

import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a crowd of sleeping threads costs, measured in a JVM that did nothing else.
///
/// @param wanted         how many were to be there
/// @param asleep         how many were, all asleep at the same time
/// @param heapGrowth     bytes on the heap that were not there before them, after a garbage collection each time
/// @param residentGrowth bytes of the machine's memory that the process did not have before them, or [#UNKNOWN]
/// @param heapUsed       all that was on the heap while they slept
/// @param heapLimit      the largest heap the JVM would have taken
public record CrowdReport(int wanted, int asleep, long heapGrowth, long residentGrowth, long heapUsed, long heapLimit) {

    /// Where the operating system does not say.
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final String MARK = "crowd";

    /// Bytes on the heap for each thread.
    public double heapEach() {
        return (double) heapGrowth / asleep;
    }

    /// Bytes of the machine's memory for each thread, rounded; empty if they could not be measured.
    public OptionalLong residentEach() {
        return residentGrowth == UNKNOWN ? OptionalLong.empty()
                : OptionalLong.of(Math.round((double) residentGrowth / asleep));
    }

    /// For the way from one JVM to the other.
    String toLine() {
        return "%s %d %d %d %d %d %d".formatted(MARK, wanted, asleep, heapGrowth, residentGrowth, heapUsed, heapLimit);
    }

    /// Finds the report among all that the other JVM has printed: where threads run out, the JVM itself says so as
    /// well.
    ///
    /// @throws IllegalArgumentException if it is not there; the message shows what is
    static CrowdReport fromLines(String printed) {
        var line = printed.lines().filter(each -> each.startsWith(MARK + " ")).findFirst().orElseThrow(() ->
                new IllegalArgumentException("expected a line that begins with '%s', but the other JVM printed:%n%s"
                        .formatted(MARK, printed.isBlank() ? "nothing" : printed.strip())));
        var values = Stream.of(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
        return new CrowdReport((int) values[0], (int) values[1], values[2], values[3], values[4], values[5]);
    }
}
