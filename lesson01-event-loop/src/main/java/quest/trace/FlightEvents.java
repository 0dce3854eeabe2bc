package quest.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is asked of the JDK's *flight recorder* to tell of threads.
///
/// Of a platform thread it says when it sleeps, parks, waits for a monitor, a file or a socket. Of a virtual thread it
/// says by itself only when it begins and ends, sleeps, reads or writes, and is *pinned*: that one waits for a latch, a
/// lock, a future or its scope it does not say, since the carrier does not wait. So the methods by which threads wait
/// are traced too (`jdk.MethodTrace`, new in JDK 25): the JDK rewrites them while the recording lasts.
///
/// Nobody says that a virtual thread waits to enter a `synchronized` block, nor that it could run and finds no carrier.
public final class FlightEvents {

    static final String VIRTUAL_THREAD_START = "jdk.VirtualThreadStart";
    static final String VIRTUAL_THREAD_END = "jdk.VirtualThreadEnd";
    static final String VIRTUAL_THREAD_PINNED = "jdk.VirtualThreadPinned";
    static final String THREAD_START = "jdk.ThreadStart";
    static final String THREAD_END = "jdk.ThreadEnd";
    static final String METHOD = "jdk.MethodTrace";
    static final String FILE_WRITE = "jdk.FileWrite";

    /// Each of these is a wait, from its beginning to its end.
    static final List<String> WAITS = List.of("jdk.ThreadSleep", "jdk.ThreadPark", "jdk.JavaMonitorEnter",
            "jdk.JavaMonitorWait", "jdk.SocketRead", "jdk.SocketWrite", "jdk.FileRead", FILE_WRITE, "jdk.FileForce",
            METHOD);

    /// What takes less was in the system's memory: classes are loaded like that.
    private static final String FILE_THRESHOLD = "100 us";

    private static final List<String> WAITING_METHODS = List.of(
            "java.lang.VirtualThread::park",
            "java.lang.VirtualThread::parkNanos",
            "java.lang.Object::wait",
            "sun.nio.ch.SelectorImpl::lockAndDoSelect",
            "sun.nio.ch.NioSocketImpl::accept");

    private FlightEvents() {
    }

    /// The recorder's settings, as [jdk.jfr.Recording#setSettings] takes them. No wait is too short, except for a file.
    public static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (var event : List.of(VIRTUAL_THREAD_START, VIRTUAL_THREAD_END, THREAD_START, THREAD_END)) {
            settings.put(event + "#enabled", "true");
            settings.put(event + "#stackTrace", "false");
        }
        enableWaits(settings, VIRTUAL_THREAD_PINNED, "0 ns");
        WAITS.forEach(event -> enableWaits(settings, event, event.startsWith("jdk.File") ? FILE_THRESHOLD : "0 ns"));
        settings.put(METHOD + "#filter", String.join(";", WAITING_METHODS));
        return settings;
    }

    private static void enableWaits(Map<String, String> settings, String event, String threshold) {
        settings.put(event + "#enabled", "true");
        settings.put(event + "#threshold", threshold);
        settings.put(event + "#stackTrace", "true");
    }
}
