package quest.exercises.lesson00;

import static quest.exercises.Todo.todo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// What learners' code does at times. Lesson 0 is not part of the course: its tests are made to go wrong, and the tests
/// of the kit run them to see what the kit makes of it.
final class Answers {
    private Answers() {
    }

    static void notStarted() {
        throw todo("the part that is missing");
    }

    static void notStartedOn(Thread.Builder builder) throws InterruptedException {
        builder.start(Answers::notStarted).join();
    }

    static CompletableFuture<Void> notStartedInAFuture() {
        return CompletableFuture.runAsync(Answers::notStarted);
    }

    static void throwsNullPointer() {
        Object nothing = null;
        nothing.hashCode();
    }

    /// Stands for code that collects for ever, which on a machine with much memory takes its time.
    static void runsOutOfMemory() {
        throw new OutOfMemoryError("Java heap space");
    }

    static void spinsAndSwallowsInterrupts() {
        boolean interrupted = false;
        while (true) {
            interrupted |= Thread.interrupted();
            if (interrupted && System.nanoTime() == 0) {
                return;
            }
        }
    }

    /// Two threads, "left" and a virtual one, which wait for each other for ever; and the caller, who waits for them.
    static void deadlocks() throws InterruptedException {
        Object sword = new Object();
        Object shield = new Object();
        var bothHold = new CountDownLatch(2);
        Thread left = Thread.ofPlatform().daemon().name("left").start(() -> takeBoth(sword, shield, bothHold));
        Thread.ofVirtual().name("right").start(() -> takeBoth(shield, sword, bothHold));
        left.join();
    }

    private static void takeBoth(Object first, Object second, CountDownLatch bothHold) {
        synchronized (first) {
            bothHold.countDown();
            try {
                bothHold.await();
            } catch (InterruptedException e) {
                return;
            }
            synchronized (second) {
                first.notifyAll();
            }
        }
    }

    static void endsTheJvm() {
        System.exit(0);
    }

    static void haltsTheJvm() {
        Runtime.getRuntime().halt(0);
    }
}
