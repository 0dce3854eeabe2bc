package quest.eventloop.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A callback that has a name before it runs, so that whoever chooses among several knows what they would do.
///
/// @param who    whose step it is: a word of letters, digits and hyphens
/// @param what   what it is going to do
/// @param action does it
public record Step(String who, String what, Runnable action) implements Runnable {

    /// @throws IllegalArgumentException if `who` is not such a word
    public Step {
        if (!who.matches("[\\p{L}\\p{N}-]+")) {
            throw new IllegalArgumentException("whose step it is should be a word of letters, digits and hyphens, not '%s'"
                    .formatted(who));
        }
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(action, "action");
    }

    @Override
    public void run() {
        action.run();
    }

    @Override
    public String toString() {
        return who + ": " + what;
    }

    /// The callbacks as steps. One that is none is made one, with its class for a name.
    public static List<Step> named(List<Runnable> callbacks) {
        var steps = new ArrayList<Step>(callbacks.size());
        for (var callback : callbacks) {
            steps.add(callback instanceof Step step ? step
                    : new Step("callback", callback.getClass().getSimpleName(), callback));
        }
        return steps;
    }

    /// As a sentence lists them: `ann: pays; bob: haggles`.
    static String listed(List<Step> steps) {
        return steps.stream().map(Step::toString).collect(Collectors.joining("; "));
    }
}
