package quest.cli;

import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// A submission that is a folder, often a whole checkout.
final class HandedInFolder implements HandedIn {

    private static final Set<String> PASSED_OVER = Set.of(".git", "target", ".quest", "node_modules", ".idea");

    private final Path root;

    HandedInFolder(Path root) {
        this.root = root;
    }

    @Override
    public List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return PASSED_OVER.contains(folder.getFileName().toString()) && !folder.equals(root)
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws Unreadable {
                var kind = attributes.isRegularFile() ? Kind.FILE
                        : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
                entries.add(new Entry(path(file), kind));
                if (entries.size() > MOST_FILES) {
                    throw new Unreadable("it holds more than %,d files".formatted(MOST_FILES));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // a folder that may not be read holds nothing for us
            }
        });
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    /// Only where a backslash stands between folders is it one: elsewhere it may be part of a file's name, and the
    /// path that such a name spells may lead through a link.
    private String path(Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }

    @Override
    public byte[] read(Entry entry, int most) throws IOException {
        var file = root.resolve(entry.path());
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                var in = Channels.newInputStream(channel)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
