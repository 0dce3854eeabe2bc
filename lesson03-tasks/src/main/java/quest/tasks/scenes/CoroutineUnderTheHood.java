package quest.tasks.scenes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import quest.eventloop.EventLoop;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.tasks.coroutine.Coroutine;
import quest.tasks.coroutine.Resumable;

/// What `await` is made of: code that can stop in the middle and be resumed; then the same on the loop; then what
/// must not be held meanwhile.
public final class CoroutineUnderTheHood implements Scene {

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("Stop, and go on: a continuation, resumed by hand");
        stopAndGoOn(stage);

        stage.act("Await: the loop resumes whoever has what he waited for");
        var scout = Coroutine.start(loop, "scout", () -> ride(stage));
        var smith = Coroutine.start(loop, "smith", () -> forge(stage));
        runUntilEnded(loop, scout, smith);

        stage.act("Cancelled where he waits");
        var prisoner = Coroutine.start(loop, "prisoner", () -> wait(stage));
        loop.schedule(prisoner::cancel, Duration.ofSeconds(1));
        runUntilEnded(loop, prisoner);

        stage.act("A lock across an await keeps nobody out");
        var vault = new ReentrantLock();
        runUntilEnded(loop, Coroutine.start(loop, "keeper", () -> count(stage, vault, "keeper")),
                Coroutine.start(loop, "thief", () -> count(stage, vault, "thief")));
    }

    private static void stopAndGoOn(Stage stage) {
        var knight = new Resumable(() -> {
            stage.tell("knight", "draws his sword");
            strike(stage);
            stage.tell("knight", "sheathes it");
        });
        while (knight.resume()) {
            stage.tell("main", "has the thread; the knight has stopped inside " + innermost(knight.stack()));
        }
        stage.tell("main", "the knight is done");
    }

    private static void strike(Stage stage) {
        for (int blow = 1; blow <= 2; blow++) {
            stage.tell("knight", "strikes: blow " + blow);
            Resumable.suspend();
        }
    }

    private static String innermost(List<StackTraceElement> stack) {
        return stack.stream().filter(frame -> frame.getClassName().equals(CoroutineUnderTheHood.class.getName()))
                .findFirst().orElseThrow().getMethodName();
    }

    private static void ride(Stage stage) {
        for (var place : List.of("bridge", "forest", "castle")) {
            Coroutine.sleep(Duration.ofSeconds(1));
            stage.tell("scout", "is at the " + place);
        }
    }

    private static void forge(Stage stage) {
        Coroutine.sleep(Duration.ofMillis(1500));
        stage.tell("smith", "the blade glows");
        Coroutine.sleep(Duration.ofMillis(1000));
        stage.tell("smith", "the sword is done");
    }

    private static void wait(Stage stage) {
        try {
            stage.tell("prisoner", "waits for ten years");
            Coroutine.sleep(Duration.ofDays(3650));
            stage.tell("prisoner", "is free");
        } finally {
            stage.tell("prisoner", "finally: leaves the cell tidy");
        }
    }

    private static void count(Stage stage, ReentrantLock vault, String who) {
        vault.lock();
        try {
            stage.tell(who, "locked the vault and counts, alone as he thinks");
            Coroutine.sleep(Duration.ofSeconds(1));
            stage.tell(who, "is done counting; holds of the lock: " + vault.getHoldCount());
        } finally {
            vault.unlock();
        }
    }

    /// A cancelled one has ended as well.
    private static void runUntilEnded(EventLoop loop, Coroutine<?>... coroutines) {
        for (var coroutine : coroutines) {
            loop.runUntilComplete(coroutine.future().exceptionally(failure -> {
                if (failure instanceof CancellationException) {
                    return null;
                }
                throw new CompletionException(failure);
            }));
        }
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "Coroutine under the hood: straight-line code that stops, and goes on";
    }

    @Override
    public String remark() {
        return """
                A coroutine's stack is set aside where it stops, and laid back when it goes on:
                no state machine, no callback. Everybody ran on one thread, and took turns only
                at an await. A lock belongs to the thread, so the thief walked through it: hold
                no lock, monitor or scoped value across an await.
                """;
    }
}
