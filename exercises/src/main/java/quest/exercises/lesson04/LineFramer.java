package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.nio.ByteBuffer;

/// # LineFramer, 3 points
///
/// Ravens bring the heroes' orders to the game server, a line for each order. But a raven carries what fits into its
/// beak: one brings half a line, the next two and a half, and one has torn a letter in two. The scribe at the window
/// puts together what belongs together, and reads out each line as soon as its end is there.
///
/// Build the scribe: bytes come in, in whatever pieces, and lines come out.
///
/// 1. `feed(piece)` takes the bytes between the piece's position and its limit, and calls `lines.line` for each line
///    whose end has come, in order. A line ends with `\n`, which does not belong to it.
///    Example: the pieces "ju" and "mp\natt" bring one line, "jump". The piece "ack\n" after them brings "attack".
/// 2. `\r\n` ends a line as well, and does not belong to it either. An `\r` without `\n` right behind it is a
///    character like any other.
///    Example: "jump\r\na\rb\n" brings "jump", then "a\rb".
/// 3. The bytes are UTF-8, in which a character has one to four of them.
///    Example: the euro sign is the bytes E2 82 AC. The pieces "5 ", E2 82 and AC "\n" bring one line: the digit, a
///    space, and the euro sign.
/// 4. `end()` says that no more comes. A last line without its end counts as a line, if there is anything of it.
///    Example: "jump\natt" and `end()` bring "jump", then "att". "jump\n" and `end()` bring "jump" alone.
/// 5. A line of more than `limit` bytes is too long: `lines.tooLong` is called once, as soon as the byte is there with
///    which that is certain, not when the line's end comes, which may be never. What comes behind is thrown away: no
///    more calls, whatever is fed.
///    Example: a limit of 8. "a\n123456789" brings "a", then `tooLong`. "12345678\r" brings nothing yet.
///
/// Contract:
/// - How the bytes are cut into pieces makes no difference to what is called.
/// - The line's end does not count towards the limit, and no line towards the limit of another.
/// - Bytes that are not UTF-8 spoil their own line and no other: there it has `\uFFFD`, as `new String(bytes, UTF_8)`
///   makes it.
/// - A piece is the caller's again when `feed` has returned, who fills it with other bytes. It may be any `ByteBuffer`:
///   part of a larger one, one that is read-only, or a direct one, which has no array. Whether its position has moved
///   is left open.
/// - Left open too: whether an `\r` as the very last byte before `end()` belongs to the last line.
/// - One thread calls.
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

    /// @param limit how many bytes a line may have, its end not counted
    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }

    /// Takes the next bytes.
    public void feed(ByteBuffer piece) {
        throw todo("find the lines whose end has come, and keep what is begun");
    }

    /// No more bytes come.
    public void end() {
        throw todo("the last line may have no end");
    }
}
