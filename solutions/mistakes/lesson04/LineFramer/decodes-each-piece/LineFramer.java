// Mistake: decodes each piece by itself. Caught by: Characters.characterCutInTwo
package quest.exercises.lesson04;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

public final class LineFramer {

    public interface Lines {
        void line(String line);

        void tooLong();
    }

    private final int limit;
    private final Lines lines;
    private String begun = "";
    private boolean over;

    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }

    public void feed(ByteBuffer piece) {
        begun += StandardCharsets.UTF_8.decode(piece);
        int end = begun.indexOf('\n');
        while (end >= 0 && !over) {
            String line = begun.substring(0, end);
            begun = begun.substring(end + 1);
            give(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            end = begun.indexOf('\n');
        }
        int length = begun.getBytes(StandardCharsets.UTF_8).length;
        if (!over && (length > limit + 1 || length == limit + 1 && !begun.endsWith("\r"))) {
            tooLong();
        }
    }

    private void give(String line) {
        if (line.getBytes(StandardCharsets.UTF_8).length > limit) {
            tooLong();
        } else {
            lines.line(line);
        }
    }

    private void tooLong() {
        over = true;
        lines.tooLong();
    }

    public void end() {
        if (!over && !begun.isEmpty()) {
            give(begun);
        }
    }
}
