package quest.gameserver.snake;

/// Where a snake is heading. x grows to the right, y grows downwards.
public enum Direction {
    UP(0, -1), DOWN(0, 1), LEFT(-1, 0), RIGHT(1, 0);

    private final int dx;
    private final int dy;

    Direction(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    /// Cells to the right, at each tick.
    public int dx() {
        return dx;
    }

    /// Cells downwards, at each tick.
    public int dy() {
        return dy;
    }

    public Direction opposite() {
        return switch (this) {
            case UP -> DOWN;
            case DOWN -> UP;
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
        };
    }
}
