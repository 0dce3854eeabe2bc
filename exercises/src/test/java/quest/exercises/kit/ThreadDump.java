package quest.exercises.kit;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// All threads of this JVM as they stand now, platform and virtual.
///
/// Read from the JVM's own thread dump, because no API lists the virtual threads that are not running. It also says who
/// holds which monitor. Who holds a `ReentrantLock`, or another lock of `java.util.concurrent`, the JVM can tell only
/// where a platform thread waits for it.
///
/// @param threads by id
/// @param owners for each thread that waits for a lock: the thread that holds it, where that is known
record ThreadDump(Map<Long, Seen> threads, Map<Long, Long> owners) {
    private static final Pattern FRAME = Pattern.compile("(?:[^/]*/)*([^/()]+)\\.([^.()]+)\\((\\w+\\.java):(\\d+)\\)");

    /// @param state by `Thread.State`
    /// @param stack nearest first, without frames that have no line
    /// @param waitsFor the monitor that it wants to enter, or empty
    /// @param holds the monitors that it has entered
    record Seen(long id, String name, boolean virtual, String state, List<StackTraceElement> stack,
                String waitsFor, List<String> holds) {
    }

    static ThreadDump now() {
        Map<Long, Seen> threads = dump();
        return new ThreadDump(threads, owners(threads));
    }

    private static Map<Long, Seen> dump() {
        try {
            Path folder = Files.createTempDirectory("quest-threads");
            Path dump = folder.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
                return read(Json.read(Files.readString(dump)));
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a thread dump to the temporary folder", e);
        }
    }

    private static Map<Long, Seen> read(Object dump) {
        var threads = new LinkedHashMap<Long, Seen>();
        for (Object container : list(map(map(dump).get("threadDump")).get("threadContainers"))) {
            for (Object element : list(map(container).get("threads"))) {
                var thread = map(element);
                long id = Long.parseLong(thread.get("tid").toString());
                var holds = list(thread.get("monitorsOwned")).stream()
                        .flatMap(owned -> list(map(owned).get("locks")).stream()).map(String::valueOf).toList();
                threads.put(id, new Seen(id, string(thread.get("name")), Boolean.TRUE.equals(thread.get("virtual")),
                        string(thread.get("state")), frames(list(thread.get("stack"))),
                        string(thread.get("blockedOn")), holds));
            }
        }
        return threads;
    }

    private static List<StackTraceElement> frames(List<?> lines) {
        var frames = new ArrayList<StackTraceElement>();
        for (Object line : lines) {
            var matcher = FRAME.matcher(line.toString());
            if (matcher.matches()) {
                frames.add(new StackTraceElement(matcher.group(1), matcher.group(2), matcher.group(3),
                        Integer.parseInt(matcher.group(4))));
            }
        }
        return frames;
    }

    private static Map<Long, Long> owners(Map<Long, Seen> threads) {
        var owners = new LinkedHashMap<Long, Long>();
        var beans = ManagementFactory.getThreadMXBean();
        for (var thread : threads.values()) {
            var info = thread.virtual ? null : beans.getThreadInfo(thread.id);
            if (info != null && info.getLockOwnerId() >= 0) {
                owners.put(thread.id, info.getLockOwnerId());
            }
            for (var holder : threads.values()) {
                if (holder.holds.contains(thread.waitsFor)) {
                    owners.putIfAbsent(thread.id, holder.id);
                }
            }
        }
        return owners;
    }

    private static Map<?, ?> map(Object json) {
        return (Map<?, ?>) json;
    }

    private static List<?> list(Object json) {
        return json == null ? List.of() : (List<?>) json;
    }

    private static String string(Object json) {
        return json == null ? "" : json.toString();
    }
}
