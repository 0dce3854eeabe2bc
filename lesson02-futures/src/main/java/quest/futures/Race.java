package quest.futures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// One call of [Futures#firstSuccess].
final class Race<T> {

    private final List<CompletableFuture<? extends T>> runners;
    private final CancellableFuture<T> result = new CancellableFuture<>();
    private final AtomicInteger running;

    Race(List<? extends CompletableFuture<? extends T>> futures) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("a race needs at least one future, there are none");
        }
        runners = List.copyOf(futures);
        running = new AtomicInteger(runners.size());
    }

    CancellableFuture<T> result() {
        runners.forEach(runner -> runner.whenComplete(this::arrived));
        return result.onCancel(this::cancelRunners);
    }

    private void arrived(T value, Throwable failure) {
        if (failure == null && result.complete(value)) {
            cancelRunners();
        }
        if (running.decrementAndGet() == 0 && !result.isDone()) {
            result.completeExceptionally(new AllFailedException(failures()));
        }
    }

    private List<Throwable> failures() {
        var failures = new ArrayList<Throwable>();
        for (var runner : runners) {
            switch (runner.state()) {
                case FAILED -> failures.add(Futures.cause(runner.exceptionNow()));
                case CANCELLED -> failures.add(new CancellationException());
                case SUCCESS, RUNNING -> throw new AssertionError("all have failed");
            }
        }
        return failures;
    }

    private void cancelRunners() {
        runners.forEach(runner -> runner.cancel(true));
    }
}
