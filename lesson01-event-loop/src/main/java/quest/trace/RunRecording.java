package quest.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import quest.eventloop.LoopClock;

/// The flight recording of a JVM that has run an exercise's tests, drawn: a group for each test, and in it a lane for
/// each thread that was there. The tests' kit tells the recorder which test begins and ends, and what happens in it.
public final class RunRecording {

    private static final String TEST = "quest.Test";
    private static final String STEP = "quest.Step";

    private record Test(String title, Instant from, Instant to) {
    }

    private record Step(long thread, Instant at, String what) {
    }

    private final List<Test> tests = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private Instant begin = Instant.MAX;

    private RunRecording() {
    }

    /// Writes down what the JVM that runs the tests is to record: it does not know this package.
    public static void writeSettings(Path file) throws IOException {
        var properties = new Properties();
        properties.putAll(FlightEvents.settings());
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    /// Draws a recording. Time is the world's, from the first that was seen of the tests: a thread that a test's fields
    /// hold starts before the test does.
    ///
    /// @throws IOException if the file is not such a recording
    public static Trace draw(Path recording) throws IOException {
        var run = new RunRecording();
        run.read(recording);
        return run.draw(FlightReader.read(recording, run::time));
    }

    private void read(Path recording) throws IOException {
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                take(file.readEvent());
            }
        }
        tests.sort(Comparator.comparing(Test::from));
        if (tests.isEmpty()) {
            throw new IOException("no test has run");
        }
    }

    private void take(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case TEST -> {
                tests.add(new Test(event.getString("group") + ": " + event.getString("title"), event.getStartTime(),
                        event.getEndTime()));
                seen(event.getStartTime());
            }
            case FlightEvents.THREAD_START, FlightEvents.VIRTUAL_THREAD_START -> seen(event.getStartTime());
            case STEP -> {
                if (event.getThread() != null) {
                    steps.add(new Step(event.getThread().getJavaThreadId(), event.getStartTime(),
                            event.getString("what")));
                }
            }
            default -> {
                // of threads: read later, when it is known when all began
            }
        }
    }

    private void seen(Instant moment) {
        begin = moment.isBefore(begin) ? moment : begin;
    }

    private long time(Instant moment) {
        return Duration.between(begin, moment).toNanos();
    }

    private Trace draw(Map<Long, ThreadStory> stories) {
        var trace = new Trace(LoopClock.system());
        for (var test : tests) {
            long from = time(test.from);
            long to = time(test.to);
            var there = new HashMap<Long, ThreadStory>();
            for (var story : stories.values()) {
                var part = story.start < 0 ? null : story.within(from, to);
                if (part != null) {
                    there.put(part.id, part);
                }
            }
            var lanes = new ThreadLanes(trace, there, new Scopes(), Map.of());
            lanes.group(test.title);
            trace.momentForAll(test.title, from);
            lanes.draw(to, "");
            for (var step : steps) {
                long at = time(step.at);
                if (from <= at && at <= to && lanes.laneOf(step.thread) != null) {
                    trace.moment(lanes.laneOf(step.thread), step.what, at, Map.of());
                }
            }
        }
        return trace;
    }
}
