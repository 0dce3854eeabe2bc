// Mistake: drops every carriage return. Caught by: Ends.carriageReturnElsewhereIsACharacter
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
            } else if (b != '\r') {
                keep(b);
            }
        }
    }

    private void keep(byte b) {
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

    public void end() {
        if (!over && begun.size() > 0) {
            give();
        }
    }
}
