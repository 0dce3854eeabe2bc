package quest.gameserver.history;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A writer whose disk can be held up, and let go again.
final class HeldWriter extends AbstractExecutorService {

    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final Semaphore disk = new Semaphore(1);

    void hold() {
        disk.acquireUninterruptibly();
    }

    void letGo() {
        disk.release();
    }

    @Override
    public void execute(Runnable work) {
        writer.execute(() -> {
            disk.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                disk.release();
            }
        });
    }

    @Override
    public void shutdown() {
        writer.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return writer.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return writer.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return writer.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return writer.awaitTermination(timeout, unit);
    }
}
