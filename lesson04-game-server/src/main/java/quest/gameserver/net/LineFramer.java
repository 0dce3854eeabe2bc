package quest.gameserver.net;

import java.util.Arrays;

/// Finds lines in bytes that arrive in any pieces. A line ends with `\n` or `\r\n`, which do not belong to it. Bytes
/// in, calls out: no socket, no thread.
///
/// Only the beginning of a line whose end has not come is kept, so a connection that has nothing under way costs no
/// memory, and none costs more than the limit.
public final class LineFramer {

    /// What is called for each line, in order.
    public interface Lines {

        /// A line, valid during the call.
        ///
        /// @param to where it ends, exclusive
        /// @return whether the next one is wanted; if not, what else there is is thrown away
        boolean line(byte[] bytes, int from, int to);

        /// A line is longer than allowed; what follows is thrown away.
        void tooLong();
    }

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] begun = NOTHING;     // of a line that has not ended, from 0 to length
    private int length;
    private boolean over;

    /// @param limit how many bytes a line may have, its end not counted
    public LineFramer(int limit) {
        this.limit = limit;
    }

    /// Takes what has arrived.
    public void feed(byte[] bytes, int from, int to, Lines lines) {
        int start = from;
        for (int i = from; i < to && !over; i++) {
            if (bytes[i] == '\n') {
                endLine(bytes, start, i, lines);
                start = i + 1;
            }
        }
        if (!over && start < to) {
            keep(bytes, start, to, lines);
        }
    }

    /// The input has ended: a last line without its end counts as a line.
    public void end(Lines lines) {
        if (!over && length > 0) {
            give(begun, 0, length, lines);
        }
        stop();
    }

    private void endLine(byte[] bytes, int from, int to, Lines lines) {
        if (length == 0) {
            give(bytes, from, to, lines);
            return;
        }
        if (from < to) {
            keep(bytes, from, to, lines);
        }
        if (!over) {
            int end = length;
            length = 0;
            give(begun, 0, end, lines);
        }
        begun = NOTHING;
    }

    private void give(byte[] bytes, int from, int to, Lines lines) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end - from > limit) {
            tooLong(lines);
        } else if (!lines.line(bytes, from, end)) {
            stop();
        }
    }

    /// Keeps the beginning of a line. One more byte than allowed is kept if it may belong to the line's end.
    private void keep(byte[] bytes, int from, int to, Lines lines) {
        long together = (long) length + to - from;
        if (together > limit + 1 || together == limit + 1 && bytes[to - 1] != '\r') {
            tooLong(lines);
            return;
        }
        if (begun.length < together) {
            begun = Arrays.copyOf(begun, (int) Math.min(limit + 1, Math.max(64, together * 2)));
        }
        System.arraycopy(bytes, from, begun, length, to - from);
        length = (int) together;
    }

    private void tooLong(Lines lines) {
        stop();
        lines.tooLong();
    }

    private void stop() {
        over = true;
        begun = NOTHING;
        length = 0;
    }
}
