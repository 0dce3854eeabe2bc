package quest.eventloop.explore;

/// A program that did something else, although the same was chosen. Nothing that an exploration could say about it would be
/// true, so it says this. It notices where a run, which repeats the beginning of the one before it, finds other steps ready
/// there; what differs only after that beginning, it takes for a consequence of the choice.
public final class NotDeterministic extends IllegalStateException {

    NotDeterministic(String what) {
        super(what + ". The program does not do the same when the same is chosen: look for a clock, a random number, "
                + "another thread, the order of a hash map, or state that is left from the run before");
    }
}
