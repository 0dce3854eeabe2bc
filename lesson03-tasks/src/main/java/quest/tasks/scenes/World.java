package quest.tasks.scenes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A game to be saved: a few regions, each of a size at which a save comes in pieces.
///
/// @param turn by which one save is told from another
record World(int turn) {

    static final int REGIONS = 4;
    static final int REGION_BYTES = 1 << 20;

    /// What is to be written of a region: its title, and a megabyte of landscape.
    ByteBuffer region(int number) {
        var bytes = new byte[REGION_BYTES];
        Arrays.fill(bytes, (byte) '.');
        var title = title(number).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(title, 0, bytes, 0, title.length);
        return ByteBuffer.wrap(bytes);
    }

    private String title(int number) {
        return "turn %d, region %d of %d\n".formatted(turn, number, REGIONS);
    }

    /// What a player would find who loads the game now.
    static String inspect(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "not there";
        }
        var bytes = Files.readAllBytes(file);
        var regions = bytes.length / REGION_BYTES;
        var turn = bytes.length == 0 ? "no turn" : firstLine(bytes, 0).replaceAll(",.*", "");
        for (int number = 1; number <= regions; number++) {
            var expected = "%s, region %d of %d".formatted(turn, number, REGIONS);
            if (!firstLine(bytes, (number - 1) * REGION_BYTES).equals(expected)) {
                return "broken: expected '%s'".formatted(expected);
            }
        }
        return regions == REGIONS && bytes.length == REGIONS * REGION_BYTES ? "whole, of " + turn
                : "broken: %d of %d regions of %s".formatted(regions, REGIONS, turn);
    }

    private static String firstLine(byte[] bytes, int from) {
        return new String(bytes, from, Math.min(80, bytes.length - from), StandardCharsets.UTF_8).lines().findFirst()
                .orElse("");
    }
}
