// Mistake: looks at the length when the line is complete. Caught by: Limit.tooLongIsToldBeforeTheEndComes
package quest.exercises.lesson04;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

public final class LineFramer {

    public interface Lines {
        void line(String line);

        void tooLong();
    }

    private final int limit;
    private final Lines lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean over;

    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }


    public void feed(ByteBuffer piece) {
        while (piece.hasRemaining() && !over) {
            byte b = piece.get();
            if (b == '\n') {
                give();
            } else {
                begun.write(b);
            }
        }
    }

    private void give() {
        byte[] line = begun.toByteArray();
        begun.reset();
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (end > limit) {
            over = true;
            lines.tooLong();
        } else {
            lines.line(new String(line, 0, end, StandardCharsets.UTF_8));
        }
    }

    public void end() {
        if (!over && begun.size() > 0) {
            give();
        }
    }
}
