package quest.gameserver.client;

import java.nio.charset.StandardCharsets;

/// One player's side of a protocol: what it sends, and what the messages that come back mean. Where they begin and end
/// is for the [Framing] to say. No socket, no clock. One thread's.
interface Dialogue {

    /// Whether the server speaks first.
    boolean beginsWithGreeting();

    /// The next request.
    byte[] nextRequest();

    /// What it says without being asked and without expecting an answer: taken after each message
    /// that came, until there is nothing.
    ///
    /// @return null: nothing
    default byte[] nextRemark() {
        return null;
    }

    /// @param to where the message ends, exclusive
    Reply understand(byte[] bytes, int from, int to);

    /// How a message is shown to people.
    static String shown(byte[] bytes, int from, int to) {
        int most = 80;
        var text = new String(bytes, from, Math.min(to - from, most), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return to - from > most ? text + "..." : text;
    }

    static String shown(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return shown(bytes, 0, bytes.length);
    }
}
