package quest.gameserver.snake;

/// What can be on a cell. The rules go by what is drawn: there is nothing on the board that a player could not see.
final class Glyph {

    static final char EMPTY = ' ';
    static final char HEAD = '%';
    static final char BODY = '@';
    static final char TAIL = '*';
    static final char STONE = '#';
    static final char DEAD_HEAD = 'x';
    static final char DEAD_BODY = '+';

    private Glyph() {
    }

    static boolean isDigit(char glyph) {
        return glyph >= '1' && glyph <= '9';
    }

    static char digit(int value) {
        return (char) ('0' + value);
    }

    /// What a digit is worth.
    static int value(char digit) {
        return digit - '0';
    }

    static boolean isSnake(char glyph) {
        return glyph == HEAD || glyph == BODY || glyph == TAIL;
    }

    static boolean isCorpse(char glyph) {
        return glyph == DEAD_HEAD || glyph == DEAD_BODY;
    }
}
