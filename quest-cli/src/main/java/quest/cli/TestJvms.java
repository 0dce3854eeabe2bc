package quest.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The JVMs in which exercises are tested: one at work, which is used again as long as it is as it was, and, for who
/// wants no waiting, a spare that takes over at once.
///
/// Used by one thread; [#close] may be called from any.
final class TestJvms implements AutoCloseable {

    /// To start one takes a second. This is for a machine that has much else to do.
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final boolean spareWanted;
    private List<String> options = List.of();
    private volatile TestJvm current;
    private volatile TestJvm spare;

    /// @param folder in which they run
    TestJvms(Path folder, boolean spareWanted) {
        this.folder = folder;
        this.spareWanted = spareWanted;
    }

    /// Has one started, so that it will be ready. When the options are others than before, those that run are of no
    /// use any more.
    void prepare(List<String> options) throws InterruptedException {
        if (!options.equals(this.options)) {
            close();
            this.options = List.copyOf(options);
        }
        if (current == null || !current.usable()) {
            replaceCurrent();
        }
    }

    private void replaceCurrent() {
        if (current != null) {
            current.close();
        }
        current = spare != null ? spare : TestJvm.start(options, folder);
        spare = null;
    }

    /// Tests one exercise, as [TestJvm#run] does.
    TestJvm.Run run(String testClass, Path classes, Path results, Duration limit,
                    Consumer<ExerciseResult.Test> hung, BooleanSupplier unwanted) throws InterruptedException {
        // The one that ran before may still be finding out whether it is as it was.
        if (!current.ready() && spare != null && spare.ready() || !current.usable()) {
            replaceCurrent();
        }
        if (!current.awaitReady(START)) { // it was not as it was
            replaceCurrent();
            if (!current.awaitReady(START)) {
                throw QuestException.environment("The JVM for the tests does not start.\n" + current.lastWords());
            }
        }
        return current.run(testClass, classes, results, limit, hung, unwanted);
    }

    /// After a run: has a spare started, if one is wanted.
    void prepareSpare() throws InterruptedException {
        if (spareWanted && (spare == null || !spare.usable())) {
            spare = TestJvm.start(options, folder);
        }
    }

    @Override
    public void close() {
        for (var jvm : new TestJvm[] {current, spare}) {
            if (jvm != null) {
                jvm.close();
            }
        }
        current = null;
        spare = null;
    }
}
