package quest.eventloop.explore;

/// A schedule that cannot be read, or that the program cannot follow. The message says at which step, and what was ready.
public final class ImpossibleSchedule extends IllegalArgumentException {

    ImpossibleSchedule(String message) {
        super(message);
    }
}
