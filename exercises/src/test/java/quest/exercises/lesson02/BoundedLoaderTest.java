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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.lesson02.BoundedLoader.Loaded;

@DisplayName("BoundedLoader")
class BoundedLoaderTest {

    @AutoClose
    private final LoopThread loop = new LoopThread();

    /// The loads that were begun, in order.
    private final List<String> begun = new ArrayList<>();
    private final Map<String, Crate> crates = new LinkedHashMap<>();
    private final BoundedLoader loader = new BoundedLoader(2);
    private final IOException dropped = new IOException("dropped");

    @Nested
    @Points(0.8)
    @DisplayName("At most so many in flight")
    class Limit {

        @Test
        @DisplayName("a load is begun at once when there is room")
        void loadIsBegunAtOnce() {
            load("a");
            assertBegun("A limit of 2, and load(a)", "a");
        }

        @Test
        @DisplayName("its value is passed on")
        void valueIsPassedOn() {
            var a = load("a");
            assertOutcome("a is under way", a, "is still open");
            bring("a");
            assertOutcome("a is there", a, "brought a");
        }

        @Test
        @DisplayName("null is a value")
        void nullIsAValue() {
            var a = load("a");
            crate("a").complete(null);
            assertOutcome("a brought null", a, "brought null");
        }

        @Test
        @DisplayName("no more than the limit are begun")
        void noMoreThanTheLimit() {
            load("a", "b", "c", "d");
            assertBegun("A limit of 2, four loads were asked for, and none is done: 2 in flight, 4 - 2 = 2 in line",
                    "a", "b");
        }

        @Test
        @DisplayName("when one is done, the next begins")
        void nextBeginsWhenOneIsDone() {
            load("a", "b", "c", "d");
            bring("b");
            assertBegun("A limit of 2, and of a, b, c, d, b is done: 2 - 1 + 1 = 2 in flight", "a", "b", "c");
            bring("a");
            assertBegun("A limit of 2, and of a, b, c, d, b and a are done", "a", "b", "c", "d");
        }

        @Test
        @DisplayName("first come, first served")
        void firstComeFirstServed() {
            load("a", "b", "c", "d");
            bring("a");
            load("e");
            bring("b", "c");
            assertBegun("A limit of 2, and a, b, c, d, then e were asked for; a, b, c are done", "a", "b", "c", "d",
                    "e");
        }

        @Test
        @DisplayName("nobody gets in ahead of those who wait")
        void nobodyGetsInAhead() {
            var a = load("a");
            load("b", "c");
            // Called when a settles, which is the moment in which its place is free.
            a.thenRun(() -> loader.load(supplier("d")));
            bring("a");
            assertBegun("""
                    A limit of 2, and c waits in line. a is done, and whoever is told so calls load(d): c was there \
                    first, 2 - 1 + 1 = 2 in flight""", "a", "b", "c");
            bring("b");
            assertBegun("A limit of 2, and after c, d waited in line; b is done, too", "a", "b", "c", "d");
        }

        @Test
        @DisplayName("a load that loads another counts as well")
        void loadThatLoadsAnotherCounts() {
            var one = new BoundedLoader(1);
            loop.begin("load", () -> one.load(() -> {
                one.load(supplier("b"));
                return supplier("a").get();
            }));
            assertBegun("A limit of 1, and while load(a) begins, it calls load(b): a alone makes 1", "a");
            bring("a");
            assertBegun("A limit of 1, load(a) has called load(b), and a is done", "a", "b");
        }

        @Test
        @DisplayName("a limit of one is one after the other")
        void limitOfOne() {
            var one = new BoundedLoader(1);
            loop.begin("load", () -> one.load(supplier("a")));
            loop.begin("load", () -> one.load(supplier("b")));
            assertBegun("A limit of 1, and load(a), load(b)", "a");
            bring("a");
            assertBegun("A limit of 1, and a is done", "a", "b");
        }

        @Test
        @DisplayName("the limit holds for all together")
        void limitIsForAllTogether() {
            load("a");
            loadAll(suppliers("b", "c"));
            load("d");
            assertBegun("A limit of 2, and load(a), loadAll(b, c), load(d)", "a", "b");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("A failure gives its place back")
    class Failures {

        @Test
        @DisplayName("a failure is passed on")
        void failureIsPassedOn() {
            var a = load("a");
            crate("a").completeExceptionally(dropped);
            assertFails("a failed", a, dropped);
        }

        @Test
        @DisplayName("without the wrapper around it")
        void wrapperIsTakenOff() {
            var a = load("a");
            crate("a").completeExceptionally(new CompletionException(dropped));
            assertFails("a failed with a CompletionException, as a future does that was made of another", a, dropped);
        }

        @Test
        @DisplayName("after a failure the next begins")
        void failureFreesItsPlace() {
            load("a", "b", "c", "d");
            crate("a").completeExceptionally(dropped);
            assertBegun("A limit of 2, and of a, b, c, d, a failed: its place is free, 2 - 1 + 1 = 2 in flight",
                    "a", "b", "c");
            crate("b").completeExceptionally(dropped);
            assertBegun("A limit of 2, and of a, b, c, d, a and b failed", "a", "b", "c", "d");
        }

        @Test
        @DisplayName("a load that throws has failed, and gives its place back")
        void loadThatThrowsFreesItsPlace() {
            var refused = new IllegalStateException("too heavy");
            Supplier<CompletableFuture<String>> heavy = () -> {
                throw refused;
            };
            var results = new ArrayList<CompletableFuture<String>>();
            try {
                for (int i = 0; i < 3; i++) {
                    results.add(loop.begin("load", () -> loader.load(heavy)));
                }
            } catch (RuntimeException thrown) {
                fail("A load threw instead of returning a future. load should still return one. It threw " + thrown,
                        thrown);
            }
            results.forEach(result -> assertFails("A load threw instead of returning a future", result, refused));
            load("a", "b", "c");
            assertBegun("A limit of 2, three loads that threw, and then a, b, c: none of the three is in flight", "a",
                    "b");
        }

        @Test
        @DisplayName("whatever it throws")
        void loadThatThrowsAnErrorHasFailed() {
            var error = new StackOverflowError("the porter thought about thinking");
            var result = loop.<String>begin("load", () -> loader.load(() -> {
                throw error;
            }));
            assertFails("A load threw an Error instead of returning a future", result, error);
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("What is no longer wanted")
    class Cancelled {

        @Test
        @DisplayName("cancelled in line, a load never begins")
        void cancelledInLineNeverBegins() {
            load("a", "b");
            var c = load("c");
            load("d");
            loop.run(() -> c.cancel(true));
            bring("a");
            assertBegun("A limit of 2, c was cancelled while it loop in line, and a is done", "a", "b", "d");
        }

        @Test
        @DisplayName("cancelled in line, it takes no place")
        void cancelledInLineTakesNoPlace() {
            load("a", "b");
            var c = load("c");
            var d = load("d");
            loop.run(() -> c.cancel(true));
            loop.run(() -> d.cancel(true));
            load("e", "f");
            bring("a", "b");
            assertBegun("A limit of 2, c and d were cancelled in line, a and b are done: places for e and f",
                    "a", "b", "e", "f");
        }

        @Test
        @DisplayName("cancelled in flight, it is stopped")
        void cancelledInFlightIsStopped() {
            var a = load("a");
            loop.run(() -> a.cancel(true));
            assertThat(crate("a").cancels).withFailMessage("""
                    The future that load(a) returned was cancelled while a was in flight. So the load's own future \
                    should be cancelled. It was not: it is carried on, for nobody.""").isPositive();
        }

        @Test
        @DisplayName("its place is free when it has stopped, and not before")
        void placeIsFreeWhenTheLoadHasStopped() {
            var a = load("slow a");
            load("b", "c");
            loop.run(() -> a.cancel(true));
            assertBegun("A limit of 2, a was cancelled in flight and has not stopped yet: a and b make 2", "slow a",
                    "b");
            crate("slow a").completeExceptionally(dropped);
            assertBegun("A limit of 2, a was cancelled in flight and has stopped: b and c make 2", "slow a", "b", "c");
        }

        @Test
        @DisplayName("its place is given back once")
        void placeIsFreedOnce() {
            var a = load("a");
            load("b", "c", "d", "e");
            loop.run(() -> a.cancel(true));
            assertBegun("A limit of 2, of a, b, c, d, e, a was cancelled in flight and has stopped: b and c make 2",
                    "a", "b", "c");
        }
    }

    @Nested
    @Points(0.8)
    @DisplayName("Many at once")
    class Many {

        @Test
        @DisplayName("the outcomes are in the order of the arguments")
        void outcomesAreInTheOrderOfTheArguments() {
            var all = loadAll(suppliers("a", "b", "c"));
            bring("b");
            assertOutcome("b is done, a is not", all, "is still open");
            bring("c", "a");
            assertOutcomes("a, b, c were done in the order b, c, a", all,
                    List.of(value("a"), value("b"), value("c")));
        }

        @Test
        @DisplayName("one failure loses nothing but itself")
        void oneFailureLosesNothingElse() {
            var all = loadAll(suppliers("a", "b", "c"));
            crate("b").completeExceptionally(new CompletionException(dropped));
            assertOutcome("b failed, a is not done", all, "is still open");
            bring("a", "c");
            assertOutcomes("b failed (in a wrapper), and a and c are there", all,
                    List.of(value("a"), new Loaded.Failure<>(dropped), value("c")));
        }

        @Test
        @DisplayName("a hundred through two places")
        void loadAllKeepsToTheLimit() {
            var names = new String[100];
            Arrays.setAll(names, i -> "crate " + i);
            var all = loadAll(suppliers(names));
            for (int i = 0; i < names.length; i++) {
                assertThat(begun.size() - i).withFailMessage("""
                        A limit of 2, a hundred loads, %d of them are done: 2 should be in flight, or the last. Yours: \
                        %d.""",
                        i, begun.size() - i).isEqualTo(Math.min(2, names.length - i));
                bring(names[i]);
            }
            assertOutcomes("A hundred loads are done", all,
                    Arrays.stream(names).map(BoundedLoaderTest::value).toList());
        }

        @Test
        @DisplayName("nothing at all is done at once")
        void loadAllOfNothing() {
            assertOutcomes("loadAll of nothing", loadAll(List.of()), List.of());
        }

        @Test
        @DisplayName("a long line of loads that are done at once")
        void longLineDoesNotOverflowTheStack() {
            load("a", "b");
            // A line too short to fill the stack, and long enough to see how it would be filled.
            int count = 500;
            var frames = new ArrayList<Long>();
            var all = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < count; i++) {
                all.add(loop.begin("load", () -> loader.load(() -> {
                    frames.add(StackWalker.getInstance().walk(Stream::count));
                    return CompletableFuture.completedFuture("there");
                })));
            }
            bring("a");
            long there = all.stream().filter(future -> outcome(future).equals("brought there")).count();
            assertThat(there).withFailMessage("""
                    A limit of 2, %d loads in line, each done as soon as it is begun. When a place is free, all of \
                    them should be there in the end. There were %d.""", count, there).isEqualTo(count);
            long more = frames.getLast() - frames.getFirst();
            assertThat(more).withFailMessage("""
                    A limit of 2, %d loads in line, each done as soon as it is begun. The last was begun with %d more \
                    calls on the stack than the first: %d / %d = %d for each load, which stands there until all that \
                    come after it are done. A longer line overflows the \
                    stack.""", count, more, more, count, more / count)
                    .isLessThan(count);
        }
    }

    private static Loaded<String> value(String value) {
        return new Loaded.Value<>(value);
    }

    private CompletableFuture<String> load(String name) {
        return loop.begin("load", () -> loader.load(supplier(name)));
    }

    private void load(String... names) {
        for (String name : names) {
            load(name);
        }
    }

    private CompletableFuture<List<Loaded<String>>> loadAll(List<Supplier<CompletableFuture<String>>> all) {
        return loop.begin("loadAll", () -> loader.loadAll(all));
    }

    private List<Supplier<CompletableFuture<String>>> suppliers(String... names) {
        return Arrays.stream(names).map(this::supplier).toList();
    }

    private Supplier<CompletableFuture<String>> supplier(String name) {
        return () -> {
            loop.enter("began a load");
            begun.add(name);
            var crate = new Crate(name);
            crates.put(name, crate);
            return crate;
        };
    }

    private Crate crate(String name) {
        loop.assertRulesKept();
        assertThat(crates).withFailMessage("The load '%s' should be in flight by now. Begun so far: %s.", name, begun)
                .containsKey(name);
        return crates.get(name);
    }

    private void bring(String... names) {
        for (String name : names) {
            crate(name).complete(name);
        }
    }

    private void assertBegun(String when, String... expected) {
        loop.assertRulesKept();
        assertThat(begun).withFailMessage("%s. Expected to be begun: %s. Yours: %s.", when, Arrays.toString(expected),
                begun)
                .containsExactly(expected);
    }

    private void assertOutcome(String when, CompletableFuture<?> result, String expected) {
        loop.assertRulesKept();
        assertThat(outcome(result)).withFailMessage("%s. Expected of the future: it %s. Yours: it %s.", when, expected,
                outcome(result)).isEqualTo(expected);
    }

    private void assertOutcomes(String when, CompletableFuture<List<Loaded<String>>> all,
            List<Loaded<String>> expected) {
        assertOutcome(when, all, "brought " + expected);
        assertThat(all.resultNow()).isEqualTo(expected);
    }

    private void assertFails(String when, CompletableFuture<?> result, Throwable expected) {
        loop.assertRulesKept();
        var seen = new ArrayList<Throwable>();
        result.whenComplete((_, failure) -> seen.add(failure));
        if (seen.isEmpty() || seen.getFirst() == null) {
            fail("%s. The future should have failed with %s. It %s.", when, expected, outcome(result));
        }
        assertThat(seen.getFirst())
                .withFailMessage("%s. The future should fail with that very object, %s. Yours failed with %s.",
                when, expected, seen.getFirst()).isSameAs(expected);
    }

    /// A load that settles when the test says so. One whose name begins with 'slow' takes a moment to stop when it is
    /// cancelled.
    private final class Crate extends Later<String> {

        private final String name;
        private int cancels;

        private Crate(String name) {
            super(loop);
            this.name = name;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (isDone()) {
                return false;
            }
            cancels++;
            return !name.startsWith("slow") && super.cancel(mayInterrupt);
        }
    }
}
