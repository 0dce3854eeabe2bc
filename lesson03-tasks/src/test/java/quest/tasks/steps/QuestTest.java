package quest.tasks.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.eventloop.EventLoop;
import quest.eventloop.LoopClock;
import quest.futures.Futures;

/// One test for the quest in all its styles.
class QuestTest {

    // Not virtual: in virtual time the loop would not wait for the thread of the third style.
    private final EventLoop loop = EventLoop.builder().clock(LoopClock.faster(1000)).build();
    private final List<String> trail = new CopyOnWriteArrayList<>();

    static Stream<Quest> styles() {
        return Stream.of(new QuestByCallbacks(), new QuestByCoroutine(), new QuestByVirtualThread());
    }

    /// A dragon that falls at the third strike, and places that may not be reached.
    private final class Kingdom implements Land {
        private final String unreachable;
        private int strikes;

        private Kingdom(String unreachable) {
            this.unreachable = unreachable;
        }

        @Override
        public CompletableFuture<Void> walkTo(String place) {
            return step("walk to " + place, 300, () -> {
                if (place.equals(unreachable)) {
                    throw new IllegalStateException("the bridge to " + place + " is gone");
                }
            });
        }

        @Override
        public CompletableFuture<Boolean> strike() {
            return step("strike", 100, () -> { }).thenApply(_ -> ++strikes == 3);
        }

        @Override
        public CompletableFuture<Void> stableTheHorse() {
            return step("stable", 50, () -> { });
        }

        private CompletableFuture<Void> step(String what, long millis, Runnable trouble) {
            trail.add(what);
            return CompletableFuture.supplyAsync(() -> Futures.delay(loop, Duration.ofMillis(millis)), loop)
                    .thenCompose(delay -> delay).thenRun(trouble).thenRun(() -> trail.add(what + " done"));
        }
    }

    private int play(Quest quest, String unreachable) {
        return loop.runUntilComplete(quest.begin(loop, new Kingdom(unreachable)));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @MethodSource("styles")
    void itStrikesUntilTheDragonFallsAndGoesHome(Quest quest) {
        assertThat(play(quest, "nowhere")).isEqualTo(3);

        assertThat(trail).containsExactly("walk to dragon", "walk to dragon done", "strike", "strike done", "strike",
                "strike done", "strike", "strike done", "walk to home", "walk to home done", "stable", "stable done");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void theHorseIsStabledAlsoWhenTheQuestFails(Quest quest) {
        assertThatThrownBy(() -> play(quest, "home")).satisfies(thrown -> assertThat(
                Futures.cause(thrown)).hasMessage("the bridge to home is gone"));

        assertThat(trail).endsWith("strike done", "walk to home", "stable", "stable done");
    }
}
