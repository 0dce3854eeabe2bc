package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;

/// # Chat, 2 points
///
/// Beside the gates of the arena stands a tavern, in which everybody hears everybody: who comes, who goes, who boasts.
/// All hear it in the same order, else the answer is heard before the question. And one who has fallen asleep keeps
/// nobody from talking.
///
/// Build the chat room: a challenge for beginners, in whatever style you like. It is tested through its sockets, and
/// through the chronicle that it is given.
///
/// 1. `start` listens on 127.0.0.1, at any free port, and returns that port at once. Guests are served on other threads
///    from then on, until `close`.
/// 2. Who connects gets `NAME?`. The next line is the name: 1 to 16 letters and digits, `a-z`, `A-Z` and `0-9`. If
///    somebody in the room has just this name, the answer is `ERR name taken`; if it is no name, the answer is `ERR `
///    and a reason in your words. Then the next line is the next attempt.
/// 3. Who has a name is in the room. Everybody there gets `JOINED ` and the name, the new guest too. The new guest gets
///    nothing of the room before that, and misses nothing after it.
///    Example: ann is there, bob comes: both get `JOINED bob`.
/// 4. What somebody in the room says, a line each time, goes to everybody there, the one who said it too, behind the
///    name. A line that is empty or blank goes to nobody.
///    Example: ann sends `who fights today?`. Everybody gets `ann: who fights today?`.
/// 5. Who sends `quit`, at any time, gets `BYE`, and the connection is closed. Capitals do not matter, nor do spaces at
///    the ends. At the end of input the connection is closed too; a last line without its end still counts. However
///    guests leave, breaking off included, everybody else gets `LEFT ` and the name, once. From then on the name is
///    free again. Who leaves without a name was never there.
/// 6. Lines for everybody (`JOINED`, `LEFT`, and what is said) are noted in the `chronicle` first. All guests get them
///    in the order of the chronicle.
/// 7. A guest who does not read holds up nobody. Lines wait for this guest alone, [#MAX_WAITING] at most. With one
///    more, the guest is put out: the connection is closed, and what waits is dropped. The guest has left like any
///    other.
/// 8. `close` closes all connections and the port, and leaves no thread.
///
/// Contract:
/// - Lines end with `\n` or `\r\n`, and come in whatever pieces. Text is UTF-8. What you send ends with `\n`.
/// - A guest's lines have at most 1024 bytes. (What becomes of longer ones is another exercise.)
/// - `chronicle.note` is called by one thread at a time: no call may begin while another is under way.
/// - There may be hundreds of guests.
/// - `start` is called once, `close` once after it.
public final class Chat implements AutoCloseable {

    /// So many lines may wait for a guest, those not counted that the system has taken.
    public static final int MAX_WAITING = 1000;

    /// What was said in the room. One thread at a time may call it.
    @FunctionalInterface
    public interface Chronicle {

        /// Keeps a line that everybody is about to get, as in `JOINED bob` and `ann: who fights today?`.
        void note(String line);
    }

    private final Chronicle chronicle;

    public Chat(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /// Opens the room.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        throw todo("listen at a free port, and serve each guest who connects");
    }

    /// Ends the room, and returns when it has ended.
    @Override
    public void close() {
        throw todo("close the connections and the port");
    }
}
