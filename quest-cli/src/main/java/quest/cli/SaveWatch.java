package quest.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks at the exercises' files several times a second, and at once when the file system says that something has
/// changed. Some file systems never say so (a folder that a virtual machine or the network shares), and those that do
/// may forget an event: so what is seen decides, and events only make it look earlier.
///
/// It runs on a thread of its own, until that is interrupted.
final class SaveWatch implements Runnable {

    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int LOOK_AGAIN_MILLIS = 10;
    /// File systems differ in how finely they tell the time of a change: the coarsest by two seconds. Within this time
    /// the size and time of a file do not say that it is as it was.
    private static final long FRESH_MILLIS = 3_000;

    private final Desk desk;
    private final Consumer<List<Exercise>> saved;
    private final SaveDetector detector = new SaveDetector();
    private final Map<Exercise, SaveDetector.Look> last = new LinkedHashMap<>();

    /// @param saved is told, on this thread, what was saved at a time
    SaveWatch(Desk desk, Consumer<List<Exercise>> saved) {
        this.desk = desk;
        this.saved = saved;
        look(); // what is saved after this counts
    }

    @Override
    public void run() {
        try (var events = events()) {
            while (!Thread.currentThread().isInterrupted()) {
                await(events, detector.unsettled() ? LOOK_AGAIN_MILLIS : LOOK_EVERY_MILLIS);
                var now = look();
                if (!now.isEmpty()) {
                    saved.accept(now);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the service of events could not be closed, which hurts nobody
        }
    }

    private List<Exercise> look() {
        for (var exercise : desk.exercises()) {
            last.put(exercise, lookAt(desk.file(exercise), last.get(exercise)));
        }
        return detector.look(last, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    private static SaveDetector.Look lookAt(Path file, SaveDetector.Look before) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var time = attributes.lastModifiedTime();
            var fresh = Math.abs(System.currentTimeMillis() - time.toMillis()) < FRESH_MILLIS;
            var same = before != null && before.modified().equals(time) && before.size() == attributes.size();
            return new SaveDetector.Look(time, attributes.size(),
                    same && !fresh ? before.hash() : fresh ? Sources.hash(file) : null);
        } catch (NoSuchFileException _) {
            return new SaveDetector.Look(FileTime.fromMillis(0), -1, null);
        } catch (IOException | QuestException _) {
            return before; // it is being written just now, so the next look will tell
        }
    }

    /// Null where there are no events.
    private WatchService events() {
        try {
            var events = FileSystems.getDefault().newWatchService();
            for (var folder : desk.exercises().stream().map(exercise -> desk.file(exercise).getParent()).distinct()
                    .filter(Files::isDirectory).toList()) {
                folder.register(events, ENTRY_CREATE, ENTRY_MODIFY);
            }
            return events;
        } catch (IOException | UnsupportedOperationException _) {
            return null;
        }
    }

    private static void await(WatchService events, int millis) throws InterruptedException {
        if (events == null) {
            TimeUnit.MILLISECONDS.sleep(millis);
            return;
        }
        var key = events.poll(millis, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }
}
