package quest.eventloop.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import quest.eventloop.EventLoop;

/// A program of independent chains: `a1`, `a2`, `b1`, … Each step of a chain posts the next.
///
/// @param steps how many each chain has
/// @param check told of the trail of a run at its end; what it throws makes the run fail
record Chains(List<Integer> steps, Consumer<List<String>> check) implements Program {

    static Chains of(Integer... steps) {
        return new Chains(List.of(steps), _ -> { });
    }

    Chains checkedBy(Consumer<List<String>> check) {
        return new Chains(steps, check);
    }

    @Override
    public void run(EventLoop loop) {
        var trail = new ArrayList<String>();
        var ends = new HashMap<String, CompletableFuture<Void>>();
        for (int chain = 0; chain < steps.size(); chain++) {
            var who = Character.toString('a' + chain);
            ends.put(who, new CompletableFuture<>());
            post(loop, who, 1, steps.get(chain), trail, ends);
        }
        loop.runUntilComplete(CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new)));
        check.accept(trail);
    }

    private static void post(EventLoop loop, String who, int number, int last, List<String> trail,
            Map<String, CompletableFuture<Void>> ends) {
        loop.execute(new Step(who, "step " + number, () -> {
            trail.add(who + number);
            if (number < last) {
                post(loop, who, number + 1, last, trail, ends);
            } else {
                ends.get(who).complete(null);
            }
        }));
    }
}
