package quest.tasks.db;

import java.nio.file.Path;
import java.time.Instant;

/// A program that records matches until it is killed, and says so after each. Started by a test, as a process of its
/// own.
final class RecordingProcess {

    private RecordingProcess() {
    }

    static void main(String[] args) throws Exception {
        try (var database = PlayerDatabase.open(Path.of(args[0]), 2, SeedData.NOBODY)) {
            while (true) {
                IO.println(database.record(new Match("ann", "lava", 1, Instant.EPOCH)).games());
            }
        }
    }
}
