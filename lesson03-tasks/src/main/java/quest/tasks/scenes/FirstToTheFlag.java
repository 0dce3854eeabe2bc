package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.stream.Collectors;
import quest.stage.Scene;
import quest.stage.Stage;

/// Three runners and a flag. First only one has to get there, and one falls into the swamp; then it is all or none.
public final class FirstToTheFlag implements Scene {

    /// @param falls whether the swamp is where the run ends
    record Runner(String name, Duration takes, boolean falls) {
    }

    static final Runner ANN = new Runner("ann", Duration.ofMillis(1400), false);
    static final Runner BOB = new Runner("bob", Duration.ofMillis(600), true);
    static final Runner CID = new Runner("cid", Duration.ofMillis(2200), false);
    static final Runner DORA = new Runner("dora", Duration.ofMillis(600), false);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        anyOf(stage, pause);
        firstSuccess(stage, pause, List.of(ANN, BOB, CID));
        firstSuccess(stage, pause, List.of(BOB, new Runner("ann", ANN.takes(), true)));
        allOrNone(stage, pause, List.of(ANN, BOB, CID));
        allOrNone(stage, pause, List.of(ANN, DORA, CID));
    }

    static void anyOf(Stage stage, Pause pause) {
        stage.act("The first one counts: CompletableFuture.anyOf");
        try (var server = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<CompletableFuture<String>>();
            for (var runner : List.of(ANN, BOB, CID)) {
                runs.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return run(stage, pause, runner);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                }, server));
            }
            try {
                tellWinner(stage, (String) CompletableFuture.anyOf(runs.toArray(CompletableFuture[]::new)).join());
            } catch (CompletionException e) {
                tellNone(stage, e);
            }
        } // waits for those who run on
    }

    static void firstSuccess(Stage stage, Pause pause, List<Runner> runners) throws InterruptedException {
        stage.act("The first to get there: anySuccessfulResultOrThrow, %d runners".formatted(runners.size()));
        try {
            tellWinner(stage, race(stage, pause, runners));
        } catch (FailedException e) {
            tellNone(stage, e);
        }
    }

    private static String race(Stage stage, Pause pause, List<Runner> runners) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            for (var runner : runners) {
                scope.fork(() -> run(stage, pause, runner));
            }
            return scope.join();
        }
    }

    static void allOrNone(Stage stage, Pause pause, List<Runner> runners) throws InterruptedException {
        stage.act("All or none: allSuccessfulOrThrow, with " + runners.stream().map(Runner::name)
                .collect(Collectors.joining(", ")));
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            for (var runner : runners) {
                scope.fork(() -> run(stage, pause, runner));
            }
            stage.tell("flag", "is carried by " + scope.join().map(Subtask::get).collect(Collectors.joining(", ")));
        } catch (FailedException e) {
            tellNone(stage, e);
        }
    }

    private static void tellWinner(Stage stage, String winner) {
        stage.tell("flag", "is in the hand of " + winner);
    }

    private static void tellNone(Stage stage, Exception failed) {
        stage.tell("flag", "stays where it is: " + failed.getCause().getMessage());
    }

    private static String run(Stage stage, Pause pause, Runner runner) throws Exception {
        try {
            pause.pass(runner.name(), runner.takes());
        } catch (InterruptedException e) {
            stage.tell(runner.name(), "is called back");
            throw e;
        }
        if (runner.falls()) {
            stage.tell(runner.name(), "falls into the swamp");
            throw new Exception(runner.name() + " fell into the swamp");
        }
        stage.tell(runner.name(), "gets there");
        return runner.name();
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
        return "First to the flag: the first success, or all or none";
    }

    @Override
    public String remark() {
        return """
                anyOf took the first to end, who had fallen, and let the others run on. The same
                three runners and another joiner make another game: the first success wins, and
                fails only if all fail; all or none fails with the first. Either way whoever is
                no longer needed is called back. Results come in the order of forking, however
                they came in.
                """;
    }
}
