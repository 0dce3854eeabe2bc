package quest.cli;

/// What the learner may press in `watch`.
enum Key {
    HINT, NEXT, LIST, OPEN, RUN, QUIT,
    UP, DOWN, PAGE_UP, PAGE_DOWN,
    /// Goes to the exercise chosen in the list.
    ENTER,
    /// Goes back.
    ESCAPE,
    /// Any other key.
    OTHER;

    /// The key of a letter; [#OTHER] for those that mean nothing.
    static Key of(char letter) {
        return switch (Character.toLowerCase(letter)) {
            case 'h' -> HINT;
            case 'n' -> NEXT;
            case 'l' -> LIST;
            case 'o' -> OPEN;
            case 'r' -> RUN;
            case 'q', 3, 4 -> QUIT; // Ctrl-C and Ctrl-D, where the terminal leaves them to us
            case 'k' -> UP;
            case 'j' -> DOWN;
            case ' ' -> PAGE_DOWN;
            case 'b' -> PAGE_UP;
            case '\r', '\n' -> ENTER;
            case 27 -> ESCAPE;
            default -> OTHER;
        };
    }
}
