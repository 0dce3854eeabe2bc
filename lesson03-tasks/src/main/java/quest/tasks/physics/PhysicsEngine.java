package quest.tasks.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import quest.eventloop.EventLoop;

/// Computes a step of [Bodies] in parts, in any [Style]. Belongs to one thread.
public final class PhysicsEngine implements AutoCloseable {

    private final int parts;
    private final EventLoop loop = new EventLoop();
    private final ExecutorService pool = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().name("physics-", 1).daemon().factory());

    /// @param parts into how many the work is cut
    public PhysicsEngine(int parts) {
        this.parts = parts;
    }

    /// The bodies a moment later.
    public Bodies step(Style style, Bodies now) throws InterruptedException {
        var next = now.blank();
        switch (style) {
            case IN_SEQUENCE -> parts(now, next).forEach(Runnable::run);
            case ON_THE_LOOP -> onTheLoop(parts(now, next));
            case VIRTUAL_THREADS -> onVirtualThreads(parts(now, next));
            case POOL -> onThePool(parts(now, next));
        }
        return next;
    }

    private List<Runnable> parts(Bodies now, Bodies next) {
        var work = new ArrayList<Runnable>();
        for (int part = 0; part < parts; part++) {
            int from = Math.toIntExact((long) now.count() * part / parts);
            int to = Math.toIntExact((long) now.count() * (part + 1) / parts);
            work.add(() -> now.step(next, from, to));
        }
        return work;
    }

    private void onTheLoop(List<Runnable> work) {
        var over = new CompletableFuture<Void>();
        work.forEach(loop::execute);
        loop.execute(() -> over.complete(null));    // the loop calls in order, so by then all are done
        loop.runUntilComplete(over);
    }

    private static void onVirtualThreads(List<Runnable> work) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAllSuccessfulOrThrow())) {
            work.forEach(scope::fork);
            scope.join();
        }
    }

    private void onThePool(List<Runnable> work) throws InterruptedException {
        var tasks = work.stream().<Callable<Object>>map(Executors::callable).toList();
        for (var done : pool.invokeAll(tasks)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Ends the loop and the pool.
    @Override
    public void close() {
        loop.close();
        pool.close();
    }
}
