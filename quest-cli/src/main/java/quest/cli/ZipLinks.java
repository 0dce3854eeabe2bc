package quest.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Finds the symbolic links in a zip. Their mode is in the central directory, in the upper half of the external
/// attributes, where the JDK shows it to nobody (PKWARE's APPNOTE.TXT, 4.4.15, and Info-ZIP's use of it).
final class ZipLinks {

    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LARGEST_DIRECTORY = 64 << 20;
    private static final int UTF_8_FLAG = 1 << 11;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;

    private ZipLinks() {
    }

    /// The names of the links. Empty for what is no zip, and for the large kind of zip (Zip64) that nobody needs for a
    /// few sources: a link's text is then taken for a source, which does not compile.
    static Set<String> in(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var directory = directory(file);
            var links = new HashSet<String>();
            while (directory.remaining() >= ENTRY_LENGTH
                    && directory.getInt(directory.position()) == ENTRY_SIGNATURE) {
                var at = directory.position();
                var nameLength = directory.getShort(at + 28) & 0xFFFF;
                var length = ENTRY_LENGTH + nameLength + (directory.getShort(at + 30) & 0xFFFF)
                        + (directory.getShort(at + 32) & 0xFFFF);
                if (length > directory.remaining()) {
                    break; // cut off: whoever opens the zip will say so
                }
                if ((directory.getInt(at + 38) >>> 16 & TYPE) == LINK) {
                    var name = new byte[nameLength];
                    directory.get(at + ENTRY_LENGTH, name);
                    var utf8 = (directory.getShort(at + 8) & UTF_8_FLAG) != 0;
                    links.add(new String(name, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
                }
                directory.position(at + length);
            }
            return links;
        }
    }

    private static ByteBuffer directory(RandomAccessFile file) throws IOException {
        var tail = read(file, Math.max(0, file.length() - END_LENGTH - LONGEST_COMMENT), file.length());
        for (var at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                var size = Integer.toUnsignedLong(tail.getInt(at + 12));
                var offset = Integer.toUnsignedLong(tail.getInt(at + 16));
                return size <= LARGEST_DIRECTORY && offset + size <= file.length()
                        ? read(file, offset, offset + size) : ByteBuffer.allocate(0);
            }
        }
        return ByteBuffer.allocate(0);
    }

    private static ByteBuffer read(RandomAccessFile file, long from, long to) throws IOException {
        var bytes = new byte[(int) (to - from)];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
