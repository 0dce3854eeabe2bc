package quest.exercises.lesson04;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Finds lines in bytes that arrive in any pieces. A line ends with `\n` or `\r\n`, which do not belong to it.
///
/// One thread calls.
public final class LineFramer {

    /// What is called for that which is found.
    public interface Lines {

        /// A line, without its end.
        void line(String line);

        /// A line is longer than allowed. The last call.
        void tooLong();
    }

    private final int limit;
    private final Lines lines;

    // Bytes, not characters: a character may be cut in two, and only a whole line is sure to have no half one. To look
    // for the line's end among bytes is safe: in UTF-8, no byte of a longer character looks like '\n' or '\r'.
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    // An '\r' that is not in `begun`: the next byte says whether it belongs to the line or to its end. Without this
    // state, an '\r' at the end of a piece would be forgotten, or taken for a part of the line.
    private boolean heldBack;
    private boolean over;

    /// @param limit how many bytes a line may have, its end not counted
    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }

    /// Takes the next bytes.
    public void feed(ByteBuffer piece) {
        // A byte at a time is the plainest way: no cut is special, since all is cut everywhere. A server in a hurry
        // looks for '\n' in the piece first, and copies only what is left behind the last one.
        while (piece.hasRemaining() && !over) {
            take(piece.get());
        }
    }

    private void take(byte b) {
        if (b == '\n') {
            heldBack = false;
            give();
            return;
        }
        if (heldBack) {
            keep('\r');
        }
        heldBack = b == '\r';
        if (!heldBack) {
            keep(b);
        }
    }

    private void keep(int b) {
        if (over) {
            return;
        }
        // Looked at here, and not where the line ends: who sends no end would fill the memory.
        if (begun.size() == limit) {
            over = true;
            lines.tooLong();
        } else {
            begun.write(b);
        }
    }

    private void give() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        lines.line(line);
    }

    /// No more bytes come.
    public void end() {
        if (!over && begun.size() > 0) {
            give();
        }
        over = true;
    }
}
