package quest.cli;

/// What every command works with.
///
/// @param screen what the command prints goes here
record Session(Course course, Desk desk, Scenes scenes, Notebook notebook, Screen screen) {
}
