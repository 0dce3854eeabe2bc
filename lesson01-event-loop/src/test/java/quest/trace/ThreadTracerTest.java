package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.eventloop.LoopClock;
import quest.trace.Trace.Event;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// What threads wait for is made by latches and locks here, never by who is quicker.
class ThreadTracerTest {

    @TempDir
    private Path temporary;
    private Path folder;
    private final Trace trace = new Trace(LoopClock.system());

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.resolve("trace"));
    }

    private interface Scene {
        void play() throws Exception;
    }

    private void traced(Map<Long, String> heroes, Scene scene) throws Exception {
        var tracer = ThreadTracer.start(trace, folder);
        trace.begin();
        try {
            scene.play();
        } finally {
            tracer.stop(heroes);
        }
    }

    private void traced(Scene scene) throws Exception {
        traced(Map.of(), scene);
    }

    private List<Event> events(String group, String name) {
        return trace.events().stream().filter(event -> new Lane(group, name).equals(event.lane())).toList();
    }

    private List<Event> waits(String group, String name) {
        return events(group, name).stream().filter(event -> event.kind() == Kind.WAITING).toList();
    }

    private static Runnable uninterrupted(Scene scene) {
        return () -> {
            try {
                scene.play();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoAwaitsALatchIsDrawnWaitingBetweenTwoStretchesOfRunning() throws Exception {
        var gate = new CountDownLatch(1);

        traced(() -> {
            var guard = Thread.ofVirtual().name("guard").start(uninterrupted(gate::await));
            awaitState(guard, Thread.State.WAITING);
            gate.countDown();
            guard.join();
        });

        var waited = waits("virtual threads", "guard").stream()
                .filter(event -> event.name().equals("CountDownLatch.await")).toList();
        assertThat(waited).hasSize(1);
        assertThat(waited.getFirst().details().get("at")).contains("ThreadTracerTest.java:");
        assertThat(waited.getFirst().details().get("thread")).startsWith("virtual ").endsWith("'guard'");
        var kinds = events("virtual threads", "guard").stream().map(Event::kind).toList();
        assertThat(kinds).startsWith(Kind.RUNNING).endsWith(Kind.RUNNING);
    }

    @Test
    void aLaneHasNoTwoSlicesAtTheSameTimeAndNoGap() throws Exception {
        traced(() -> {
            var walker = Thread.ofVirtual().name("walker").start(uninterrupted(() -> {
                for (int step = 0; step < 3; step++) {
                    Thread.sleep(1);
                }
            }));
            walker.join();
        });

        var slices = events("virtual threads", "walker");
        assertThat(slices).filteredOn(slice -> slice.name().startsWith("Thread.sleep")).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 1; i < slices.size(); i++) {
            assertThat(slices.get(i).from()).isEqualTo(slices.get(i - 1).to());
        }
    }

    @Test
    void whoWaitsForALockWaitsAsLongAsItIsHeld() throws Exception {
        var lock = new ReentrantLock();
        var held = new CountDownLatch(1);
        var enough = new CountDownLatch(1);

        traced(() -> {
            var first = Thread.ofVirtual().name("first").start(uninterrupted(() -> {
                lock.lock();
                held.countDown();
                enough.await();
                lock.unlock();
            }));
            held.await();
            var second = Thread.ofVirtual().name("second").start(() -> {
                lock.lock();
                lock.unlock();
            });
            awaitState(second, Thread.State.WAITING);
            enough.countDown();
            first.join();
            second.join();
        });

        var second = waits("virtual threads", "second").stream()
                .filter(event -> event.name().startsWith("ReentrantLock.lock")).findFirst().orElseThrow();
        var first = waits("virtual threads", "first").stream()
                .filter(event -> event.name().startsWith("CountDownLatch.await")).findFirst().orElseThrow();
        assertThat(second.to()).as("the lock is had after its holder has gone on").isGreaterThanOrEqualTo(first.to());
    }

    @Test
    void aPlatformThreadOfTheSceneIsDrawnToo() throws Exception {
        var gate = new CountDownLatch(1);
        traced(() -> {
            var porter = Thread.ofPlatform().name("porter").start(uninterrupted(gate::await));
            awaitState(porter, Thread.State.WAITING);
            gate.countDown();
            porter.join();
        });

        assertThat(waits("threads", "porter")).extracting(Event::name).contains("CountDownLatch.await");
    }

    @Test
    void nobodyIsDrawnButTheScenesThreadsAndWhoPlaysIt() throws Exception {
        traced(() -> Thread.ofVirtual().name("hero").start(uninterrupted(() -> Thread.sleep(1))).join());

        var player = new Lane("threads", Thread.currentThread().getName());
        assertThat(trace.events()).extracting(Event::lane).containsOnly(player, new Lane("virtual threads", "hero"));
    }

    /// Its name was not known to the JDK, but to whoever tells of it.
    @Test
    void aThreadWithoutANameHasThatOfItsHero() throws Exception {
        var started = new CountDownLatch(1);
        var hero = Thread.ofVirtual().unstarted(started::countDown);

        traced(Map.of(hero.threadId(), "archer"), () -> {
            hero.start();
            hero.join();
        });

        assertThat(events("virtual threads", "archer")).isNotEmpty();
    }

    @Test
    void aThreadThatNobodyNamesHasItsNumber() throws Exception {
        var hero = Thread.ofVirtual().unstarted(() -> { });

        traced(() -> {
            hero.start();
            hero.join();
        });

        assertThat(events("virtual threads", "thread " + hero.threadId())).isNotEmpty();
    }

    private static final class Slow {
        static final CountDownLatch CARRIER_KEPT = new CountDownLatch(1);

        private static final class Initialized {
            static final int VALUE = slowly();

            private static int slowly() {
                CARRIER_KEPT.countDown();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                return 1;
            }
        }
    }

    @Test
    void whoKeepsItsCarrierWhileItWaitsIsMarkedAsPinned() throws Exception {
        traced(() -> Thread.ofVirtual().name("pinned")
                .start(() -> assertThat(Slow.Initialized.VALUE).isEqualTo(1)).join());

        assertThat(Slow.CARRIER_KEPT.getCount()).isZero();
        assertThat(waits("virtual threads", "pinned")).anySatisfy(wait -> {
            assertThat(wait.name()).isEqualTo("LockSupport.parkNanos, pinned");
            assertThat(wait.details().get("pinned")).contains("Initialized");
        });
    }

    @Test
    void ofAWaitThatIsNotOverNothingIsInvented() throws Exception {
        var never = new CountDownLatch(1);
        var sleeper = Thread.ofVirtual().name("sleeper").unstarted(uninterrupted(never::await));
        try {
            traced(() -> {
                sleeper.start();
                awaitState(sleeper, Thread.State.WAITING);
            });
        } finally {
            never.countDown();
            sleeper.join();
        }

        assertThat(waits("virtual threads", "sleeper")).extracting(Event::name).doesNotContain("CountDownLatch.await");
        assertThat(events("virtual threads", "sleeper").getLast().name()).isEqualTo("was still there at the end");
    }

    /// The recorder lives by the world's clock, and the trace by the scene's, here a hundred times as fast.
    @Test
    void timesAreTheScenes() throws Exception {
        var fast = new Trace(LoopClock.faster(100));
        var tracer = ThreadTracer.start(fast, folder);
        fast.begin();
        long before = fast.now();
        Thread.ofVirtual().name("sleeper").start(uninterrupted(() -> Thread.sleep(20))).join();
        long after = fast.now();
        tracer.stop(Map.of());

        var sleep = fast.events().stream().filter(event -> event.name().startsWith("Thread.sleep")).findFirst()
                .orElseThrow();
        long tolerance = Duration.ofSeconds(1).toNanos();   // two clocks of the system's may differ by 10 ms
        assertThat(sleep.from()).isGreaterThan(before - tolerance);
        assertThat(sleep.to()).isLessThan(after + tolerance);
        assertThat(sleep.to() - sleep.from()).isGreaterThanOrEqualTo(Duration.ofMillis(1900).toNanos());
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        traced(() -> Thread.ofVirtual().start(() -> { }).join());

        assertThat(folder).doesNotExist();
        assertThat(FlightRecorder.getFlightRecorder().getRecordings()).extracting(Recording::getName)
                .doesNotContain("quest");
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain(ScopeWatch.NAME);
    }
}
