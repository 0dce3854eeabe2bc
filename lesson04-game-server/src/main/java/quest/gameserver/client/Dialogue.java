package quest.gameserver.client;

import java.nio.charset.StandardCharsets;

/// One player's side of a protocol: what it sends, and what the lines that come back mean. No socket, no clock. One
/// thread's.
interface Dialogue {

    /// Whether the server speaks first.
    boolean beginsWithGreeting();

    /// The next request, its line end included.
    byte[] nextRequest();

    /// @param to where the line ends, exclusive
    Reply understand(byte[] bytes, int from, int to);

    /// How a line is shown to people.
    static String shown(byte[] bytes, int from, int to) {
        int most = 80;
        var text = new String(bytes, from, Math.min(to - from, most), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return to - from > most ? text + "..." : text;
    }
}
