package quest.gameserver.websocket;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a decoder called, in order, as words: `text Hello`, `binary 00ff`, `close 1000 bye`, `violation 1002`.
final class Trail implements MessageDecoder.Receiver {

    final List<String> called = new ArrayList<>();
    /// Why, for each violation.
    final List<String> reasons = new ArrayList<>();

    /// Long payloads by their length and a hash.
    static String brief(String payload) {
        return payload.length() <= 300 ? payload : payload.length() + " characters, " + payload.hashCode();
    }

    static String brief(byte[] payload) {
        return brief(HexFormat.of().formatHex(payload));
    }

    @Override
    public void text(String text) {
        called.add("text " + brief(text));
    }

    @Override
    public void binary(byte[] bytes) {
        called.add("binary " + brief(bytes));
    }

    @Override
    public void ping(byte[] payload) {
        called.add("ping " + brief(payload));
    }

    @Override
    public void pong(byte[] payload) {
        called.add("pong " + brief(payload));
    }

    @Override
    public void close(int code, String reason) {
        called.add("close " + code + " " + reason);
    }

    @Override
    public void violation(int code, String why) {
        called.add("violation " + code);
        reasons.add(why);
    }
}
