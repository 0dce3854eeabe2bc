package quest.gameserver.snake;

import java.util.Arrays;

/// The cells of a snake from head to tail: a ring, so that a move touches two of them, however long the snake is.
final class Body {

    private int[] ring = new int[16];   // its length is a power of two
    private int head;                   // place of the head in the ring; the rest follows, downwards
    private int length;

    int length() {
        return length;
    }

    /// The cell of a part.
    ///
    /// @param part 0 for the head
    int cell(int part) {
        return ring[(head - part) & (ring.length - 1)];
    }

    int head() {
        return cell(0);
    }

    int tail() {
        return cell(length - 1);
    }

    void addHead(int cell) {
        if (length == ring.length) {
            grow();
        }
        head = (head + 1) & (ring.length - 1);
        ring[head] = cell;
        length++;
    }

    void dropTail() {
        length--;
    }

    /// From head to tail.
    int[] cells() {
        var cells = new int[length];
        Arrays.setAll(cells, this::cell);
        return cells;
    }

    private void grow() {
        var larger = new int[ring.length * 2];
        for (int part = 0; part < length; part++) {
            larger[length - 1 - part] = cell(part);
        }
        ring = larger;
        head = length - 1;
    }
}
