package quest.gameserver.client;

import quest.gameserver.net.LineFramer;

/// A line for each message, as the action server and the position server have it.
final class LineFraming implements Framing, LineFramer.Lines {

    private static final byte[] LINE_END = {'\n'};

    private final LineFramer framer = new LineFramer(MAX_MESSAGE);
    private Ends ends;

    @Override
    public void begin(Ends between) {
        ends = between;
    }

    @Override
    public void send(byte[] message) {
        ends.write(message);
        ends.write(LINE_END);
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        framer.feed(bytes, from, to, this);
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        ends.message(bytes, from, to);
        return true;
    }

    @Override
    public void tooLong() {
        ends.broken("a line of at most 4 MiB", "more");
    }
}
