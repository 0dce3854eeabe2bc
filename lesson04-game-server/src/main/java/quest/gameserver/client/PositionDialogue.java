package quest.gameserver.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A player of the position server: walks over a board, cell by cell and row by row, and looks into each state for its
/// own position. A state that shows it on a cell answers that move and all before: those in between may have been left
/// out.
///
/// The walk goes around, so a cell means one move only as long as fewer moves are under way than the board has cells.
final class PositionDialogue implements Dialogue {

    private static final int SIDE = 1_000;
    /// Without 0,0, where everybody stands at first.
    static final int CELLS = SIDE * SIDE - 1;

    private static final byte[] WELCOME = "WELCOME ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] POSITIONS = "POSITIONS ".getBytes(StandardCharsets.US_ASCII);
    private static final int NOWHERE = -1;

    private byte[] me;          // how a state names this player: ` 7=`; null: not known yet
    private int oldest;         // cell of the oldest move that is under way
    private int underWay;

    /// @param start the cell of the first move, from 0
    PositionDialogue(int start) {
        oldest = Math.floorMod(start, CELLS);
    }

    @Override
    public boolean beginsWithGreeting() {
        return true;
    }

    @Override
    public byte[] nextRequest() {
        int place = (oldest + underWay) % CELLS + 1;
        underWay++;
        return ("MOVE " + place % SIDE + ' ' + place / SIDE).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Reply understand(byte[] bytes, int from, int to) {
        if (startsWith(POSITIONS, bytes, from, to)) {
            return underWay == 0 ? Reply.NEWS : state(bytes, from, to);
        }
        if (me == null && startsWith(WELCOME, bytes, from, to)) {
            var id = new String(bytes, from + WELCOME.length, to - from - WELCOME.length, StandardCharsets.US_ASCII);
            me = (' ' + id + '=').getBytes(StandardCharsets.US_ASCII);
            return Reply.GREETING;
        }
        if (underWay > 0) {
            answered(1);
        }
        return new Reply.Wrong(me == null ? "WELCOME <id>" : "POSITIONS <id>=<x>,<y>",
                Dialogue.shown(bytes, from, to));
    }

    private Reply state(byte[] bytes, int from, int to) {
        int cell = cellShown(bytes, from, to);
        int moves = Math.floorMod(cell - oldest, CELLS) + 1;
        if (cell == NOWHERE || moves > underWay) {
            return Reply.NEWS; // an older one
        }
        answered(moves);
        return moves == 1 ? Reply.ANSWER : new Reply.Answers(moves);
    }

    private void answered(int moves) {
        oldest = (oldest + moves) % CELLS;
        underWay -= moves;
    }

    private int cellShown(byte[] bytes, int from, int to) {
        for (int i = from; i + me.length < to; i++) {
            if (bytes[i] == ' ' && startsWith(me, bytes, i, to)) {
                int comma = endOfNumber(bytes, i + me.length, to);
                int x = number(bytes, i + me.length, comma);
                int y = comma == to || bytes[comma] != ',' ? -1
                        : number(bytes, comma + 1, endOfNumber(bytes, comma + 1, to));
                return x >= 0 && y >= 0 && x + y > 0 ? y * SIDE + x - 1 : NOWHERE;
            }
        }
        return NOWHERE;
    }

    private static int endOfNumber(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }

    /// @return -1 for what can be no coordinate on this board
    private static int number(byte[] bytes, int from, int to) {
        if (to == from || to - from > 3) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean startsWith(byte[] beginning, byte[] bytes, int from, int to) {
        int end = from + beginning.length;
        return end <= to && Arrays.equals(bytes, from, end, beginning, 0, beginning.length);
    }
}
