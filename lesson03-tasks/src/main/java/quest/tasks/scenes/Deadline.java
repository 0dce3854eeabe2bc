package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import quest.stage.Scene;
import quest.stage.Stage;

/// The gate closes two seconds after the bell. A timeout on each wait is not a deadline for all of them.
public final class Deadline implements Scene {

    static final Duration GATE = Duration.ofSeconds(2);

    private record Walker(String name, Duration takes) {
    }

    private static final List<Walker> WALKERS = List.of(
            new Walker("ann", Duration.ofMillis(800)),
            new Walker("bob", Duration.ofMillis(1400)),
            new Walker("cid", Duration.ofMillis(3000)));

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        aTimeoutForEachWait(stage, pause, GATE);
        aDeadlineForAll(stage, pause, GATE);
        whoMadeIt(stage, pause, GATE);
        nested(stage, pause, GATE);
    }

    static void aTimeoutForEachWait(Stage stage, Pause pause, Duration patience) throws InterruptedException {
        stage.act("A timeout for each wait: get(2 s), and get(2 s), and get(2 s)");
        try (var server = Executors.newVirtualThreadPerTaskExecutor()) {
            var walks = new ArrayList<Future<String>>();
            for (var walker : WALKERS) {
                walks.add(server.submit(() -> walk(stage, pause, walker)));
            }
            for (var walk : walks) {
                stage.tell("gate", "has let in " + walk.get(realNanos(stage, patience), TimeUnit.NANOSECONDS));
            }
            stage.tell("gate", "closes");
        } catch (ExecutionException | TimeoutException e) {
            stage.tell("gate", "closes: " + e);
        }
    }

    static void aDeadlineForAll(Stage stage, Pause pause, Duration deadline) throws InterruptedException {
        stage.act("A deadline for all: withTimeout(2 s)");
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow(),
                config -> config.withTimeout(real(stage, deadline)))) {
            for (var walker : WALKERS) {
                scope.fork(() -> walk(stage, pause, walker));
            }
            stage.tell("gate", "has let in " + scope.join().map(Subtask::get).collect(Collectors.joining(", ")));
        } catch (StructuredTaskScope.TimeoutException _) {
            stage.tell("gate", "closes, and says no more than that");
        }
    }

    static void whoMadeIt(Stage stage, Pause pause, Duration deadline) throws InterruptedException {
        stage.act("The same deadline, and a look at who made it");
        var walks = new ArrayList<Subtask<String>>();
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(),
                config -> config.withTimeout(real(stage, deadline)))) {
            for (var walker : WALKERS) {
                walks.add(scope.fork(() -> walk(stage, pause, walker)));
            }
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
            stage.tell("gate", "closes");
        }
        for (int i = 0; i < walks.size(); i++) { // after the scope is closed: in it, after a timeout, get() refuses
            var name = WALKERS.get(i).name();
            stage.tell(name, switch (walks.get(i).state()) {
                case SUCCESS -> "is in";
                case FAILED -> "is lost: " + walks.get(i).exception();
                case UNAVAILABLE -> "is left outside";
            });
        }
    }

    static void nested(Stage stage, Pause pause, Duration deadline) throws InterruptedException {
        stage.act("A deadline holds for everything within: cid's mule has all day");
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(),
                config -> config.withTimeout(real(stage, deadline)))) {
            scope.fork(() -> ride(stage, pause));
            scope.join();
        } catch (StructuredTaskScope.TimeoutException _) {
            stage.tell("gate", "closes");
        }
    }

    private static String ride(Stage stage, Pause pause) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow(),
                config -> config.withTimeout(Duration.ofDays(1)))) {
            scope.fork(() -> walk(stage, pause, new Walker("mule", Duration.ofSeconds(10))));
            return scope.join();
        } catch (InterruptedException e) {
            stage.tell("cid", "gets off, when the mule has stopped");
            throw e;
        }
    }

    private static String walk(Stage stage, Pause pause, Walker walker) throws InterruptedException {
        try {
            pause.pass(walker.name(), walker.takes());
        } catch (InterruptedException e) {
            stage.tell(walker.name(), "hears the gate close, and stops");
            throw e;
        }
        stage.tell(walker.name(), "comes to the gate");
        return walker.name();
    }

    /// A scope lives by the system's clock, not by the stage's.
    private static Duration real(Stage stage, Duration duration) {
        return Duration.ofNanos(realNanos(stage, duration));
    }

    private static long realNanos(Stage stage, Duration duration) {
        return stage.clock().toRealNanos(duration.toNanos());
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Deadline: the gate closes two seconds after the bell";
    }

    @Override
    public String remark() {
        return """
                Three waits of 2 s each kept the gate open for 3 s: each timeout began when the
                wait before it had ended. A scope's timeout is one deadline for all that is
                forked in it, and for what is nested in that. It does not only stop waiting, it
                stops the walkers. What was done in time you find in the handles, after the
                scope is closed.
                """;
    }
}
