package quest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Reads what a [TestJvm] writes, and tells its messages (lines that begin with the word that only the two know) from
/// what the learner's code prints. All is read, so that the writer is never blocked; of what is printed the beginning
/// is kept.
///
/// It runs on a thread of its own; its other methods are called from one more.
final class ServerOutput implements Runnable {

    /// Longer lines are nobody's message.
    private static final int LONGEST_MESSAGE = 100_000;

    /// @param kind `ready`, `test`, `threads`, `hung`, `tested`, `spent`, `failed`, or `end` when there is no more to
    ///        read
    /// @param json what belongs to it; empty for nothing
    record Message(String kind, String json) {
    }

    private final InputStream in;
    private final String word;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean cut;

    ServerOutput(InputStream in, String word) {
        this.in = in;
        this.word = word + " ";
    }

    @Override
    public void run() {
        try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            var buffer = new char[4096];
            for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (var i = 0; i < read; i++) {
                    accept(buffer[i]);
                }
            }
        } catch (IOException _) {
            // the process was ended while it printed: what was read so far is what there is
        } finally {
            keep(line);
            messages.add(new Message("end", ""));
        }
    }

    private void accept(char c) {
        line.append(c);
        if (c == '\n' && line.indexOf(word) == 0) {
            dropLineEnd();
            var text = line.substring(word.length(), line.length() - 1);
            var space = text.indexOf(' ');
            messages.add(space < 0 ? new Message(text, "")
                    : new Message(text.substring(0, space), text.substring(space + 1)));
            line.setLength(0);
        } else if (c == '\n' || line.length() > LONGEST_MESSAGE) {
            keep(line);
            line.setLength(0);
        }
    }

    /// The line's end before a message belongs to the message.
    private synchronized void dropLineEnd() {
        if (!cut && !printed.isEmpty() && printed.charAt(printed.length() - 1) == '\n') {
            printed.setLength(printed.length() - 1);
        }
    }

    private synchronized void keep(CharSequence text) {
        var room = Math.min(text.length(), ForkedJvm.MOST_OUTPUT - printed.length());
        printed.append(text, 0, room);
        cut |= room < text.length();
    }

    /// The next message; null when none comes within that time.
    Message next(long millis) throws InterruptedException {
        return messages.poll(millis, TimeUnit.MILLISECONDS);
    }

    /// What was printed since the last call, as if the process had ended now.
    synchronized ForkedJvm.Ended takePrinted(boolean timedOut, int exitCode) {
        var taken = new ForkedJvm.Ended(timedOut, exitCode, printed.toString(), cut);
        printed.setLength(0);
        cut = false;
        return taken;
    }
}
