package quest.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of a submission, whatever it came as. Nothing in it is followed, unpacked or run.
sealed interface HandedIn extends Closeable permits HandedInFolder, HandedInZip {

    /// A submission with more files than this is not looked at.
    int MOST_FILES = 100_000;

    enum Kind { FILE, LINK, OTHER }

    /// @param path from the submission's root, with forward slashes, as it is called there
    record Entry(String path, Kind kind) {
    }

    /// Nobody hands in such a thing by mistake, or it is broken: said in the gradebook.
    final class Unreadable extends IOException {
        Unreadable(String message) {
            super(message);
        }
    }

    /// All files and links, in order of their paths.
    List<Entry> entries() throws IOException;

    /// The first `most` bytes of the file.
    byte[] read(Entry entry, int most) throws IOException;

    static HandedIn open(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new Unreadable("it is a symbolic link; links are not followed");
        }
        return Submission.isZip(path) ? new HandedInZip(path) : new HandedInFolder(path);
    }
}
