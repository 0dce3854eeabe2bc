package quest.tasks.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that is replaced as a whole or not at all. What is new goes into a temporary file beside it, is forced to the
/// disk, and takes the old one's name in one step of the file system's. Until then the old one stays as it is.
///
/// ```java
/// try (var save = AtomicSave.begin(file)) {
///     Files.writeString(save.temporary(), text);
///     save.commit();
/// }
/// ```
///
/// Everything here blocks: not for an event loop's thread. One thread at a time, one save of a file at a time.
public final class AtomicSave implements AutoCloseable {

    private static final String SUFFIX = ".part";

    private final Path target;
    private final Path temporary;

    private AtomicSave(Path target) {
        this.target = target;
        this.temporary = target.resolveSibling(target.getFileName() + SUFFIX);
    }

    /// Begins to replace a file, which need not exist. If an earlier save was broken off by the end of its process,
    /// nobody has cleaned up behind it: its temporary file is deleted now.
    ///
    /// @throws IOException if what an earlier save has left cannot be deleted
    public static AtomicSave begin(Path target) throws IOException {
        var save = new AtomicSave(target.toAbsolutePath());
        Files.deleteIfExists(save.temporary);
        return save;
    }

    /// Where to write. In the same folder as the file itself: between two file systems no move is atomic.
    public Path temporary() {
        return temporary;
    }

    /// Puts what was written in the file's place. Whatever has the temporary file open must have closed it.
    ///
    /// @throws IOException if nothing was written, or the disk does not take it; then the old file is still there
    public void commit() throws IOException {
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);    // else the name could reach the disk before what it stands for
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /// Has the new name on the disk as well, where folders can be opened. Windows does not let them be, and keeps names
    /// safe by itself.
    private void forceFolder() {
        try (var folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException _) {
            // the save itself is there: at worst, a loss of power right now brings the old one back, whole
        }
    }

    /// Throws away what was written, unless it was committed.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
