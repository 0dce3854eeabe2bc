package quest.eventloop.explore;

import java.util.ArrayList;
import java.util.List;
import quest.eventloop.Chooser;

/// The way through the tree of all choices, depth first: run after run, each with the longest possible beginning of the one
/// before it.
final class DepthFirst implements Chooser {

    /// A run that seems to have no end.
    static final class NoEnd extends IllegalStateException {
        NoEnd(int steps) {
            super("no end after %d steps".formatted(steps));
        }
    }

    /// @param ready what there was to choose from, as it names itself
    private record Choice(int index, List<String> ready) {

        boolean isLast() {
            return index == ready.size() - 1;
        }

        Choice next() {
            return new Choice(index + 1, ready);
        }
    }

    private final int mostSteps;
    private final List<Choice> path = new ArrayList<>();
    private int depth;

    DepthFirst(int mostSteps) {
        this.mostSteps = mostSteps;
    }

    /// As the path says; beyond its end, the first of those that are ready, which is the usual order.
    @Override
    public int choose(List<Runnable> ready) {
        if (depth == mostSteps) {
            throw new NoEnd(mostSteps);
        }
        var names = Step.named(ready).stream().map(Step::toString).toList();
        if (depth == path.size()) {
            path.add(new Choice(0, names));
        } else if (!path.get(depth).ready().equals(names)) {
            throw new NotDeterministic("at step %d there was a choice of %s; in another run, after the same steps, of %s"
                    .formatted(depth + 1, path.get(depth).ready(), names));
        }
        return path.get(depth++).index();
    }

    /// Goes back to the last choice that can be made in another way, and makes it so: the beginning of the next run.
    ///
    /// @return false, if there is none: all is done
    boolean backtrack() {
        if (depth < path.size()) {
            throw new NotDeterministic("a run ended after step %d; another went on, after the same steps, with a choice of %s"
                    .formatted(depth, path.get(depth).ready()));
        }
        depth = 0;
        while (!path.isEmpty() && path.getLast().isLast()) {
            path.removeLast();
        }
        if (path.isEmpty()) {
            return false;
        }
        path.add(path.removeLast().next());
        return true;
    }
}
