package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static quest.exercises.kit.Later.outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.kit.Timeline;

@DisplayName("GatherInOrder")
class GatherInOrderTest {

    /// What was begun and what was cancelled, in order.
    private final List<String> trail = new ArrayList<>();
    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final IOException lost = new IOException("the messenger lost the way");

    @Nested
    @Points(1)
    @DisplayName("All together, in order")
    class Together {

        @Test
        @DisplayName("all loads are begun at once")
        void allAreBegunAtOnce() {
            var result = gather("map", "music", "monsters");
            assertThat(trail).withFailMessage(() -> """
                    gather was called with three loads, and none is there yet. All three should be under way by now. \
                    Yours: %s. What is begun only when another is there takes 1 + 1 + 1 = 3 s, not max(1, 1, 1) = 1 \
                    s.%s""".formatted(shown(trail), compared(() -> secondAfterSecond(result))))
                    .containsExactlyInAnyOrder("begin map", "begin music", "begin monsters");
        }

        @Test
        @DisplayName("they are begun in their order, each once")
        void loadsAreBegunInOrder() {
            gather("map", "music", "monsters");
            bring("map", "music", "monsters");
            assertTrail("gather was called with map, music, monsters, and all are there",
                    "begin map", "begin music", "begin monsters");
        }

        @Test
        @DisplayName("three loads of one second are there after one second")
        void threeTogetherTakeAsLongAsOne() {
            var timeline = secondAfterSecond(gather("map", "music", "monsters"));
            long seconds = timeline.end();
            assertThat(seconds).withFailMessage("""
                    Three assets of 1 s together: max(1, 1, 1) = 1 s. Yours took %d s%s.%s""", seconds,
                    seconds == 3 ? " = 1 + 1 + 1, so each was begun only when the one before was there"
                            : seconds == 5 ? " and was not done even then" : "", compared(() -> timeline)).isEqualTo(1);
        }

        /// A clockwork of whole seconds: at the end of each, all that was begun a second ago is there.
        private Timeline secondAfterSecond(CompletableFuture<?> result) {
            var timeline = new Timeline("s");
            for (int second = 0; !result.isDone() && second < 5; second++) {
                timeline.until(second + 1);
                for (Load load : List.copyOf(loads.values())) {
                    if (!load.isDone()) {
                        timeline.stretch(load.name, second, second + 1);
                    }
                    load.complete(load.name);
                }
            }
            return timeline;
        }

        private String compared(Callable<Timeline> yours) {
            return Timeline.shown(yours, new Timeline("s").stretch("map", 0, 1).stretch("music", 0, 1)
                    .stretch("monsters", 0, 1));
        }

        @Test
        @DisplayName("gather returns at once")
        void gatherReturnsAtOnce() {
            assertOpen("gather was called, and nothing is there yet", gather("map", "music"));
        }

        @Test
        @DisplayName("it is done when the last is there, not before")
        void settlesOnlyWhenTheLastIsThere() {
            var result = gather("map", "music", "monsters");
            bring("monsters");
            assertOpen("Of map, music and monsters the monsters are there: 1 of 3", result);
            bring("map");
            assertOpen("Of map, music and monsters the map and the monsters are there: 2 of 3", result);
            bring("music");
            assertValues("The music came last: 3 of 3", result, "map", "music", "monsters");
        }

        @Test
        @DisplayName("the values are in the order of the loads")
        void valuesAreInTheOrderOfTheLoads() {
            var result = gather("map", "music", "monsters");
            bring("monsters", "music", "map");
            assertValues("The loads are map, music, monsters; they came in the order monsters, music, map", result,
                    "map", "music", "monsters");
        }

        @Test
        @DisplayName("null is a value")
        void nullIsAValue() {
            var result = gather("map", "music");
            load("music").complete(null);
            bring("map");
            assertValues("The map is there, and the music is null", result, "map", null);
        }

        @Test
        @DisplayName("loads that are there at once")
        void loadsThatAreThereAtOnce() {
            var result = gather(List.<Supplier<CompletableFuture<String>>>of(
                    () -> CompletableFuture.completedFuture("map"), supplier("music"),
                    () -> CompletableFuture.completedFuture("monsters")));
            assertOpen("The map and the monsters were there at once, the music is not there yet", result);
            bring("music");
            assertValues("The map and the monsters were there at once, the music came", result, "map", "music",
                    "monsters");
        }

        @Test
        @DisplayName("no loads make an empty list")
        void noLoadsMakeAnEmptyList() {
            assertValues("gather of no loads, which are all there at once,", gather());
        }
    }

    @Nested
    @Points(1)
    @DisplayName("After a failure, the others are called off")
    class CallOff {

        @Test
        @DisplayName("the failure is passed on, as it is")
        void firstFailureIsPassedOn() {
            var result = gather("map", "music");
            bring("map");
            load("music").completeExceptionally(lost);
            assertFails("The map is there, the music failed", result, lost);
        }

        @Test
        @DisplayName("the others are cancelled at once")
        void othersAreCancelledAtOnce() {
            gather("map", "music", "monsters");
            load("music").completeExceptionally(lost);
            assertCancelled("The music failed, the map and the monsters are still under way", "map", "monsters");
        }

        @Test
        @DisplayName("wherever the failed one stands")
        void whereverTheFailedOneStands() {
            gather("map", "music", "monsters");
            load("monsters").completeExceptionally(lost);
            assertCancelled("The last of three loads failed", "map", "music");
        }

        @Test
        @DisplayName("what is there already need not be cancelled")
        void doneLoadsAreNoMatter() {
            var result = gather("map", "music", "monsters");
            bring("map");
            load("music").completeExceptionally(lost);
            assertThat(load("monsters").isCancelled()).withFailMessage("""
                    The map is there, the music failed: the monsters, still under way, should be cancelled. They are \
                    not.""")
                    .isTrue();
            assertFails("The map is there, the music failed, the monsters were cancelled", result, lost);
        }

        @Test
        @DisplayName("an Error is a failure too")
        void errorIsAFailure() {
            var error = new StackOverflowError("the musician thought about thinking");
            var result = gather("map", "music");
            load("music").completeExceptionally(error);
            assertCancelled("The music failed with an Error", "map");
            assertFails("The music failed with an Error", result, error);
        }

        @Test
        @DisplayName("a wrapper around the failure is taken off")
        void wrapperIsTakenOff() {
            var result = gather("map", "music");
            load("music").completeExceptionally(new CompletionException(lost));
            assertFails("The music failed with a CompletionException, as a future does that was made of another",
                    result, lost);
        }

        @Test
        @DisplayName("a load that throws has failed")
        void loadThatThrowsHasFailed() {
            var refused = new IllegalStateException("no messenger wants to go");
            CompletableFuture<List<String>> result;
            try {
                result = gather(List.<Supplier<CompletableFuture<String>>>of(supplier("map"), () -> {
                    throw refused;
                }));
            } catch (RuntimeException thrown) {
                result = fail("A load threw instead of returning a future. gather should still return one. It threw "
                        + thrown, thrown);
            }
            assertCancelled("The map is under way; the second load did not begin, but threw", "map");
            assertFails("The second load threw", result, refused);
        }

        @Test
        @DisplayName("whatever it throws")
        void loadThatThrowsAnErrorHasFailed() {
            var error = new StackOverflowError("the messenger thought about thinking");
            var result = gather(List.<Supplier<CompletableFuture<String>>>of(supplier("map"), () -> {
                throw error;
            }));
            assertCancelled("The map is under way; the second load did not begin, but threw an Error", "map");
            assertFails("The second load threw an Error", result, error);
        }

        @Test
        @DisplayName("a load that has failed when it is returned")
        void loadThatFailedAtOnce() {
            var result = gather(List.<Supplier<CompletableFuture<String>>>of(
                    () -> CompletableFuture.failedFuture(lost), supplier("map"), supplier("music")));
            loads.forEach((name, load) -> assertThat(load.isCancelled()).withFailMessage("""
                    The first load had failed when it was returned. So '%s', behind it, should not be begun, or be \
                    cancelled. It is under way. So far: %s.""", name, shown(trail)).isTrue());
            assertFails("The first load had failed when it was returned, and no other is under way", result, lost);
        }

        @Test
        @DisplayName("cancelling the result cancels the loads")
        void cancellingTheResultCancelsTheLoads() {
            var result = gather("map", "music", "monsters");
            bring("music");
            loop.run(() -> result.cancel(true));
            assertCancelled("The music is there, and the future that gather returned was cancelled", "map", "monsters");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Nothing stays under way behind its back")
    class Quiet {

        @Test
        @DisplayName("it settles only when all have stopped")
        void settlesOnlyWhenAllHaveStopped() {
            var result = gather("slow map", "music", "slow monsters");
            load("music").completeExceptionally(lost);
            assertOpen("The music failed, the map and the monsters are stopping: 1 of 3 has settled", result);
            load("slow monsters").stop();
            assertOpen("The music failed, the monsters have stopped, the map is stopping: 2 of 3 have settled", result);
            load("slow map").stop();
            assertFails("The music failed, and the others have stopped: 3 of 3", result, lost);
        }

        @Test
        @DisplayName("also when a load did not even begin")
        void settlesOnlyWhenAllHaveStoppedAfterAThrow() {
            var refused = new IllegalStateException("no messenger wants to go");
            var result = gather(List.<Supplier<CompletableFuture<String>>>of(supplier("slow map"), () -> {
                throw refused;
            }));
            assertOpen("The second load threw, the map is stopping: 1 of 2 has settled", result);
            load("slow map").stop();
            assertFails("The second load threw, and the map has stopped: 2 of 2", result, refused);
        }

        @Test
        @DisplayName("a load that somebody else cancelled")
        void loadCancelledBySomebodyElse() {
            var result = gather("map", "music");
            load("music").cancel(true);
            if (!load("map").isCancelled()) {
                bring("map");
            }
            loop.assertRulesKept();
            assertThat(result.isCompletedExceptionally()).withFailMessage("""
                    Somebody else cancelled the music, and the map has settled, too: 2 of 2. There is no list without \
                    the music, so the future should have failed. It %s.""", outcome(result)).isTrue();
        }

        @Test
        @DisplayName("failures after the first are suppressed in it")
        void laterFailuresAreSuppressed() {
            var second = new IOException("the map burnt");
            var third = new StackOverflowError("the monsters ate each other");
            var result = gather("slow map", "music", "slow monsters");
            load("music").completeExceptionally(lost);
            load("slow map").completeExceptionally(new CompletionException(second));
            load("slow monsters").completeExceptionally(third);
            assertFails("The music failed first, then the map, then the monsters", result, lost);
            assertSuppressed("After the music, the map failed (in a wrapper) and the monsters failed: 2 failures",
                    second, third);
        }

        @Test
        @DisplayName("that a load was called off is no failure")
        void cancelledLoadsAreNotSuppressed() {
            var result = gather("map", "music", "slow monsters");
            load("music").completeExceptionally(lost);
            load("slow monsters").stop();
            assertFails("The music failed, and the others were cancelled", result, lost);
            assertSuppressed("The others were cancelled because of it, and did not fail by themselves");
        }

        @Test
        @DisplayName("two loads fail with the same object")
        void sameFailureTwice() {
            var result = gather("slow map", "music");
            load("music").completeExceptionally(lost);
            load("slow map").completeExceptionally(lost);
            assertFails("Both failed with one and the same exception, which cannot suppress itself", result, lost);
            assertSuppressed("Both failed with one and the same exception");
        }

        @Test
        @DisplayName("a value that comes after the failure changes nothing")
        void valueAfterTheFailure() {
            var result = gather("slow map", "music");
            load("music").completeExceptionally(lost);
            bring("slow map");
            assertFails("The music failed, and the map came all the same, instead of stopping", result, lost);
        }

        @Test
        @DisplayName("the last to settle may be the one that fails")
        void lastToFailIsNotForgotten() {
            var result = gather("map", "music", "monsters");
            bring("monsters", "map");
            load("music").completeExceptionally(lost);
            assertFails("The monsters and the map are there, the music failed last", result, lost);
        }
    }

    private CompletableFuture<List<String>> gather(String... names) {
        return gather(Arrays.stream(names).map(this::supplier).toList());
    }

    private CompletableFuture<List<String>> gather(List<Supplier<CompletableFuture<String>>> suppliers) {
        return loop.begin("gather", () -> GatherInOrder.gather(suppliers));
    }

    private Supplier<CompletableFuture<String>> supplier(String name) {
        return () -> {
            loop.enter("began a load");
            trail.add("begin " + name);
            var load = new Load(name);
            loads.put(name, load);
            return load;
        };
    }

    private Load load(String name) {
        loop.assertRulesKept();
        assertThat(loads).withFailMessage("The load '%s' should be under way by now. So far: %s.", name, shown(trail))
                .containsKey(name);
        return loads.get(name);
    }

    private void bring(String... names) {
        for (String name : names) {
            load(name).complete(name);
        }
    }

    private void assertTrail(String when, String... expected) {
        assertThat(trail).withFailMessage("%s. Expected: %s. Yours: %s.", when, shown(List.of(expected)), shown(trail))
                .containsExactly(expected);
    }

    private void assertOpen(String when, CompletableFuture<?> result) {
        loop.assertRulesKept();
        assertThat(result.isDone()).withFailMessage("%s. So it cannot be done. It %s.", when, outcome(result))
                .isFalse();
    }

    private void assertValues(String when, CompletableFuture<List<String>> result, String... expected) {
        loop.assertRulesKept();
        if (result.state() != CompletableFuture.State.SUCCESS) {
            fail("%s. The future should bring %s. It %s.", when, Arrays.toString(expected), outcome(result));
        }
        assertThat(result.resultNow())
                .withFailMessage("%s. The future should bring %s. Yours brought %s.", when, Arrays.toString(expected),
                        result.resultNow())
                .containsExactly(expected);
    }

    private void assertFails(String when, CompletableFuture<?> result, Throwable expected) {
        loop.assertRulesKept();
        var seen = new ArrayList<Throwable>();
        result.whenComplete((_, failure) -> seen.add(failure));
        if (seen.isEmpty() || seen.getFirst() == null) {
            fail("%s. The future should fail with %s. It %s.", when, expected, outcome(result));
        }
        assertThat(seen.getFirst())
                .withFailMessage("%s. The future should fail with that very object, %s. Yours failed with %s.", when,
                        expected,
                        seen.getFirst())
                .isSameAs(expected);
    }

    private void assertCancelled(String when, String... names) {
        loop.assertRulesKept();
        for (String name : names) {
            assertThat(load(name).isCancelled()).withFailMessage("""
                    %s. So '%s' is needed no more, and should be cancelled. It is still under way. So far: %s.""",
                    when, name, shown(trail)).isTrue();
        }
    }

    private void assertSuppressed(String when, Throwable... expected) {
        assertThat(lost.getSuppressed())
                .withFailMessage("%s. Expected to be suppressed in the first failure: %s. Yours: %s.",
                when, Arrays.toString(expected), Arrays.toString(lost.getSuppressed())).containsExactly(expected);
    }

    private static String shown(List<String> trail) {
        return trail.isEmpty() ? "nothing" : String.join(" | ", trail);
    }

    /// A load whose value comes when the test says so. One whose name begins with 'slow' takes a moment to stop when
    /// it is cancelled, as work does that has to put away its tools first.
    private final class Load extends Later<String> {

        private final String name;

        private Load(String name) {
            super(loop);
            this.name = name;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (isDone()) {
                return false;
            }
            trail.add("cancel " + name);
            return !name.startsWith("slow") && super.cancel(mayInterrupt);
        }

        private void stop() {
            assertThat(trail).withFailMessage("'%s' should have been cancelled by now. So far: %s.", name, shown(trail))
                    .contains("cancel " + name);
            completeExceptionally(new CancellationException(name + " has stopped"));
        }
    }
}
