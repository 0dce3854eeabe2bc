package quest.gameserver.snake;

import static quest.gameserver.snake.Glyph.EMPTY;
import static quest.gameserver.snake.Glyph.STONE;

import java.util.ArrayDeque;

/// Digits and stones that appear out of nowhere.
final class Scattering {

    private static final int DIGIT_PER_MILLE = 60;
    private static final int STONE_PER_MILLE = 5;
    /// One cell of so many may be a stone; past that, the oldest crumbles. A room that is played in for hours would
    /// otherwise turn to stone.
    private static final int CELLS_PER_STONE = 25;
    /// A board that is so full that so many guesses miss stays as it is.
    private static final int GUESSES = 100;

    private final Board board;
    private final Heads heads;
    private final SplitMix64 random;
    private final ArrayDeque<Integer> stones = new ArrayDeque<>();  // the oldest first

    Scattering(Board board, Heads heads, SplitMix64 random) {
        this.board = board;
        this.heads = heads;
        this.random = random;
    }

    /// What one tick brings.
    void scatter(int livingSnakes) {
        for (int i = 0; i < livingSnakes; i++) {
            if (random.below(1_000) < DIGIT_PER_MILLE) {
                digit();
            }
            if (random.below(1_000) < STONE_PER_MILLE) {
                stone();
            }
        }
    }

    private void digit() {
        put(freeCell());
    }

    /// A digit for one who is born: in a crowd, it may be near a head, since digits do no harm.
    void digitOfBirth() {
        int cell = freeCell();
        put(cell == Board.OFF ? firstFreeCell() : cell);
    }

    private void put(int cell) {
        if (cell != Board.OFF) {
            board.put(cell, Glyph.digit(1 + random.below(9)));
        }
    }

    private void stone() {
        int cell = freeCell();
        if (cell == Board.OFF) {
            return;
        }
        board.put(cell, STONE);
        addStone(cell);
        if (stones.size() > board.size / CELLS_PER_STONE) {
            board.put(stones.removeFirst(), EMPTY);
        }
    }

    /// One that lies on the board from now on.
    void addStone(int cell) {
        stones.addLast(cell);
    }

    int[] stones() {
        return stones.stream().mapToInt(Integer::intValue).toArray();
    }

    private int freeCell() {
        for (int guess = 0; guess < GUESSES; guess++) {
            int cell = random.below(board.size);
            if (board.isEmpty(cell) && !heads.areNear(cell)) {
                return cell;
            }
        }
        return Board.OFF;
    }

    /// One that is away from heads if there is one, else any.
    private int firstFreeCell() {
        int start = random.below(board.size);
        int near = Board.OFF;
        for (int i = 0; i < board.size; i++) {
            int cell = (start + i) % board.size;
            if (board.isEmpty(cell)) {
                if (!heads.areNear(cell)) {
                    return cell;
                }
                near = near == Board.OFF ? cell : near;
            }
        }
        return near;
    }
}
