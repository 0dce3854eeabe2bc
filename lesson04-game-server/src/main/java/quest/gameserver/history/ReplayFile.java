package quest.gameserver.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import quest.tasks.files.AtomicSave;

/// A replay on disk: two files, to which lines of JSON are appended. `ID.ndjson` is what is served: a header, then a
/// line for each tick. `ID.about` is what a list of replays says: room and beginning, then each player, at last the
/// number of ticks and the length of the other file. A process that is killed leaves both without their end, perhaps in
/// the middle of a line; [#recover] counts what is there and finishes them.
///
/// Everything here blocks: never for the loop's thread. One thread at a time.
///
/// @param replay the first of the two
/// @param about  the second: it is made first and deleted last, so a replay is never without it
record ReplayFile(String id, Path replay, Path about) {

    private static final String REPLAY = ".ndjson";
    private static final String ABOUT = ".about";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 64 * 1024;
    private static final Pattern OURS = Pattern.compile("([a-z0-9-]+)\\.about");

    /// A replay that has its end.
    ///
    /// @param bytes the length of the file that is served
    record Finished(ReplayFile file, ReplayInfo info, long bytes) {
    }

    /// A player's first birth.
    ///
    /// @param tick how many ticks were recorded before
    record Birth(String player, long tick) {
    }

    static ReplayFile in(Path folder, String id) {
        return new ReplayFile(id, folder.resolve(id + REPLAY), folder.resolve(id + ABOUT));
    }

    /// The replays in a folder that somebody has begun, whether they are whole or not. Other files are left alone.
    static List<ReplayFile> allIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> OURS.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(name -> in(folder, name.group(1))).toList();
        }
    }

    // ---- writing ----

    void create(String room, Instant startedAt, byte[] header) throws IOException {
        var first = JsonNodeFactory.instance.objectNode().put("room", room).put("startedAt", Timestamp.text(startedAt));
        Files.write(about, line(first), StandardOpenOption.CREATE_NEW);
        Files.write(replay, header, StandardOpenOption.CREATE_NEW);
    }

    /// The births go first: whoever is in a line of the replay is known, whenever the process is killed.
    void append(List<Birth> births, byte[] ticks) throws IOException {
        if (!births.isEmpty()) {
            var lines = new StringBuilder();
            for (var birth : births) {
                var node = JsonNodeFactory.instance.objectNode().put("player", birth.player).put("tick", birth.tick);
                lines.append(node).append('\n');
            }
            Files.write(about, lines.toString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        }
        if (ticks.length > 0) {
            Files.write(replay, ticks, StandardOpenOption.APPEND);
        }
    }

    void finish(long ticks, long bytes) throws IOException {
        Files.write(about, line(JsonNodeFactory.instance.objectNode().put("ticks", ticks).put("bytes", bytes)),
                StandardOpenOption.APPEND);
    }

    void delete() throws IOException {
        Files.deleteIfExists(replay);
        Files.deleteIfExists(about);
    }

    private static byte[] line(JsonNode node) {
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    // ---- reading ----

    /// Reads what the replay is about, and gives it its end if it has none: whole lines stay, half a line goes, and so
    /// do players whose first tick is not there. Null, and nothing left, if not even the header was written.
    ///
    /// @throws IOException if the disk fails, or the files are not what this class writes
    Finished recover() throws IOException {
        var lines = Files.readString(about).split("\n", -1);
        int whole = lines.length - 1;       // what follows the last line's end is nothing, or half a line
        if (whole == 0 || !Files.exists(replay)) {
            delete();
            return null;
        }
        var first = JSON.readTree(lines[0]);
        var births = new ArrayList<Birth>();
        for (int i = 1; i < whole; i++) {
            var node = JSON.readTree(lines[i]);
            if (!node.has("ticks")) {
                births.add(new Birth(required(node, "player").asText(), required(node, "tick").asLong()));
            } else if (Files.size(replay) >= required(node, "bytes").asLong()) {
                return finished(first, births, node.get("ticks").asLong(), node.get("bytes").asLong());
            }
        }
        return finishNow(first, births, wholeLines());
    }

    private Finished finishNow(JsonNode first, List<Birth> births, Length written) throws IOException {
        if (written.lines == 0) {
            delete();
            return null;
        }
        long ticks = written.lines - 1;
        births.removeIf(birth -> birth.tick >= ticks);
        var finished = finished(first, births, ticks, written.bytes);
        // With its end, so that nobody has to count again; then the half line goes.
        try (var save = AtomicSave.begin(about)) {
            var anew = new ReplayFile(id, replay, save.temporary());
            Files.write(anew.about, line(first));
            anew.append(births, new byte[0]);
            anew.finish(ticks, written.bytes);
            save.commit();
        }
        try (var channel = FileChannel.open(replay, StandardOpenOption.WRITE)) {
            channel.truncate(written.bytes);
        }
        return finished;
    }

    private Finished finished(JsonNode first, List<Birth> births, long ticks, long bytes) throws IOException {
        var startedAt = Instant.parse(required(first, "startedAt").asText());
        return new Finished(this, new ReplayInfo(id, required(first, "room").asText(), startedAt, ticks,
                births.stream().map(Birth::player).toList()), bytes);
    }

    private JsonNode required(JsonNode node, String field) throws IOException {
        var value = node.get(field);
        if (value == null) {
            throw new IOException("%s: expected a field '%s' in the line %s".formatted(about, field, node));
        }
        return value;
    }

    private record Length(long lines, long bytes) {
    }

    private Length wholeLines() throws IOException {
        long lines = 0;
        long bytes = 0;
        long read = 0;
        var piece = new byte[PIECE];
        try (var in = Files.newInputStream(replay)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                for (int i = 0; i < count; i++) {
                    if (piece[i] == '\n') {
                        lines++;
                        bytes = read + i + 1;
                    }
                }
                read += count;
            }
        }
        return new Length(lines, bytes);
    }

    /// Opens the file that is served.
    FileChannel open() throws IOException {
        return FileChannel.open(replay, StandardOpenOption.READ);
    }

    /// Reads the next piece, which is shorter than 64 KiB only at the end.
    ///
    /// @param left how much is still to come, more than 0
    static ByteBuffer read(FileChannel channel, long left) throws IOException {
        var piece = ByteBuffer.allocate((int) Math.min(PIECE, left));
        while (piece.hasRemaining()) {
            if (channel.read(piece) < 0) {
                throw new IOException("the replay was cut off: %,d bytes are missing".formatted(
                        left - piece.position()));
            }
        }
        return piece.flip();
    }
}
