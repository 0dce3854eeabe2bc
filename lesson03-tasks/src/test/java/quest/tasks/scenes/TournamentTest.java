package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.stage.WrongUsage;
import quest.tasks.threads.ThreadDump;
import quest.tasks.threads.ThreadTree;

class TournamentTest {

    private static final int STEPS = 4;

    private final Set<Thread> made = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = task -> {
        var thread = Thread.ofVirtual().unstarted(task);
        made.add(thread);
        return thread;
    };

    @Test
    void aThousandPlayersAreTenRoundsAnd999MatchesAndNoThreadIsLeft() throws Exception {
        var timeline = played(Stage::sleep);

        assertThat(timeline).extracting(Moment::who).filteredOn(who -> who.startsWith("round")).containsExactly(
                "round 1", "round 2", "round 3", "round 4", "round 5", "round 6", "round 7", "round 8", "round 9",
                "round 10");
        assertThat(timeline).extracting(Moment::what).filteredOn(what -> what.contains("players, ")).extracting(
                what -> Integer.parseInt(what.replaceAll(".* (\\d+) match.*", "$1")))
                .containsExactly(500, 250, 125, 62, 31, 16, 8, 4, 2, 1);
        assertThat(timeline).last().extracting(Moment::who).isEqualTo("champion");
        assertThat(made).as("a referee, a thread for each match and four for its steps").hasSize(1 + 999 * (1 + STEPS))
                .noneMatch(Thread::isAlive);
    }

    @Test
    void noStepOfARoundBeginsBeforeTheRoundBeforeItIsOver() throws Exception {
        var begun = new ConcurrentHashMap<Integer, AtomicInteger>();

        played((stage, _) -> {
            int over = (int) stage.timeline().stream().filter(moment -> moment.who().startsWith("round")).count();
            begun.computeIfAbsent(over, _ -> new AtomicInteger()).incrementAndGet();
        }, "--players", "20");

        var steps = new TreeMap<Integer, Integer>();
        begun.forEach((over, count) -> steps.put(over, count.get()));
        assertThat(steps).isEqualTo(Map.of(0, 10 * STEPS, 1, 5 * STEPS, 2, 2 * STEPS, 3, STEPS, 4, STEPS));
    }

    /// All eight steps of the first round are under way when the last of them looks, so they are together; and where
    /// they hang, the dump says.
    @Test
    void matchesAreScopesInTheScopeOfTheirRoundInTheScopeOfTheTournament() throws Exception {
        var underWay = new AtomicInteger();
        var drawn = new CountDownLatch(1);
        var tree = new AtomicReference<ThreadTree>();

        played((_, _) -> {
            if (underWay.incrementAndGet() == 2 * STEPS) {
                tree.set(ThreadTree.below("tournament", ThreadDump.take()));
                drawn.countDown();
            }
            drawn.await();
        }, "--players", "4");

        assertThat(tree.get().draw(_ -> false).replaceAll("(?m)^[ |]*in .*\\R", "")
                .replaceAll("thread \\d+", "thread").replaceAll("(?m)[ |]*in .*$", "").strip().lines()).containsExactly(
                "[tournament]",
                "+-- thread",
                "    +-- [round 1]",
                "        +-- thread",
                "        |   +-- [match 1]",
                "        |       +-- thread",
                "        |       +-- thread",
                "        |       +-- thread",
                "        |       +-- thread",
                "        +-- thread",
                "            +-- [match 2]",
                "                +-- thread",
                "                +-- thread",
                "                +-- thread",
                "                +-- thread");
    }

    @Test
    void theSeedDecidesWhoWinsAndNotWhoIsQuicker() throws Exception {
        var first = played(Stage::sleep, "--players", "64", "--seed", "9").getLast();
        var again = played((_, _) -> { }, "--players", "64", "--seed", "9").getLast();

        assertThat(again.what()).isEqualTo(first.what()).matches("player \\d+");
    }

    @Test
    void aStepThatFailsEndsTheWholeTournament() {
        var steps = new AtomicInteger();
        assertThatThrownBy(() -> played((_, duration) -> {
            if (steps.incrementAndGet() == 10) {
                throw new IllegalStateException("the map is torn");
            }
            Thread.sleep(duration.multipliedBy(10_000));     // until it is cancelled
        }, "--players", "16")).hasRootCauseMessage("the map is torn");

        assertThat(made).noneMatch(Thread::isAlive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--players", "--players 1", "--players 99999999999", "--players ten", "--heroes 3"})
    void wrongNumbersAreExplained(String arguments) {
        assertThatThrownBy(() -> played((_, _) -> { }, arguments.split(" "))).isInstanceOf(WrongUsage.class)
                .hasMessageStartingWith("expected");
    }

    private List<Moment> played(Tournament.Waiting waiting, String... arguments) throws Exception {
        try (var stage = Stage.fastRehearsal(arguments)) {
            new Tournament(threads, waiting).play(stage);
            return stage.timeline();
        }
    }
}
