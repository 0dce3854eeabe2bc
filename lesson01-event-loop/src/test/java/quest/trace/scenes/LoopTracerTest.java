package quest.trace.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quest.eventloop.EventLoop;
import quest.eventloop.VirtualClock;
import quest.trace.SceneTracer;
import quest.trace.Trace;
import quest.trace.Trace.Event;
import quest.trace.Trace.Kind;

/// In virtual time, so that every slice is where it must be. Times of the trail are in milliseconds. (The package is one of
/// scenes, whose code is named in details; that of the machinery is not.)
class LoopTracerTest {

    private final VirtualClock clock = new VirtualClock();
    private final Trace trace = new Trace(clock);
    private final SceneTracer tracer = new SceneTracer(trace);
    private final EventLoop loop = EventLoop.builder().clock(clock).listener(tracer.newLoop()).build();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aTimerIsAWaitOfTheHeroAndThenACallOfTheLoop() {
        after(100, () -> {
            tracer.told("ann", "jumps");
            busy(20);
        });
        run(200);

        assertThat(trail("ann")).containsExactly("moment 100 jumps", "waiting 0-100 waits",
                "running 100-120 LoopTracerTest.aTimerIsAWaitOfTheHeroAndThenACallOfTheLoop");
        assertThat(trail("loop")).startsWith("running 100-120 ann");
    }

    @Test
    void whatIsDueWhileTheLoopIsBusyIsLateAndSaysBecauseOfWhom() {
        after(100, () -> {
            tracer.told("troll", "thinks");
            busy(250);
        });
        after(150, () -> tracer.told("ann", "jumps"));
        run(400);

        assertThat(trail("ann")).startsWith("moment 350 jumps", "waiting 0-150 waits",
                "late 150-350 is late: the loop is busy");
        assertThat(details("is late: the loop is busy")).containsEntry("late by", "200.000 ms")
                .containsEntry("deadline", "150.000 ms").containsEntry("meanwhile", "the loop was in troll for 200.000 ms");
    }

    @Test
    void whatIsLateWhileTheLoopDoesNothingIsNotTheLoopsFault() {
        after(10, () -> tracer.told("ann", "jumps"));
        busy(50);
        run(60);

        assertThat(trail("ann")).startsWith("moment 50 jumps", "waiting 0-10 waits", "late 10-50 is late");
        assertThat(details("is late")).containsEntry("late by", "40.000 ms").doesNotContainKey("meanwhile");
    }

    @Test
    void aCallThatTakesMoreThan100MillisecondsBlocksTheLoop() {
        after(0, () -> busy(101));
        after(200, () -> busy(100));
        run(400);

        assertThat(trail("loop")).startsWith("running 0-101 LoopTracerTest: blocks the loop",
                "running 200-300 LoopTracerTest");
        assertThat(details("LoopTracerTest: blocks the loop")).containsEntry("blocks the loop", "for 101.000 ms");
    }

    @Test
    void whatTheLoopIsAskedForAfterTellingOfAHeroIsTheHeros() {
        tracer.told("loader", "begins to load");
        after(70, () -> { });
        run(100);

        assertThat(trail("loader")).startsWith("moment 0 begins to load", "waiting 0-70 waits",
                "running 70-70 LoopTracerTest");
    }

    @Test
    void whatNobodyTellsOfIsTheLoopsAlone() {
        after(70, () -> { });
        run(100);

        assertThat(trace.events()).extracting(event -> event.lane().group()).containsOnly(Trace.LOOPS);
    }

    @Test
    void aCallInWhichTwoAreToldOfIsOnBothLanes() {
        after(10, () -> {
            tracer.told("ann", "throws");
            tracer.told("bob", "catches");
            busy(5);
        });
        run(20);

        assertThat(trail("ann")).contains("waiting 0-10 waits", "moment 10 throws").anyMatch(line -> line.contains("10-15"));
        assertThat(trail("bob")).contains("waiting 0-10 waits", "moment 10 catches").anyMatch(line -> line.contains("10-15"));
        assertThat(trail("loop")).startsWith("running 10-15 ann, bob");
    }

    @Test
    void ofWaitsThatOverlapEachShowsFromTheEndOfTheOneBefore() {
        after(10, () -> tracer.told("ann", "one"));
        after(30, () -> tracer.told("ann", "two"));
        run(40);

        assertThat(trail("ann").stream().filter(line -> line.startsWith("waiting")))
                .containsExactly("waiting 0-10 waits", "waiting 10-30 waits");
    }

    @Test
    void theSameCallbackScheduledTwiceIsTwoWaitsAndACancelledOneIsNone() {
        Runnable jump = () -> tracer.told("ann", "jumps");
        var cancelled = loop.schedule(jump, Duration.ofMillis(10));
        loop.schedule(jump, Duration.ofMillis(50));
        loop.schedule(jump, Duration.ofMillis(70));
        cancelled.cancel();
        run(100);

        assertThat(trail("ann").stream().filter(line -> !line.startsWith("running"))).containsExactly("moment 50 jumps",
                "waiting 0-50 waits", "moment 70 jumps", "waiting 50-70 waits");
        assertThat(details("waits")).containsEntry("late by", "0.000 ms");
        assertThat(trail("loop")).startsWith("moment 0 timer cancelled");
    }

    @Test
    void aPeriodicTimerWaitsAgainAndAgain() {
        loop.scheduleAtFixedRate(() -> tracer.told("drum", "boom"), Duration.ofMillis(10), Duration.ofMillis(20));
        run(60);

        assertThat(trail("drum").stream().filter(line -> line.startsWith("waiting"))).containsExactly("waiting 0-10 waits",
                "waiting 10-30 waits", "waiting 30-50 waits");
    }

    @Test
    void detailsSayWhichCallbackItWasAndWhoScheduledIt() {
        after(10, () -> tracer.told("ann", "jumps"));
        run(20);

        assertThat(details("waits")).containsKeys("callback", "scheduled by", "scheduled at", "deadline", "late by", "thread")
                .containsEntry("callback", "LoopTracerTest.detailsSayWhichCallbackItWasAndWhoScheduledIt");
        assertThat(details("waits").get("scheduled by")).matches("LoopTracerTest\\.after \\(LoopTracerTest\\.java:\\d+\\)");
        assertThat(details("jumps").get("told by"))
                .matches("LoopTracerTest\\.detailsSayWhichCallbackItWas.* \\(LoopTracerTest\\.java:\\d+\\)");
    }

    @Test
    void aCallbackThatSchedulesAnotherIsKnownByItsMethod() {
        after(10, this::act);
        run(20);

        assertThat(trail("loop")).startsWith("running 10-10 LoopTracerTest.act", "running 15-15 LoopTracerTest");
    }

    private void act() {
        after(5, () -> { });
    }

    @Test
    void theEndOfOffloadedWorkIsCalledSo() {
        loop.offload(() -> "found", Runnable::run).thenAccept(_ -> loop.stop());
        loop.run();

        assertThat(trail("loop")).containsExactly("running 0-0 the end of offloaded work");
    }

    @Test
    void aSleepInACallbackIsWithinTheCallOnTheLoopsLane() {
        after(10, () -> {
            long from = trace.now();
            busy(30);
            tracer.slept(from);
        });
        run(50);

        assertThat(trail("loop")).startsWith("waiting 10-40 sleeps",
                "running 10-40 LoopTracerTest.aSleepInACallbackIsWithinTheCallOnTheLoopsLane");
    }

    @Test
    void aThreadsSleepIsTheHerosIfItTellsOfTheHeroBeforeAndAfter() {
        tracer.told("ann", "goes to bed");
        sleep(10);
        tracer.told("ann", "wakes up");
        sleep(20);
        tracer.told("bob", "wakes up");

        assertThat(trail("ann")).containsExactly("moment 0 goes to bed", "waiting 0-10 sleeps", "moment 10 wakes up");
        assertThat(trail("bob")).containsExactly("moment 30 wakes up");
        assertThat(trail(thread())).containsExactly("waiting 0-10 sleeps", "waiting 10-30 sleeps");
    }

    @Test
    void aFullTraceKeepsNoMoreOfAHeroThanTheCount() {
        var full = new Trace(clock, 2);
        var fullTracer = new SceneTracer(full);
        for (int i = 0; i < 5; i++) {
            fullTracer.told("hero " + i, "is here");
        }

        assertThat(full.events()).hasSize(2);
        assertThat(full.dropped()).isEqualTo(3);
    }

    private void after(int millis, Runnable callback) {
        loop.schedule(callback, Duration.ofMillis(millis));
    }

    private void busy(int millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private void sleep(int millis) {
        long from = trace.now();
        busy(millis);
        tracer.slept(from);
    }

    /// Runs the loop for so long, by a callback of its own at the end.
    private void run(int millis) {
        after(millis, loop::stop);
        loop.run();
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    private List<String> trail(String lane) {
        return trace.events().stream().filter(event -> event.lane().name().equals(lane)).map(LoopTracerTest::line).toList();
    }

    private static String line(Event event) {
        var kind = event.kind().toString().toLowerCase();
        return event.kind() == Kind.MOMENT ? "%s %d %s".formatted(kind, millis(event.from()), event.name())
                : "%s %d-%d %s".formatted(kind, millis(event.from()), millis(event.to()), event.name());
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private Map<String, String> details(String name) {
        return trace.events().stream().filter(event -> event.name().equals(name)).findFirst().orElseThrow().details();
    }
}
