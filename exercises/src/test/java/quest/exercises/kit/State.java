package quest.exercises.kit;

/// How a test, or a whole exercise, stands.
public enum State {
    NOT_STARTED("not started"),
    /// Of an exercise: some tests are right, none is wrong, some are not started.
    STARTED("started"),
    RIGHT("right"),
    WRONG("wrong"),
    /// Of a test: not done within its time limit.
    HUNG("hung"),
    /// Of an exercise, on the scoreboard alone: it was left out of this run, and its file has changed since its last
    /// one.
    NOT_RUN("not run");

    private final String words;

    State(String words) {
        this.words = words;
    }

    static State of(String words) {
        for (var state : values()) {
            if (state.words.equals(words)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such state: " + words);
    }

    boolean isFailure() {
        return this == WRONG || this == HUNG;
    }

    @Override
    public String toString() {
        return words;
    }
}
