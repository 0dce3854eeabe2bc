package quest.exercises.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/// Records a run with the JDK's flight recorder, if `-Dquest.trace=FILE` asks for it: what threads do, told by the JDK,
/// and which test runs and what happens in it, told by this kit. What is asked of the recorder stands in the properties
/// file that `-Dquest.trace.settings` names. `./quest check NAME --trace` makes a picture of it.
///
/// Without the property nothing is told to anybody, and no class of the recorder's is loaded.
final class RunTrace implements AutoCloseable {

    private static final String FILE = System.getProperty("quest.trace");

    /// A test, from its beginning to its end.
    @Name("quest.Test")
    @Label("a test")
    @StackTrace(false)
    static final class TestEvent extends Event {
        String group;
        String title;
    }

    /// Something that the kit does or sees, on the thread that does it.
    @Name("quest.Step")
    @Label("a step")
    @StackTrace(false)
    static final class StepEvent extends Event {
        String what;
    }

    private final Recording recording;

    private RunTrace(Recording recording) {
        this.recording = recording;
    }

    /// Whether somebody wants to be told. To be asked before words are put together.
    static boolean isOn() {
        return FILE != null;
    }

    /// Begins to record, if that is asked for; otherwise there is nothing to close.
    static RunTrace start() throws IOException {
        if (FILE == null) {
            return new RunTrace(null);
        }
        // Here, and not at the first of each, where it would be seen as a wait.
        FlightRecorder.register(TestEvent.class);
        FlightRecorder.register(StepEvent.class);
        var recording = new Recording();
        recording.setSettings(settings());
        recording.start();
        return new RunTrace(recording);
    }

    private static Map<String, String> settings() throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(System.getProperty("quest.trace.settings")))) {
            properties.load(in);
        }
        var settings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /// A test begins.
    ///
    /// @return what to run when it ends
    static Runnable testBegins(String group, String title) {
        if (FILE == null) {
            return () -> { };
        }
        var event = new TestEvent();
        event.group = group;
        event.title = title;
        event.begin();
        return event::commit;
    }

    /// Something has happened, on the calling thread.
    static void step(String what) {
        if (FILE != null) {
            var event = new StepEvent();
            event.what = what;
            event.commit();
        }
    }

    @Override
    public void close() {
        if (recording != null) {
            try (recording) {
                recording.stop();
                recording.dump(Path.of(FILE));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the trace", e);
            }
        }
    }
}
