package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("ReadyQueue")
class ReadyQueueTest {

    private final List<String> trail = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private final ReadyQueue queue = new ReadyQueue(reported::add);

    @Nested
    @Points(0.4)
    @DisplayName("Callbacks run in a turn, in order")
    class InOrder {

        @Test
        @DisplayName("add runs nothing")
        void addRunsNothing() {
            queue.add(step("a"));
            assertTrail("After add(a), and before any turn");
        }

        @Test
        @DisplayName("a turn runs what was added")
        void turnRunsWhatWasAdded() {
            queue.add(step("a"));
            runTurn();
            assertTrail("After add(a) and one turn", "a");
        }

        @Test
        @DisplayName("first in, first out")
        void callbacksRunInTheOrderTheyWereAdded() {
            for (String name : List.of("a", "b", "c", "d", "e")) {
                queue.add(step(name));
            }
            runTurn();
            assertTrail("After add(a), add(b), add(c), add(d), add(e) and one turn", "a", "b", "c", "d", "e");
        }

        @Test
        @DisplayName("a turn says how many callbacks it ran")
        void turnSaysHowManyItRan() {
            queue.add(step("a"));
            queue.add(step("b"));
            queue.add(step("c"));
            assertCount("A turn with a, b and c ready", runTurn(), 3);
        }

        @Test
        @DisplayName("a turn with nothing ready runs nothing")
        void emptyTurnRunsNothing() {
            assertCount("A turn of a queue to which nothing was added", runTurn(), 0);
        }

        @Test
        @DisplayName("what has run is gone")
        void whatHasRunIsGone() {
            queue.add(step("a"));
            queue.add(step("b"));
            runTurn();
            assertCount("a and b ran in the first turn, nothing was added since: the second turn", runTurn(), 0);
            assertTrail("After add(a), add(b) and two turns", "a", "b");
        }

        @Test
        @DisplayName("a callback added twice runs twice")
        void callbackAddedTwiceRunsTwice() {
            Runnable a = step("a");
            queue.add(a);
            queue.add(step("b"));
            queue.add(a);
            runTurn();
            assertTrail("After add(a), add(b), add(a) and one turn", "a", "b", "a");
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("A turn is what was ready when it began")
    class OneTurn {

        @Test
        @DisplayName("a callback added during a turn waits for the next")
        void callbackAddedDuringATurnWaitsForTheNext() {
            queue.add(() -> {
                trail.add("a");
                queue.add(step("c"));
            });
            queue.add(step("b"));
            int first = runTurn();
            assertTrail("a and b were ready, and a added c. After the first turn", "a", "b");
            assertCount("That first turn", first, 2);
            int second = runTurn();
            assertTrail("a and b were ready, and a added c. After the second turn", "a", "b", "c");
            assertCount("That second turn", second, 1);
        }

        @Test
        @DisplayName("what is added in a turn stays ahead of what is added after it")
        void whatIsAddedInATurnKeepsItsPlace() {
            queue.add(() -> queue.add(step("c")));
            queue.add(() -> queue.add(step("d")));
            runTurn();
            queue.add(step("e"));
            runTurn();
            assertTrail("The first turn added c, then d; after it came add(e). After the second turn", "c", "d", "e");
        }

        @Test
        @DisplayName("a callback that adds itself again cannot hold the turn")
        void endlessChainRunsOncePerTurn() {
            // A thousand links stand for an endless chain, so that a turn that follows it ends as well, and can be
            // told.
            addChain(1_000);
            int first = runTurn();
            assertThat(first).withFailMessage("""
                    One callback was ready, which adds itself again each time it runs: a turn runs it once. Yours \
                    ran %d callbacks in the first turn, and all that time no timer and no other hero had a chance.""",
                    first).isEqualTo(1);
            assertCount("The second turn", runTurn(), 1);
        }

        @Test
        @DisplayName("a callback that adds itself again runs again")
        void callbackThatAddsItselfRunsAgain() {
            var a = new Runnable[1];
            a[0] = () -> {
                trail.add("a");
                if (trail.size() < 3) {
                    queue.add(a[0]);
                }
            };
            queue.add(a[0]);
            assertCount("a is ready: the first turn", runTurn(), 1);
            assertCount("In the first turn a added itself, the very same callback: the second turn", runTurn(), 1);
            assertTrail("a was ready, and added itself in its first and second run. After the second turn", "a", "a");
        }

        private void addChain(int links) {
            queue.add(() -> {
                if (links > 1) {
                    addChain(links - 1);
                }
            });
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("An exception spoils nothing")
    class Errors {

        private final RuntimeException burnt = new IllegalStateException("the dragon burnt this note");

        @Test
        @DisplayName("the callbacks behind one that throws still run in the same turn")
        void exceptionDoesNotStopTheTurn() {
            queue.add(step("a"));
            queue.add(this::fail);
            queue.add(step("c"));
            runTurn();
            assertTrail("a and c were ready, and between them a callback that throws. After one turn", "a", "c");
        }

        @Test
        @DisplayName("the exception goes to the exception handler")
        void exceptionGoesToTheHandler() {
            queue.add(this::fail);
            runTurn();
            assertThat(reported).withFailMessage("""
                    One callback threw %s: the exception handler should be told of exactly that one. Yours was told \
                    of %s.""",
                    burnt, reported).containsExactly(burnt);
        }

        @Test
        @DisplayName("an Error too")
        void errorDoesNotStopTheTurn() {
            var error = new StackOverflowError("the note referred to itself");
            queue.add(() -> {
                throw error;
            });
            queue.add(step("b"));
            runTurn();
            assertTrail("b was ready, and before it a callback that throws an Error. After one turn", "b");
            assertThat(reported).withFailMessage("""
                    One callback threw %s: the exception handler should be told of exactly that one. Yours was told \
                    of %s.""", error, reported).containsExactly(error);
        }

        @Test
        @DisplayName("a callback that throws counts, and does not come back")
        void failedCallbackCountsAndDoesNotComeBack() {
            queue.add(this::fail);
            queue.add(step("b"));
            assertCount("A turn with one callback that throws and one that does not (1 + 1)", runTurn(), 2);
            assertCount("The turn after it, nothing added since,", runTurn(), 0);
        }

        @Test
        @DisplayName("null is refused when it is added, not when it is run")
        void nullIsRefusedByAdd() {
            queue.add(step("a"));
            assertThatThrownBy(() -> queue.add(null),
                    "add(null): whoever made that mistake should be told at once, by a NullPointerException from add")
                    .isInstanceOf(NullPointerException.class);
            queue.add(step("b"));
            assertCount("add(a), add(null), which was refused, add(b): the turn", runTurn(), 2);
            assertTrail("After that turn", "a", "b");
        }

        private void fail() {
            throw burnt;
        }
    }

    private Runnable step(String name) {
        return () -> trail.add(name);
    }

    private int runTurn() {
        var ran = new int[1];
        assertThatCode(() -> ran[0] = queue.runTurn())
                .as("runTurn should return normally, whatever its callbacks do")
                .doesNotThrowAnyException();
        return ran[0];
    }

    private void assertTrail(String when, String... expected) {
        assertThat(trail)
                .withFailMessage("%s, these should have run: %s. Yours ran: %s.",
                        when, names(List.of(expected)), names(trail))
                .containsExactly(expected);
    }

    private static String names(List<String> callbacks) {
        return callbacks.isEmpty() ? "none" : String.join(", ", callbacks);
    }

    private static void assertCount(String what, int actual, int expected) {
        assertThat(actual)
                .withFailMessage("%s should return %d. Yours returned %d.", what, expected, actual)
                .isEqualTo(expected);
    }
}
