package quest.eventloop;

/// A callback that the loop has posted to itself, of which a listener is not told.
@FunctionalInterface
interface Housekeeping extends Runnable {
}
