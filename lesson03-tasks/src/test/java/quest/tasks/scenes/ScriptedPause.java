package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import quest.stage.Stage;

/// Says of each hero's pauses what must have happened before they end, so that a scene with threads of its own plays in
/// one order on any machine. Remembers the threads that paused. Who has no part in the script sleeps in the stage's
/// time.
final class ScriptedPause implements Pause {

    private static final String FOR_EVER = "for ever";

    private final Stage stage;
    private final Map<String, Queue<List<String>>> script = new ConcurrentHashMap<>();
    private final Queue<String> pausing = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    ScriptedPause(Stage stage) {
        this.stage = stage;
    }

    /// The next pause of `who` ends when each of the lines has been told, as `archer: falls`, or the hero has begun to
    /// pause, as `archer pauses`.
    ScriptedPause on(String who, String... lines) {
        script.computeIfAbsent(who, _ -> new ArrayDeque<>()).add(List.of(lines));
        return this;
    }

    /// The next pause of `who` ends by an interrupt only.
    ScriptedPause forEver(String who) {
        return on(who, FOR_EVER);
    }

    @Override
    public void pass(String who, Duration takes) throws InterruptedException {
        threads.add(Thread.currentThread());
        pausing.add(who + " pauses");
        if (!script.containsKey(who)) {
            stage.sleep(takes);
            return;
        }
        var lines = script.get(who).poll();
        if (lines == null) {
            throw new IllegalStateException("the script has no more pauses for " + who);
        }
        for (var line : lines) {
            await(line);
        }
    }

    private void await(String line) throws InterruptedException {
        if (line.equals(FOR_EVER)) {
            new CountDownLatch(1).await();
        }
        while (!pausing.contains(line) && !told().contains(line)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(100_000); // whatever it takes until the line is there: nothing depends on how long
        }
    }

    List<String> told() {
        return stage.timeline().stream().map(moment -> moment.who().strip() + ": " + moment.what()).toList();
    }

    /// Waits for nobody: a scope is closed when its threads have ended.
    private void assertNoThreadIsLeft() {
        assertThat(threads).filteredOn(thread -> thread != Thread.currentThread() && thread.isAlive())
                .as("threads that outlived the scene").isEmpty();
    }

    /// An executor is closed when its tasks have ended; a thread may need a moment more.
    private void awaitThreads() throws InterruptedException {
        for (var thread : threads) {
            if (thread != Thread.currentThread()) {
                thread.join();
            }
        }
    }

    interface Act {
        void play(Stage stage, Pause pause) throws Exception;
    }

    interface Part {
        void write(ScriptedPause script);
    }

    /// Plays an act by a script, and proves that its threads have ended when it has.
    ///
    /// @return what was told
    static List<String> played(Act act, Part part) throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            var script = new ScriptedPause(stage);
            part.write(script);
            act.play(stage, script);
            script.assertNoThreadIsLeft();
            return script.told();
        }
    }

    /// The same for acts with an executor in them: proves that its threads end and have no more to tell.
    static List<String> playedOnExecutors(Act act, Part part) throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            var script = new ScriptedPause(stage);
            part.write(script);
            act.play(stage, script);
            var told = script.told();
            script.awaitThreads();
            assertThat(script.told()).as("what was told in the end").isEqualTo(told);
            return told;
        }
    }
}
