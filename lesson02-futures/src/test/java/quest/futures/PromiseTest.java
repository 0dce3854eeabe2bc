package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PromiseTest extends LoopTest {

    private final Promise<String> promise = new Promise<>(loop);

    private void listen(String name, Promise<?> to) {
        to.then(value -> trail.add(name + " got " + value), failure -> trail.add(name + " got " + failure.getMessage()));
    }

    private void turn() {
        loop.execute(loop::stop);
        loop.run();
        loop.execute(loop::stop);
        loop.run();
    }

    @Test
    void itIsSettledOnce() {
        assertThat(promise.isSettled()).isFalse();
        assertThat(promise.complete("gold")).isTrue();
        assertThat(promise.complete("silver")).isFalse();
        assertThat(promise.fail(new IOException())).isFalse();
        assertThat(promise.isSettled()).isTrue();
        assertThat(await(promise.toCompletableFuture())).isEqualTo("gold");
    }

    @Test
    void listenersAreToldInOrderThroughTheLoopAndNeverInsideComplete() {
        loop.execute(() -> {
            listen("early", promise);
            promise.complete("gold");
            listen("late", promise);
            trail.add("the completer goes on");
        });
        turn();
        listen("latest", promise);
        turn();

        assertThat(trail).containsExactly("the completer goes on", "early got gold", "late got gold", "latest got gold");
    }

    @Test
    void stepsFollowOneAnother() {
        var length = promise.map(String::toUpperCase).flatMap(loud -> {
            var later = new Promise<Integer>(loop);
            loop.schedule(() -> later.complete(loud.length()), ms(10));
            return later;
        });
        listen("end", length);
        promise.complete("gold");
        loop.schedule(loop::stop, ms(20));
        loop.run();

        assertThat(trail).containsExactly("end got 4");
    }

    @Test
    void aFailureTravelsPastTheStepsToWhoRecovers() {
        var end = promise.map(value -> "never " + value).flatMap(_ -> new Promise<String>(loop))
                .recover(failure -> "instead of " + failure.getMessage())
                .recover(failure -> "never " + failure);
        listen("end", end);
        promise.fail(new IOException("the map"));
        turn();
        turn();

        assertThat(trail).containsExactly("end got instead of the map");
    }

    @Test
    void whatAStepThrowsIsAFailure() {
        listen("map", promise.map(_ -> {
            throw new IllegalStateException("map threw");
        }));
        listen("flatMap", promise.flatMap(_ -> {
            throw new IllegalStateException("flatMap threw");
        }));
        listen("recover", promise.map(_ -> {
            throw new IllegalStateException();
        }).recover(_ -> {
            throw new IllegalStateException("recover threw");
        }));
        promise.complete("gold");
        turn();
        turn();

        assertThat(trail).containsExactly("map got map threw", "flatMap got flatMap threw", "recover got recover threw");
    }

    @Test
    void aListenerThatThrowsIsReportedAndHoldsUpNobody() {
        promise.then(_ -> {
            throw new IllegalStateException("listener");
        }, _ -> { });
        listen("next", promise);
        promise.complete("gold");
        turn();

        assertThat(trail).containsExactly("next got gold");
        assertThat(reported).singleElement().asString().contains("listener");
    }

    @Test
    void aFailureAtWhichNobodyLookedIsReportedWhenTheLoopCloses() {
        promise.map(String::length); // looked at, but its own failure is not
        promise.fail(new IOException("the map"));
        turn();
        assertThat(reported).isEmpty();
        loop.close();

        assertThat(reported).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessageContaining("nobody looked");
            assertThat(failure).hasRootCauseMessage("the map");
        });
    }

    @Test
    void aFailureThatSomebodyLookedAtLateIsNotReported() {
        promise.fail(new IOException("the map"));
        listen("late", promise);
        turn();
        loop.close();

        assertThat(reported).isEmpty();
    }

    @Test
    void anotherThreadIsRefused() {
        var refused = CompletableFuture.supplyAsync(() -> {
            var other = loop.offload(() -> promise.complete("gold"));
            return other;
        }, loop).thenCompose(other -> other);

        assertThatThrownBy(() -> await(refused)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("settling a promise");
    }

    @Override
    void nothingIsLeft() {
        if (!loop.isClosed()) {
            super.nothingIsLeft();
        }
    }
}
