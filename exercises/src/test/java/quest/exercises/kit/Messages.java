package quest.exercises.kit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Tells the process that started this JVM what happens, on the standard output that the learner's code prints to as
/// well. A message is a line that begins with a word which only the two processes know; the line's end before it is
/// part of the message. Any thread may call it.
final class Messages {
    private final PrintStream out;
    private final String word;

    Messages(PrintStream out, String word) {
        this.out = out;
        this.word = word;
    }

    /// @param value what [Json] can write, or null for none
    void say(String kind, Object value) {
        String line = "\n" + word + " " + kind + (value == null ? "" : " " + Json.write(value)) + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        // In one call: what other threads print comes before or after.
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
