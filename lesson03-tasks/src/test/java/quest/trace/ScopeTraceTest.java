package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.junit.jupiter.api.Test;
import quest.eventloop.LoopClock;
import quest.trace.Trace.Event;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// Here and not in lesson 1, since scopes are a preview: that threads are drawn by scope, and who waits for whom.
class ScopeTraceTest {

    private final Trace trace = new Trace(LoopClock.system());

    private static void awaitLook(ThreadTracer tracer) {
        int seen = tracer.looks();
        while (tracer.looks() < seen + 2) {     // the first may have begun before
            Thread.onSpinWait();
        }
    }

    @Test
    void threadsOfAScopeStandTogetherAndItsOwnerWaitsForThem() throws Exception {
        var home = new CountDownLatch(1);
        var there = new CountDownLatch(1);
        var owner = new CompletableFuture<Thread>();
        var tracer = ThreadTracer.start(trace);
        trace.begin();
        try (var raid = StructuredTaskScope.open(Joiner.awaitAll(), config -> config.withName("raid")
                .withThreadFactory(Thread.ofVirtual().name("ann").factory()))) {
            raid.fork(() -> {
                owner.complete(Thread.currentThread());
                try (var scouts = StructuredTaskScope.open(Joiner.awaitAll(), config -> config.withName("scouts")
                        .withThreadFactory(Thread.ofVirtual().name("bob").factory()))) {
                    scouts.fork(() -> {
                        there.countDown();
                        home.await();
                        return null;
                    });
                    return scouts.join();
                }
            });
            there.await();
            while (owner.join().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            awaitLook(tracer);
            home.countDown();
            raid.join();
        } finally {
            tracer.stop(Map.of());
        }

        var ann = new Lane("raid", "ann");
        var bob = new Lane("raid / scouts", "bob");
        assertThat(trace.events()).extracting(Event::lane).contains(ann, bob);
        assertThat(trace.events()).anySatisfy(event -> {
            assertThat(event.lane()).isEqualTo(ann);
            assertThat(event.kind()).isEqualTo(Kind.WAITING);
            assertThat(event.name()).isEqualTo("StructuredTaskScope.join");
            assertThat(event.details()).containsEntry("waits for", "bob")
                    .containsEntry("forked in a scope of", Thread.currentThread().getName());
        });
    }
}
