package quest.cli;

/// One floor of the course.
///
/// @param folder its module, in the course's root
/// @param motto what it is about, in the game's words
record Lesson(int number, String folder, String title, String motto) {

    /// The name under which its exercises go: `lesson01`.
    String key() {
        return "lesson%02d".formatted(number);
    }

    String page() {
        return folder + "/README.md";
    }
}
