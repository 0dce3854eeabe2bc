package quest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A submission that is a zip. It is never unpacked: its list of files is looked at, and of those that are asked for as
/// many bytes are read as somebody can have written. So neither a name such as `../../x` nor a file that grows without
/// end when it is read can do harm.
final class HandedInZip implements HandedIn {

    private static final long LARGEST = 256L << 20;

    private final ZipFile zip;
    private final Set<String> links;
    private final Map<String, ZipEntry> byPath = new HashMap<>();

    HandedInZip(Path path) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new Unreadable("its zip is larger than %d MB".formatted(LARGEST >> 20));
        }
        try {
            links = ZipLinks.in(path);
            // Names in the encoding of some old system are taken byte by byte; the exercises' own are plain ASCII.
            zip = new ZipFile(path.toFile(), ZipFile.OPEN_READ, StandardCharsets.ISO_8859_1);
        } catch (ZipException | IllegalArgumentException e) {
            throw new Unreadable("its zip cannot be read: " + Plain.line(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public List<Entry> entries() throws IOException {
        if (zip.size() > MOST_FILES) {
            throw new Unreadable("it holds more than %,d files".formatted(MOST_FILES));
        }
        var entries = new ArrayList<Entry>();
        for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
            var path = entry.getName().replace('\\', '/');
            if (byPath.putIfAbsent(path, entry) != null) {
                throw new Unreadable("its zip holds two files named " + Plain.line(path));
            }
            entries.add(new Entry(path, links.contains(entry.getName()) ? Kind.LINK : Kind.FILE));
        }
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    @Override
    public byte[] read(Entry entry, int most) throws IOException {
        try (var in = zip.getInputStream(byPath.get(entry.path()))) {
            return in.readNBytes(most);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
