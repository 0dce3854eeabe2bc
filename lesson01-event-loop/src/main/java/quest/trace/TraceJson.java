package quest.trace;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import quest.trace.Trace.Event;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// Writes a trace in the *Trace Event Format* of Chrome, which Perfetto reads too: a group is a process there, a lane a
/// thread, a slice a complete event (`X`), a moment an instant one (`i`). Times are microseconds, with a fraction. Numbers of
/// threads differ between processes too, since Perfetto takes equal ones for the same thread.
///
/// The slices of one thread must be nested or apart. What overlaps otherwise goes to a second thread of the same name.
public final class TraceJson {

    private static final String EVERYWHERE = "";

    private record Row(int pid, int tid) {
    }

    private static final Row FIRST = new Row(1, 1);     // what concerns all lanes must stand on one, and not make one

    private record Placed(Row row, Event event) {
    }

    private final Trace trace;
    private final Appendable out;
    private final Map<String, Integer> pids = new LinkedHashMap<>();
    private String separator = "\n";

    private TraceJson(Trace trace, Appendable out) {
        this.trace = trace;
        this.out = out;
    }

    /// Writes all that the trace holds by now.
    ///
    /// @param title what was traced
    public static void write(Trace trace, String title, Appendable out) throws IOException {
        new TraceJson(trace, out).write(title);
    }

    private void write(String title) throws IOException {
        out.append("{\"displayTimeUnit\":\"ms\",\"otherData\":{\"title\":").append(Json.string(title));
        long dropped = trace.dropped();
        var events = trace.events();
        if (dropped > 0) {
            out.append(",\"dropped\":").append(Json.string(Long.toString(dropped)));
        }
        out.append("},\"traceEvents\":[");
        var placed = new ArrayList<Placed>();
        int tid = 0;
        var lanes = lanes(events);
        for (var lane : inOrder(lanes.keySet())) {
            tid = place(lane, lanes.get(lane), tid, placed);
        }
        placed.sort(Comparator.comparingLong(event -> event.event().from()));
        for (var event : placed) {
            write(event);
        }
        if (dropped > 0) {
            write(new Placed(FIRST, full(events, dropped)));
        }
        out.append("\n]}\n");
    }

    private static Event full(List<Event> events, long dropped) {
        long last = events.stream().mapToLong(Event::to).max().orElse(0);
        return new Event(Kind.MOMENT, null, "the trace is full: %d more events were dropped".formatted(dropped), last, last,
                Map.of());
    }

    /// By lane, in the order of their first events. Null stands for all lanes.
    private static Map<Lane, List<Event>> lanes(List<Event> events) {
        var lanes = new LinkedHashMap<Lane, List<Event>>();
        for (var event : events) {
            lanes.computeIfAbsent(event.lane(), _ -> new ArrayList<>()).add(event);
        }
        return lanes;
    }

    /// Loops first, or threads where there is no loop to be blocked; then heroes. Lanes of a group together.
    private static List<Lane> inOrder(Set<Lane> lanes) {
        boolean hasLoop = lanes.stream().anyMatch(lane -> group(lane).equals(Trace.LOOPS));
        var groups = new ArrayList<>(List.of(EVERYWHERE, hasLoop ? Trace.LOOPS : Trace.THREADS, Trace.HEROES));
        for (var lane : lanes) {
            if (!groups.contains(group(lane))) {
                groups.add(group(lane));
            }
        }
        var inOrder = new ArrayList<>(lanes);
        inOrder.sort(Comparator.comparingInt(lane -> groups.indexOf(group(lane))));
        return inOrder;
    }

    private static String group(Lane lane) {
        return lane == null ? EVERYWHERE : lane.group();
    }

    /// Puts a lane's events on as many rows as it takes.
    ///
    /// @return the last row's number
    private int place(Lane lane, List<Event> events, int lastTid, List<Placed> placed) throws IOException {
        if (lane == null) {
            events.forEach(event -> placed.add(new Placed(FIRST, event)));
            return lastTid;
        }
        int pid = pid(lane.group(), lastTid + 1);
        var rows = new ArrayList<Nesting>();
        for (var event : asNested(events)) {
            int row = event.kind() == Kind.MOMENT ? 0 : rowFor(event, rows);
            placed.add(new Placed(new Row(pid, lastTid + 1 + row), event));
        }
        int used = Math.max(1, rows.size());
        for (int row = 1; row <= used; row++) {
            var name = row == 1 ? lane.name() : lane.name() + " (" + row + ")";
            meta("thread_name", pid, lastTid + row, "\"name\":" + Json.string(name));
            meta("thread_sort_index", pid, lastTid + row, "\"sort_index\":" + (lastTid + row));
        }
        return lastTid + used;
    }

    /// What takes no time comes before what begins at the same moment and takes some. Of the others the longest is outermost,
    /// and of two equal ones the one recorded later, when what was within was over.
    private static List<Event> asNested(List<Event> events) {
        var sorted = new ArrayList<Event>();
        events.stream().filter(event -> event.from() == event.to()).forEach(sorted::add);
        events.reversed().stream().filter(event -> event.from() < event.to()).forEach(sorted::add);
        sorted.sort(Comparator.comparingLong(Event::from).thenComparing(event -> event.from() < event.to())
                .thenComparing(Event::to, Comparator.reverseOrder()));
        return sorted;
    }

    private static int rowFor(Event event, List<Nesting> rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).takes(event)) {
                return row;
            }
        }
        rows.add(new Nesting());
        rows.getLast().takes(event);
        return rows.size() - 1;
    }

    private int pid(String group, int firstTid) throws IOException {
        var known = pids.get(group);
        if (known != null) {
            return known;
        }
        int pid = pids.size() + 1;
        pids.put(group, pid);
        meta("process_name", pid, firstTid, "\"name\":" + Json.string(group));
        meta("process_sort_index", pid, firstTid, "\"sort_index\":" + pid);
        return pid;
    }

    private void meta(String name, int pid, int tid, String args) throws IOException {
        line("{\"ph\":\"M\",\"name\":\"%s\",\"pid\":%d,\"tid\":%d,\"args\":{%s}}".formatted(name, pid, tid, args));
    }

    private void write(Placed placed) throws IOException {
        var event = placed.event();
        var phase = event.kind() != Kind.MOMENT ? "\"X\",\"dur\":" + micros(event.to() - event.from())
                : event.lane() == null ? "\"i\",\"s\":\"g\"" : "\"i\",\"s\":\"t\"";
        line("{\"ph\":%s,\"name\":%s,\"cat\":\"%s\",\"ts\":%s,\"pid\":%d,\"tid\":%d,\"args\":{%s}}".formatted(phase,
                Json.string(event.name()), category(event.kind()), micros(event.from()), placed.row().pid(),
                placed.row().tid(), args(event.details())));
    }

    private static String category(Kind kind) {
        return switch (kind) {
            case RUNNING -> "running";
            case WAITING -> "waiting";
            case LATE -> "waiting,late";
            case MOMENT -> "moment";
        };
    }

    private static String args(Map<String, String> details) {
        var args = new StringBuilder();
        details.forEach((name, value) -> args.append(args.isEmpty() ? "" : ",").append(Json.string(name)).append(':')
                .append(Json.string(value)));
        return args.toString();
    }

    private static String micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).toPlainString();
    }

    private void line(String json) throws IOException {
        out.append(separator).append(json);
        separator = ",\n";
    }
}
