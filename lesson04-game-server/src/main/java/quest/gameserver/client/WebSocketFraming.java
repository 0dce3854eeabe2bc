package quest.gameserver.client;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import quest.gameserver.client.ClientHandshake.Outcome;
import quest.gameserver.websocket.CloseCode;
import quest.gameserver.websocket.Frames;
import quest.gameserver.websocket.MessageDecoder;

/// A text message of a WebSocket for each message, after the opening handshake: RFC 6455 as a client speaks it. Pings
/// are answered, and so is a goodbye.
final class WebSocketFraming implements Framing, MessageDecoder.Receiver {

    private final RandomGenerator random;
    private final MessageDecoder decoder = new MessageDecoder(MAX_MESSAGE, false);
    private ClientHandshake handshake;  // null: it is over
    private Ends ends;

    /// @param random of the keys that mask each frame. A browser's must be hard to guess, since a page chooses the
    ///               messages and might spell HTTP with them; a swarm chooses its own
    WebSocketFraming(ClientHandshake handshake, RandomGenerator random) {
        this.handshake = handshake;
        this.random = random;
    }

    @Override
    public void begin(Ends between) {
        ends = between;
        ends.write(handshake.request());
    }

    @Override
    public void send(byte[] message) {
        write(Frames.text(message));
    }

    private void write(ByteBuffer frame) {
        var masked = Frames.masked(frame, random.nextInt());
        var bytes = new byte[masked.remaining()];
        masked.get(bytes);
        ends.write(bytes);
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int at = handshake == null ? from : shakeHands(handshake.feed(bytes, from, to), to);
        decoder.feed(bytes, at, to, this);
    }

    @Override
    public void inputEnded() {
        if (handshake != null) {
            shakeHands(handshake.inputEnded(), 0);
        }
    }

    /// @return where frames begin; `to` if none do
    private int shakeHands(Outcome outcome, int to) {
        switch (outcome) {
            case Outcome.Incomplete() -> { }
            case Outcome.Accepted(int end) -> {
                handshake = null;
                return end;
            }
            case Outcome.Refused(int status, String why) ->
                    ends.turnedAway("the server answered %d: %s".formatted(status, why));
            case Outcome.Broken(String expected, String got) -> ends.broken(expected, got);
        }
        return to;
    }

    // ---- what the decoder finds ----

    @Override
    public void text(byte[] utf8, int length) {
        ends.message(utf8, 0, length);
    }

    @Override
    public void text(String text) {
        throw new IllegalStateException("texts are taken as bytes");
    }

    @Override
    public void binary(byte[] bytes) {
        ends.broken("a text message", "a binary one of %,d bytes".formatted(bytes.length));
    }

    @Override
    public void ping(byte[] payload) {
        write(Frames.pong(payload));
    }

    @Override
    public void pong(byte[] payload) {
        // not asked for, and allowed
    }

    @Override
    public void close(int code, String reason) {
        write(Frames.close(CloseCode.mayBeSent(code) ? code : CloseCode.NORMAL, ""));
        ends.goodbye(reason.isEmpty() ? "close code %d".formatted(code)
                : "close code %d: %s".formatted(code, Dialogue.shown(reason)));
    }

    @Override
    public void violation(int code, String why) {
        write(Frames.close(code, why));
        ends.broken("frames as RFC 6455 has them", why);
    }
}
