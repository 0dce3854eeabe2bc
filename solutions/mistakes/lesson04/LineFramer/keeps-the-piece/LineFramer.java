// Mistake: keeps the piece itself, which the caller fills anew. Caught by: Pieces.lineInSeveralPieces
package quest.exercises.lesson04;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public final class LineFramer {

    public interface Lines {
        void line(String line);

        void tooLong();
    }

    private final int limit;
    private final Lines lines;
    private final List<ByteBuffer> begun = new ArrayList<>();
    private boolean over;

    public LineFramer(int limit, Lines lines) {
        this.limit = limit;
        this.lines = lines;
    }

    public void feed(ByteBuffer piece) {
        int start = piece.position();
        for (int i = start; i < piece.limit() && !over; i++) {
            if (piece.get(i) == '\n') {
                begun.add(piece.slice(start, i - start));
                give();
                start = i + 1;
            }
        }
        if (!over && start < piece.limit()) {
            begun.add(piece.slice(start, piece.limit() - start));
            byte[] line = together();
            if (line.length > limit + 1 || line.length == limit + 1 && line[limit] != '\r') {
                tooLong();
            }
        }
    }

    private byte[] together() {
        var line = new ByteArrayOutputStream();
        for (ByteBuffer part : begun) {
            byte[] bytes = new byte[part.remaining()];
            part.get(part.position(), bytes);
            line.writeBytes(bytes);
        }
        return line.toByteArray();
    }

    private void give() {
        byte[] line = together();
        begun.clear();
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (end > limit) {
            tooLong();
        } else {
            lines.line(new String(line, 0, end, StandardCharsets.UTF_8));
        }
    }

    private void tooLong() {
        over = true;
        lines.tooLong();
    }

    public void end() {
        if (!over && !begun.isEmpty()) {
            give();
        }
    }
}
