package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.io.IOException;

/// # EchoServer, 3 points
///
/// In the cave behind the arena, whatever a hero shouts comes back. Many stand there and shout at once: one shouts for
/// hours and covers his ears, one falls silent to hear her last echo, one is eaten by the dragon in the middle of a
/// word. A single spirit lives in the cave, and answers all of them.
///
/// Build the cave: a server that sends back to each client what it has sent. The spirit is meant to be one thread with
/// a [java.nio.channels.Selector]. But the server is tested through its sockets alone, so any style passes that does
/// what is written here, virtual threads too.
///
/// 1. `start` listens on 127.0.0.1, at any free port, and returns that port at once. Clients are served on another
///    thread, or several, from then on, until `close`.
/// 2. Each client gets back the bytes that it sent, in their order, as they come: bytes, and neither lines nor
///    characters.
///    Example: ann sends "hel", and gets "hel"; then she sends "lo", and gets "lo". bob sends "hey" in between, and
///    gets "hey".
/// 3. Nobody waits for another client. One that sends and does not read fills the buffers of the system: then a write
///    to it takes only a part of the bytes, or none. What is left over goes out when that client reads again, and until
///    then the others are served as ever.
/// 4. A client may end its output, and read on: `read` returns -1, which is no error. The client gets all that it has
///    sent, and then the server closes the connection.
///    Example: bob sends "hey", and ends his output. He gets "hey", and then the end.
/// 5. A client that breaks off, in whatever moment, disturbs nobody. Its connection is closed here as well.
/// 6. `close` ends it all: when it has returned, nobody listens at the port, all connections are closed, and no thread
///    of the server's is left. What was not sent back by then is lost.
///
/// Contract:
/// - While there is nothing to do, the server sleeps until something happens; it does not look again and again.
/// - `start` is called once, and `close` once after it, perhaps by another thread.
/// - Several servers may run at the same time.
/// - How much waits in the server for a client that does not read is left open. (Little is best: who does not read from
///   a client while something is still to be written to it, needs one buffer for each.)
public final class EchoServer implements AutoCloseable {

    /// Opens the server.
    ///
    /// @return the port at which it listens
    public int start() throws IOException {
        throw todo("listen at a free port, and send back what comes");
    }

    /// Ends the server, and returns when it has ended.
    @Override
    public void close() {
        throw todo("end the thread, close the connections and the port");
    }
}
