package quest.eventloop.steps;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// The smallest event loop: a queue of callbacks, and a thread that calls them. Step 1 of 3 to
/// [quest.eventloop.EventLoop].
///
/// It knows no time, so nobody can ask to be called *later*: that is [TimerLoop]'s step. Simplified: what a callback
/// throws ends the loop.
final class ReadyLoop implements Executor {

    private final Queue<Runnable> ready = new ArrayDeque<>();

    /// Posts a callback. It is not called here: it will be, when all that were posted before it have been.
    @Override
    public void execute(Runnable callback) {
        ready.add(callback);
    }

    /// Calls whatever is ready, on the calling thread, until nothing is.
    void run() {
        Runnable callback;
        while ((callback = ready.poll()) != null) {
            callback.run();
        }
    }

    static void main() {
        var loop = new ReadyLoop();
        walk(loop, "ann", 3);
        walk(loop, "bob", 2);
        loop.run();
    }

    /// One step, and the rest of the way is posted.
    private static void walk(Executor loop, String hero, int steps) {
        if (steps > 0) {
            loop.execute(() -> {
                IO.println(hero + " takes a step");
                walk(loop, hero, steps - 1);
            });
        }
    }
}
