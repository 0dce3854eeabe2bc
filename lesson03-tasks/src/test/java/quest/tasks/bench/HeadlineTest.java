package quest.tasks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;
import quest.tasks.physics.Bodies;

/// Every style of the headline does all of the work, and its ideal is what it could be. How long it really takes is not
/// asked here.
class HeadlineTest {

    private static final int AS_FAST_AS_IT_GOES = 1_000_000;

    static List<String> styles() {
        return List.of("inSequence", "threadPool", "platformThreads", "completableFuture", "virtualThreads",
                "coroutines");
    }

    static Stream<Arguments> everythingSmallInEveryStyle() {
        return styles().stream().flatMap(style -> Stream.of(Arguments.of(style, "actions5", 20),
                Arguments.of(style, "tournament9", 32), Arguments.of(style, "chat7", 7),
                Arguments.of(style, "dashboard", 4)));
    }

    @ParameterizedTest
    @MethodSource("everythingSmallInEveryStyle")
    void everyWaitIsWaitedFor(String style, String what, int waits) throws Exception {
        try (var way = HeadlineStyle.named(style, EventLoop::new)) {
            assertThat(Workload.waiting(what, AS_FAST_AS_IT_GOES).perform(way)).isEqualTo(waits);
        }
    }

    @ParameterizedTest
    @CsvSource({"actions100, 42500", "actions1000, 425000", "tournament1000, 424575", "chat100, 30000",
            "dashboard, 570"})
    void inSequenceTheIdealIsTheSum(String what, long millis) {
        var inSequence = new HeadlineStyle.InSequence();
        assertThat(Workload.waiting(what, 1).ideal(inSequence)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"actions100, 200", "actions1000, 200", "tournament1000, 2000", "chat100, 300", "dashboard, 200"})
    void togetherTheIdealIsTheLongestWaitOfEachRound(String what, long millis) {
        for (var style : List.of("platformThreads", "completableFuture", "virtualThreads", "coroutines")) {
            try (var way = HeadlineStyle.named(style, EventLoop::new)) {
                assertThat(Workload.waiting(what, 1).ideal(way)).as(style).isEqualTo(Duration.ofMillis(millis));
            }
        }
    }

    @Test
    void onAPoolTheIdealIsThatOfTheThreadThatIsLast() {
        try (var pool = new HeadlineStyle.ThreadPool()) {
            assertThat(Workload.waiting("dashboard", 1).ideal(pool)).as("four waits, eight threads")
                    .isEqualTo(Duration.ofMillis(200));
            assertThat(Workload.waiting("chat100", 1).ideal(pool)).as("thirteen waits for four of the threads")
                    .isEqualTo(Duration.ofMillis(13 * 300));
            assertThat(Workload.waiting("actions2", 1).ideal(pool)).as("eight waits, eight threads")
                    .isEqualTo(Duration.ofMillis(200));
            // Free again after 50, 50, 75, 75, 100, ...: three actions have their waits of 100, 50, 75 and 200 then.
            assertThat(Workload.waiting("actions3", 1).ideal(pool)).isEqualTo(Duration.ofMillis(75 + 200));
        }
    }

    @ParameterizedTest
    @CsvSource({"actions1000, 200", "tournament1000, 2000", "chat100, 300", "dashboard, 200"})
    void onALoopInVirtualTimeTheIdealIsReached(String what, long millis) throws Exception {
        for (var style : List.of("completableFuture", "coroutines")) {
            var clock = new VirtualClock();
            try (var way = HeadlineStyle.named(style, () -> EventLoop.builder().clock(clock).build())) {
                var work = Workload.waiting(what, 1);
                assertThat((long) work.perform(way)).as(style).isEqualTo(work.pieces());
                assertThat(Duration.ofNanos(clock.nanoTime())).as(style).isEqualTo(Duration.ofMillis(millis));
            }
        }
    }

    @Test
    void aTournamentHasAMatchForEveryoneWhoDropsOut() {
        var rounds = Workload.waiting("tournament1000", 1).rounds();
        var matches = rounds.stream().map(round -> round.actions().size()).toList();
        assertThat(matches).containsExactly(500, 250, 125, 62, 31, 16, 8, 4, 2, 1);
        assertThat(matches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(999);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyPartIsComputed(String style) throws Exception {
        var now = Bodies.random(50, 3);
        var expected = now.blank();
        now.step(expected, 0, 50);

        var next = now.blank();
        var parts = new ArrayList<Runnable>();
        for (int i = 0; i < 10; i++) {
            int from = 5 * i;
            parts.add(() -> now.step(next, from, from + 5));
        }
        try (var way = HeadlineStyle.named(style, EventLoop::new)) {
            assertThat(Workload.computing(parts).perform(way)).isEqualTo(10);
        }
        assertThat(next.sameAs(expected)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"inSequence, 1", "threadPool, 8", "platformThreads, 64", "completableFuture, 1", "virtualThreads, 64",
            "coroutines, 1"})
    void aStyleThatHasOneThreadKeepsOneProcessorBusy(String style, int busy) {
        try (var way = HeadlineStyle.named(style, EventLoop::new)) {
            assertThat(way.busy(64)).isEqualTo(busy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"actions", "tournament", "dragons100", "100", ""})
    void whatThereIsNotIsSaid(String what) {
        assertThatThrownBy(() -> Workload.waiting(what, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not " + what);
    }

    @Test
    void eachOfTheTwoClassesHasItsOwnStyles() {
        var inTurn = new HeadlineBenchmark.InTurn();
        inTurn.style = "coroutines";
        assertThatThrownBy(inTurn::open).hasMessageContaining("inSequence or threadPool");
        var together = new HeadlineBenchmark.Together();
        together.style = "inSequence";
        assertThatThrownBy(together::open).hasMessageContaining("coroutines");
    }

    @ParameterizedTest
    @CsvSource({"inSequence, 2.125", "threadPool, 0.4"})
    void theBenchmarkCountsTheIdealOfWhatItDoes(String style, double millis) throws Exception {
        var benchmark = new HeadlineBenchmark.InTurn();
        benchmark.style = style;
        benchmark.what = "actions5";
        benchmark.scale = 1000;
        benchmark.open();
        try {
            var ideal = new Ideal();
            assertThat(benchmark.run(ideal)).isEqualTo(20);
            assertThat(benchmark.run(ideal)).isEqualTo(20);
            assertThat(ideal.timesIdeal).as("of two runs").isEqualTo(2 * millis);
        } finally {
            benchmark.close();
        }
    }

    @Test
    void thePeakIsReadWhereLinuxSaysIt() {
        assertThat(PeakMemoryProfiler.peak("VmPeak:\t 999 kB\nVmHWM:\t   81424 kB\nVmRSS:\t 5 kB\n"))
                .hasValue(81424L * 1024);
        assertThat(PeakMemoryProfiler.peak("Name:\tjava\n")).isEmpty();
    }
}
