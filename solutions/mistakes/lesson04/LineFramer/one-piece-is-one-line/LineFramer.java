// Mistake: takes what one read brings for whole lines. Caught by: Pieces.whatHasNotEndedIsNoLine
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
    private boolean over;

    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }

    public void feed(ByteBuffer piece) {
        if (over || !piece.hasRemaining()) {
            return;
        }
        String text = StandardCharsets.UTF_8.decode(piece).toString();
        for (String line : text.split("\r?\n")) {
            if (line.getBytes(StandardCharsets.UTF_8).length > limit) {
                over = true;
                lines.tooLong();
                return;
            }
            lines.line(line);
        }
    }

    public void end() {
    }
}
