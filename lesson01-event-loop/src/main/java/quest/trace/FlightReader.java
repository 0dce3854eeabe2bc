package quest.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/// Reads what the flight recorder has written: by thread, when it was there and when it waited.
final class FlightReader {

    private final ToLongFunction<Instant> time;
    private final Map<Long, ThreadStory> stories = new HashMap<>();

    private FlightReader(ToLongFunction<Instant> time) {
        this.time = time;
    }

    /// @param time a moment of the world's clock, as nanoseconds since the trace began
    /// @return by the thread's id
    /// @throws IOException if the file cannot be read
    static Map<Long, ThreadStory> read(Path recording, ToLongFunction<Instant> time) throws IOException {
        var reader = new FlightReader(time);
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {      // not in the order of their times: each thread has had a buffer
                reader.take(file.readEvent());
            }
        }
        return reader.stories;
    }

    private void take(RecordedEvent event) {
        var thread = event.getThread();
        if (thread == null || thread.getJavaThreadId() <= 0) {
            return;
        }
        var story = stories.computeIfAbsent(thread.getJavaThreadId(), id -> new ThreadStory(id, thread.isVirtual()));
        if (thread.getJavaName() != null && !thread.getJavaName().isEmpty()) {
            story.name = thread.getJavaName();
        }
        switch (event.getEventType().getName()) {
            case FlightEvents.VIRTUAL_THREAD_START, FlightEvents.THREAD_START -> {
                story.start = time.applyAsLong(event.getStartTime());
                story.group = group(thread);
            }
            case FlightEvents.VIRTUAL_THREAD_END, FlightEvents.THREAD_END ->
                story.end = time.applyAsLong(event.getStartTime());
            case FlightEvents.VIRTUAL_THREAD_PINNED -> story.addPin(wait(event).pinnedBy(
                    event.getString("pinnedReason")));
            case String name when FlightEvents.WAITS.contains(name) -> {
                var wait = wait(event);
                if (isOfInterest(event, name) && !wait.call().startsWith("ClassLoader.")) {
                    story.add(wait);
                }
            }
            case String _ -> {
                // the recorder's own
            }
        }
    }

    private static String group(RecordedThread thread) {
        return thread.getThreadGroup() == null || thread.getThreadGroup().getName() == null ? ""
                : thread.getThreadGroup().getName();
    }

    /// What a scene prints goes to a file without a path, and nobody waits for it.
    private static boolean isOfInterest(RecordedEvent event, String name) {
        return !name.equals(FlightEvents.FILE_WRITE) || event.getString("path") != null;
    }

    private Wait wait(RecordedEvent event) {
        var callers = Callers.of(event.getStackTrace());
        var call = callers.call().isEmpty() ? what(event) : callers.call();
        return new Wait(time.applyAsLong(event.getStartTime()), time.applyAsLong(event.getEndTime()), call,
                callers.place(), null);
    }

    /// Where the stack does not say it.
    private static String what(RecordedEvent event) {
        if (event.hasField("method") && event.getValue("method") instanceof RecordedMethod method) {
            var type = method.getType().getName();
            return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
        }
        return switch (event.getEventType().getName()) {
            case "jdk.ThreadSleep" -> "Thread.sleep";
            case "jdk.ThreadPark" -> "LockSupport.park";
            case "jdk.JavaMonitorEnter" -> "synchronized";
            case "jdk.JavaMonitorWait" -> "Object.wait";
            default -> event.getEventType().getLabel().toLowerCase(Locale.ROOT);
        };
    }
}
