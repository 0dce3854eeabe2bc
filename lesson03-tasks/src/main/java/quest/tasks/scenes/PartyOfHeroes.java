package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import quest.stage.Scene;
import quest.stage.Stage;

/// Three heroes fight a dragon, and one of them falls. Sent by an executor, by `allOf`, and in a scope: who is told
/// when, and who fights on for a quest that is lost.
public final class PartyOfHeroes implements Scene {

    private static final Duration ARROW = Duration.ofMillis(1000);
    private static final Duration BLOW = Duration.ofMillis(700);
    private static final int BLOWS = 3;
    private static final Duration SPELL = Duration.ofMillis(2800);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        var rows = List.of(
                onAnExecutor(stage, pause),
                withAllOf(stage, pause),
                inAScope(stage, pause));
        victory(stage, pause);

        stage.print("\n" + row("the archer falls", "quest told", "last hero stops"));
        rows.forEach(stage::print);
    }

    /// The threads are the server's: the quest does not end them.
    static String onAnExecutor(Stage stage, Pause pause) throws InterruptedException {
        stage.act("An executor, and get: the quest is over, the fight is not");
        var battle = new Battle(stage, pause, false);
        Duration told;
        try (var server = Executors.newVirtualThreadPerTaskExecutor()) {
            told = battle.tellOutcome(() -> submitAndGet(server, battle));
        } // a courtesy of this scene's: it waits for those who are still out there
        return row("executor", told, battle.lastStop());
    }

    private static int submitAndGet(ExecutorService server, Battle battle)
            throws InterruptedException, ExecutionException {
        var archer = server.submit(battle::archer);
        var knight = server.submit(battle::knight);
        var wizard = server.submit(battle::wizard);
        return archer.get() + knight.get() + wizard.get();
    }

    static String withAllOf(Stage stage, Pause pause) throws InterruptedException {
        stage.act("CompletableFuture.allOf: nobody is told until the last has stopped");
        var battle = new Battle(stage, pause, false);
        Duration told;
        try (var server = Executors.newVirtualThreadPerTaskExecutor()) {
            told = battle.tellOutcome(() -> supplyAndJoin(server, battle));
        }
        return row("allOf", told, battle.lastStop());
    }

    private static int supplyAndJoin(ExecutorService server, Battle battle) {
        var archer = supply(server, battle::archer);
        var knight = supply(server, battle::knight);
        var wizard = supply(server, battle::wizard);
        CompletableFuture.allOf(archer, knight, wizard).join();
        return archer.resultNow() + knight.resultNow() + wizard.resultNow();
    }

    private static CompletableFuture<Integer> supply(ExecutorService server, Callable<Integer> fight) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return fight.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, server);
    }

    static String inAScope(Stage stage, Pause pause) throws InterruptedException {
        stage.act("A scope: the party leaves together");
        var battle = new Battle(stage, pause, false);
        var told = battle.tellOutcome(() -> forkAndJoin(battle));
        return row("scope", told, battle.lastStop());
    }

    private static int forkAndJoin(Battle battle) throws InterruptedException {
        try (var scope = StructuredTaskScope.<Integer>open()) {
            var archer = scope.fork(battle::archer);
            var knight = scope.fork(battle::knight);
            var wizard = scope.fork(battle::wizard);
            scope.join();
            return archer.get() + knight.get() + wizard.get();
        }
    }

    static void victory(Stage stage, Pause pause) throws InterruptedException {
        stage.act("A scope, and nobody falls");
        var battle = new Battle(stage, pause, true);
        battle.tellOutcome(() -> {
            try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
                var heroes = List.<Callable<Integer>>of(battle::archer, battle::knight, battle::wizard);
                heroes.forEach(scope::fork);
                return scope.join().mapToInt(Subtask::get).sum();
            }
        });
    }

    private static String row(String way, Duration told, Duration lastStop) {
        return row(way, Stage.seconds(told), Stage.seconds(lastStop));
    }

    private static String row(String way, String told, String lastStop) {
        return "%-18s%-14s%s".formatted(way, told, lastStop);
    }

    private static final class Fallen extends Exception {
        private Fallen(String hero) {
            super("the " + hero + " has fallen");
        }
    }

    /// What the heroes do, however they were sent.
    private static final class Battle {
        private final Stage stage;
        private final Pause pause;
        private final boolean lucky;
        private final Queue<Duration> stops = new ConcurrentLinkedQueue<>();

        private Battle(Stage stage, Pause pause, boolean lucky) {
            this.stage = stage;
            this.pause = pause;
            this.lucky = lucky;
        }

        private int archer() throws InterruptedException, Fallen {
            return fight("archer", () -> {
                pause.pass("archer", ARROW);
                if (!lucky) {
                    stage.tell("archer", "falls");
                    throw new Fallen("archer");
                }
                stage.tell("archer", "hits the dragon's eye");
                return 20;
            });
        }

        private int knight() throws InterruptedException, Fallen {
            return fight("knight", () -> {
                for (int blow = 1; blow <= BLOWS; blow++) {
                    pause.pass("knight", BLOW);
                    stage.tell("knight", "strikes, %d of %d".formatted(blow, BLOWS));
                }
                return 30;
            });
        }

        private int wizard() throws InterruptedException, Fallen {
            return fight("wizard", () -> {
                pause.pass("wizard", SPELL);
                stage.tell("wizard", "casts the great spell");
                return 50;
            });
        }

        private interface Fight {
            int gold() throws InterruptedException, Fallen;
        }

        private int fight(String hero, Fight fight) throws InterruptedException, Fallen {
            try {
                return fight.gold();
            } catch (InterruptedException e) {
                stage.tell(hero, "hears the retreat, and leaves");
                throw e;
            } finally {
                stops.add(stage.elapsed());
            }
        }

        private interface Quest {
            int gold() throws InterruptedException, ExecutionException;
        }

        /// @return when the quest's outcome was known
        private Duration tellOutcome(Quest quest) throws InterruptedException {
            String outcome;
            try {
                outcome = "brings home %d gold".formatted(quest.gold());
            } catch (ExecutionException | CompletionException | FailedException e) {
                outcome = "is lost: " + e.getCause().getMessage();
            }
            stage.tell("quest", outcome);
            return stage.elapsed();
        }

        private Duration lastStop() {
            return new ArrayList<>(stops).getLast();
        }
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
        return "Party of heroes: when one falls, who tells the others to leave";
    }

    @Override
    public String remark() {
        return """
                With the executor the quest was lost and gone, and two heroes fought on for it:
                tasks that outlive who sent them. allOf let nobody outlive it, by waiting for
                everybody. The scope did both: the first failure interrupts the others, and the
                block is not left before the last of them is. What leaves early is the party,
                together.
                """;
    }
}
