package quest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/// The folder in which a grading keeps what is finished, so that after Ctrl-C, or tomorrow, only what is new or changed
/// is graded. One grading at a time. Any thread may call it.
final class GradeStore implements AutoCloseable {

    private record Kept(String key, Grade grade) {
    }

    private static final int LONGEST_NAME = 80;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final JsonMapper mapper = new JsonMapper();

    private GradeStore(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static GradeStore open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("submissions"));
            var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw QuestException.environment("Another grading is writing to " + folder + ".\n"
                        + "Wait for it, or give this one a folder of its own: --out DIR");
            }
            var store = new GradeStore(folder, file, lock);
            TestSuiteBuilder.delete(store.work()); // of a grading that was ended
            return store;
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + folder + ": " + e);
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by another grading in this very JVM
        }
    }

    Path folder() {
        return folder;
    }

    /// For what is needed only while a grading goes on.
    Path work() {
        return folder.resolve("work");
    }

    /// The grade that was kept for this submission under this key; null when there is none.
    Grade kept(String submission, String key) {
        try {
            var file = file(submission, ".json");
            var kept = Files.exists(file) ? mapper.readValue(Files.readString(file), Kept.class) : null;
            var same = kept != null && kept.key.equals(key) && kept.grade.submission().equals(submission);
            return same ? kept.grade : null;
        } catch (JacksonException _) {
            return null; // an older version wrote it, or nobody finished writing it: graded anew
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder + ": " + e);
        }
    }

    void keep(Grade grade, String key) {
        try {
            write(file(grade.submission(), ".json"), mapper.writeValueAsString(new Kept(key, grade)) + "\n");
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + folder + ": " + e);
        }
    }

    /// What the author may read.
    void feedback(Grade grade, String text) {
        write(file(grade.submission(), ".txt"), text);
    }

    void write(String name, String text) {
        write(folder.resolve(name), text);
    }

    /// All or nothing, so that one who ends the grading now leaves no half of a file.
    private static void write(Path file, String text) {
        try {
            var half = file.resolveSibling(file.getFileName() + ".half");
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + file + ": " + e);
        }
    }

    /// Names of submissions may hold anything that a file's name may hold on the system they came from.
    private Path file(String submission, String ending) {
        var plain = submission.replaceAll("[^A-Za-z0-9._-]", "_");
        if (!plain.equals(submission) || plain.length() > LONGEST_NAME || plain.startsWith(".")) {
            var hash = Sources.sha256().digest(submission.getBytes(StandardCharsets.UTF_8));
            plain = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceFirst("^\\.", "_") + "-"
                    + HexFormat.of().formatHex(hash).substring(0, 8);
        }
        return folder.resolve("submissions").resolve(plain + ending);
    }

    @Override
    public void close() {
        try {
            TestSuiteBuilder.delete(work());
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + folder + ": " + e);
        }
    }
}
