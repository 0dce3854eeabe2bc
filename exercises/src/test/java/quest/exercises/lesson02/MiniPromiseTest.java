package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.Todo;
import quest.exercises.kit.Points;

@DisplayName("MiniPromise")
class MiniPromiseTest {

    private final Loop loop = new Loop();
    private final MiniPromise<String> sword = new MiniPromise<>(loop);

    /// Who was told what, in order.
    private final List<String> trail = new ArrayList<>();

    private final RuntimeException broken = new IllegalStateException("the blade broke");

    @Nested
    @Points(1)
    @DisplayName("Settled once, told to everybody")
    class Settled {

        @Test
        @DisplayName("a listener is told the value")
        void listenerIsToldTheValue() {
            listen("ada");
            sword.complete("sword");
            loop.run();
            assertTold("Ada asked, then complete(\"sword\"), and the loop has run", "ada: sword");
        }

        @Test
        @DisplayName("a listener is told the failure")
        void listenerIsToldTheFailure() {
            listen("ada");
            sword.fail(broken);
            loop.run();
            assertTold("Ada asked, then fail(%s), and the loop has run".formatted(broken), "ada: failed, " + broken);
        }

        @Test
        @DisplayName("the first call settles it, and returns true")
        void firstCallReturnsTrue() {
            assertReturned("The first complete(\"sword\")", sword.complete("sword"), true);
            assertReturned("On another promise, the first fail(...)", new MiniPromise<String>(loop).fail(broken), true);
        }

        @Test
        @DisplayName("any later call returns false")
        void laterCallsReturnFalse() {
            sword.complete("sword");
            assertReturned("complete(\"axe\") after complete(\"sword\")", sword.complete("axe"), false);
            assertReturned("complete(\"sword\") after complete(\"sword\")", sword.complete("sword"), false);
            assertReturned("fail(...) after complete(\"sword\")", sword.fail(broken), false);
            var shield = new MiniPromise<String>(loop);
            shield.fail(broken);
            assertReturned("complete(\"shield\") after fail(...)", shield.complete("shield"), false);
            assertReturned("fail(...) after fail(...)", shield.fail(broken), false);
        }

        @Test
        @DisplayName("the first value stays")
        void firstValueStays() {
            listen("ada");
            sword.complete("sword");
            sword.complete("axe");
            sword.fail(broken);
            listen("bo");
            loop.run();
            assertTold("""
                    Ada asked, then complete("sword"), complete("axe"), fail(...), then Bo asked: a promise has one \
                    outcome, the first""", "ada: sword", "bo: sword");
        }

        @Test
        @DisplayName("the first failure stays")
        void firstFailureStays() {
            listen("ada");
            sword.fail(broken);
            sword.complete("axe");
            listen("bo");
            loop.run();
            assertTold("Ada asked, then fail(...), complete(\"axe\"), then Bo asked: a promise has one outcome, "
                    + "the first",
                    "ada: failed, " + broken, "bo: failed, " + broken);
        }

        @Test
        @DisplayName("every listener is told, once")
        void everyListenerIsToldOnce() {
            listen("ada");
            listen("bo");
            listen("cy");
            sword.complete("sword");
            loop.run();
            sword.complete("sword");
            loop.run();
            assertTold("Ada, Bo and Cy asked, then complete(\"sword\") twice", "ada: sword", "bo: sword", "cy: sword");
        }

        @Test
        @DisplayName("who asks twice is told twice")
        void whoAsksTwiceIsToldTwice() {
            Consumer<String> onValue = value -> trail.add("ada: " + value);
            Consumer<Throwable> onFailure = failure -> trail.add("ada: failed, " + failure);
            sword.then(onValue, onFailure);
            sword.then(onValue, onFailure);
            sword.complete("sword");
            loop.run();
            assertTold("Ada asked twice, with the same two listeners, then complete(\"sword\")",
                    "ada: sword", "ada: sword");
        }

        @Test
        @DisplayName("null is a value")
        void nullIsAValue() {
            listen("ada");
            assertReturned("The first complete(null)", sword.complete(null), true);
            assertReturned("complete(\"axe\") after complete(null)", sword.complete("axe"), false);
            listen("bo");
            loop.run();
            assertTold("Ada asked, then complete(null), complete(\"axe\"), then Bo asked", "ada: null", "bo: null");
        }

        @Test
        @DisplayName("isSettled says whether it is settled")
        void settledOrNot() {
            assertSettled("A new promise", sword, false);
            sword.complete(null);
            assertSettled("A promise after complete(null)", sword, true);
            var shield = new MiniPromise<String>(loop);
            shield.fail(broken);
            assertSettled("A promise after fail(...)", shield, true);
        }
    }

    @Nested
    @Points(1)
    @DisplayName("Listeners are called through the loop")
    class ThroughTheLoop {

        @Test
        @DisplayName("complete calls nobody")
        void listenerIsNotCalledInsideComplete() {
            listen("ada");
            sword.complete("sword");
            assertTold("Ada asked, and complete(\"sword\") has returned, but the loop has not run yet");
            loop.run();
            assertTold("After that the loop has run", "ada: sword");
        }

        @Test
        @DisplayName("fail calls nobody")
        void listenerIsNotCalledInsideFail() {
            listen("ada");
            sword.fail(broken);
            assertTold("Ada asked, and fail(...) has returned, but the loop has not run yet");
            loop.run();
            assertTold("After that the loop has run", "ada: failed, " + broken);
        }

        @Test
        @DisplayName("who asks late is told as well")
        void lateListenerIsTold() {
            sword.complete("sword");
            loop.run();
            listen("ada");
            loop.run();
            assertTold("complete(\"sword\"), and long after it Ada asked", "ada: sword");
        }

        @Test
        @DisplayName("then calls nobody, however late")
        void lateListenerIsNotCalledInsideThen() {
            sword.complete("sword");
            loop.run();
            listen("ada");
            assertTold("The sword is there, Ada asked, and then has returned, but the loop has not run yet");
            loop.run();
            assertTold("After that the loop has run", "ada: sword");
        }

        @Test
        @DisplayName("who asked first is told first")
        void listenersAreToldInTheOrderTheyAsked() {
            listen("ada");
            listen("bo");
            sword.complete("sword");
            listen("cy");
            listen("di");
            loop.run();
            assertTold("Ada and Bo asked, then complete(\"sword\"), then Cy and Di asked",
                    "ada: sword", "bo: sword", "cy: sword", "di: sword");
        }

        @Test
        @DisplayName("a listener may ask again")
        void listenerMayListenAgain() {
            sword.then(_ -> {
                trail.add("ada: sword");
                listen("ada again");
            }, this::unexpected);
            listen("bo");
            sword.complete("sword");
            loop.run();
            assertTold("Ada asked, and asks again when she is told; Bo asked, too", "ada: sword", "bo: sword",
                    "ada again: sword");
        }

        @Test
        @DisplayName("a listener that throws costs only itself")
        void listenerThatThrowsCostsOnlyItself() {
            var clumsy = new IllegalStateException("ada dropped the sword");
            sword.then(_ -> {
                throw clumsy;
            }, this::unexpected);
            listen("bo");
            completeInPeace();
            loop.run();
            assertTold("Ada asked and throws when she is told. Bo asked after her", "bo: sword");
            assertThat(loop.thrown).withFailMessage("""
                    A listener threw %s. It should get through to the loop, whose exception handler reports it. The \
                    loop heard of: %s.""", clumsy, loop.thrown).containsExactly(clumsy);
        }

        @Test
        @DisplayName("what a listener throws is no failure of the promise")
        void listenerThatThrowsIsNotToldOfAFailure() {
            sword.then(value -> {
                trail.add("ada: " + value);
                throw new IllegalStateException("ada dropped the sword");
            }, failure -> trail.add("ada: failed, " + failure));
            completeInPeace();
            loop.run();
            assertTold("Ada was told the value, and threw an exception: one of the two listeners is called, not both",
                    "ada: sword");
        }

        private void completeInPeace() {
            try {
                sword.complete("sword");
            } catch (RuntimeException thrown) {
                fail("complete(\"sword\") should return normally: what a listener throws is not the smith's business. "
                        + "It threw " + thrown, thrown);
            }
        }

        private void unexpected(Throwable failure) {
            trail.add("onFailure was called with " + failure);
        }
    }

    @Nested
    @Points(1)
    @DisplayName("map: a promise of what a function makes of it")
    class Map {

        @Test
        @DisplayName("map makes a promise of the result")
        void mapMakesAPromiseOfTheResult() {
            listen("length", sword.map(String::length));
            sword.complete("sword");
            loop.run();
            assertTold("map(String::length), then complete(\"sword\")", "length: 5");
        }

        @Test
        @DisplayName("the function runs through the loop")
        void mapRunsThroughTheLoop() {
            sword.map(value -> trail.add("f: " + value));
            sword.complete("sword");
            assertTold("complete(\"sword\") has returned, but the loop has not run yet");
            sword.map(value -> trail.add("g: " + value));
            assertTold("A late map has returned, but the loop has not run yet");
            loop.run();
            assertTold("After that the loop has run", "f: sword", "g: sword");
        }

        @Test
        @DisplayName("a settled promise can be mapped")
        void mapOfASettledPromise() {
            sword.complete("sword");
            loop.run();
            listen("length", sword.map(String::length));
            loop.run();
            assertTold("complete(\"sword\"), and long after it map(String::length)", "length: 5");
        }

        @Test
        @DisplayName("a failure passes by the function, as it is")
        void failurePassesByMap() {
            var length = sword.map(value -> trail.add("f: " + value));
            sword.fail(broken);
            assertFails("fail(...) on a promise that is mapped", length, broken);
            assertTold("The function has nothing to work on");
        }

        @Test
        @DisplayName("what the function throws is a failure")
        void exceptionInMapIsAFailure() {
            MiniPromise<Integer> length = sword.map(_ -> {
                throw broken;
            });
            sword.complete("sword");
            assertFails("The function of map threw an exception", length, broken);
            assertNothingThrown();
        }

        @Test
        @DisplayName("an Error too")
        void errorInMapIsAFailure() {
            var error = new StackOverflowError("the smith thought about thinking");
            MiniPromise<Integer> length = sword.map(_ -> {
                throw error;
            });
            sword.complete("sword");
            assertFails("The function of map threw an Error", length, error);
            assertNothingThrown();
        }

        @Test
        @DisplayName("null is a result")
        void mapMayMakeNull() {
            listen("owner", sword.map(_ -> null));
            sword.complete("sword");
            loop.run();
            assertTold("The function of map returned null: a value like any other", "owner: null");
        }

        @Test
        @DisplayName("two can map one promise, each in its way")
        void twoMapsOfOnePromise() {
            MiniPromise<Integer> failing = sword.map(_ -> {
                throw broken;
            });
            listen("a", failing);
            listen("b", sword.map(String::length));
            sword.complete("sword");
            loop.run();
            assertTold("Two functions were mapped over one promise; the first throws",
                    "a: failed, " + broken, "b: 5");
        }

        @Test
        @DisplayName("the function is called once, however many listen")
        void functionOfMapIsCalledOnce() {
            var polished = sword.map(value -> {
                trail.add("f");
                return "polished " + value;
            });
            listen("ada", polished);
            listen("bo", polished);
            sword.complete("sword");
            loop.run();
            listen("cy", polished);
            loop.run();
            assertTold("One map, three who listen to its promise",
                    "f", "ada: polished sword", "bo: polished sword", "cy: polished sword");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("flatMap and recover: one step after the other, and a way back")
    class FlatMapAndRecover {

        private final MiniPromise<String> polish = new MiniPromise<>(loop);

        @Test
        @DisplayName("flatMap waits for the promise that the function makes")
        void flatMapWaitsForTheInnerPromise() {
            var polished = sword.flatMap(value -> {
                trail.add("polish " + value);
                return polish;
            });
            listen("ada", polished);
            sword.complete("sword");
            loop.run();
            assertTold("The sword is there, its polish is not yet", "polish sword");
            assertSettled("The promise of flatMap: its function's promise is still open, so it", polished, false);
            polish.complete("shining sword");
            loop.run();
            assertTold("The sword is there, and its polish", "polish sword", "ada: shining sword");
        }

        @Test
        @DisplayName("the failure of the second step is passed on")
        void failureOfTheInnerPromiseIsPassedOn() {
            var polished = sword.flatMap(_ -> polish);
            sword.complete("sword");
            loop.run();
            polish.fail(broken);
            assertFails("The first step brought a value, the promise of the second failed", polished, broken);
        }

        @Test
        @DisplayName("the failure of the first step passes by the function")
        void failurePassesByFlatMap() {
            var polished = sword.flatMap(value -> {
                trail.add("polish " + value);
                return polish;
            });
            sword.fail(broken);
            assertFails("The first step failed", polished, broken);
            assertTold("There is nothing to polish");
        }

        @Test
        @DisplayName("what the function of flatMap throws is a failure")
        void exceptionInFlatMapIsAFailure() {
            MiniPromise<String> polished = sword.flatMap(_ -> {
                throw broken;
            });
            sword.complete("sword");
            assertFails("The function of flatMap threw an exception", polished, broken);
            assertNothingThrown();
        }

        @Test
        @DisplayName("an Error too")
        void errorInFlatMapIsAFailure() {
            var error = new StackOverflowError("the polisher thought about thinking");
            MiniPromise<String> polished = sword.flatMap(_ -> {
                throw error;
            });
            sword.complete("sword");
            assertFails("The function of flatMap threw an Error", polished, error);
            assertNothingThrown();
        }

        @Test
        @DisplayName("recover makes a value of a failure")
        void recoverMakesAValueOfAFailure() {
            listen("ada", sword.recover(failure -> "stick, since " + failure.getMessage()));
            sword.fail(broken);
            loop.run();
            assertTold("fail(...), and recover brings a stick", "ada: stick, since the blade broke");
        }

        @Test
        @DisplayName("a value passes by recover")
        void valuePassesByRecover() {
            listen("ada", sword.recover(_ -> {
                trail.add("recover was called");
                return "stick";
            }));
            sword.complete("sword");
            loop.run();
            assertTold("complete(\"sword\"): there is nothing to recover from", "ada: sword");
        }

        @Test
        @DisplayName("what the function of recover throws is the new failure")
        void exceptionInRecoverIsAFailure() {
            var noStick = new IllegalStateException("no stick either");
            var armed = sword.recover(_ -> {
                throw noStick;
            });
            sword.fail(broken);
            assertFails("The promise failed with %s, and the function of recover threw %s".formatted(broken, noStick),
                    armed, noStick);
            assertNothingThrown();
        }

        @Test
        @DisplayName("even if it is an Error")
        void errorInRecoverIsAFailure() {
            var error = new StackOverflowError("the armourer thought about thinking");
            var armed = sword.recover(_ -> {
                throw error;
            });
            sword.fail(broken);
            assertFails("The promise failed with %s, and the function of recover threw %s".formatted(broken, error),
                    armed, error);
            assertNothingThrown();
        }

        @Test
        @DisplayName("recover may make null")
        void recoverMayMakeNull() {
            listen("ada", sword.recover(_ -> null));
            sword.fail(broken);
            loop.run();
            assertTold("fail(...), and the function of recover returned null: a value like any other", "ada: null");
        }

        @Test
        @DisplayName("a chain of steps, one after the other")
        void stepsFollowOneAnother() {
            var blunt = new IllegalStateException("blunt");
            MiniPromise<String> report = sword
                    .map(value -> step("forged ", value))
                    .flatMap(value -> {
                        step("polishing ", value);
                        return polish;
                    })
                    .<String>map(_ -> {
                        throw blunt;
                    })
                    .map(value -> step("never ", value))
                    .recover(failure -> step("sharpened, it was ", failure.getMessage()));
            listen("ada", report);
            sword.complete("sword");
            loop.run();
            polish.complete("shining sword");
            loop.run();
            assertTold("map, flatMap, a map that throws, a map, recover", "forged sword", "polishing forged sword",
                    "sharpened, it was blunt", "ada: sharpened, it was blunt");
        }

        private String step(String what, String value) {
            trail.add(what + value);
            return what + value;
        }
    }

    private void listen(String who) {
        listen(who, sword);
    }

    private <T> void listen(String who, MiniPromise<T> promise) {
        promise.then(value -> trail.add(who + ": " + value), failure -> trail.add(who + ": failed, " + failure));
    }

    private void assertTold(String when, String... expected) {
        assertThat(trail)
                .withFailMessage("%s. Expected: %s. Yours: %s.", when, lines(List.of(expected)), lines(trail))
                .containsExactly(expected);
    }

    private void assertFails(String what, MiniPromise<?> promise, Throwable expected) {
        var values = new ArrayList<Object>();
        var failures = new ArrayList<Throwable>();
        Consumer<Object> onValue = values::add;
        promise.then(onValue, failures::add);
        loop.run();
        if (values.isEmpty() && failures.isEmpty()) {
            fail("%s. The promise that came back should fail with %s. It never settled: whoever listens waits for "
                    + "ever.%s",
                    what, expected, loop.thrown.isEmpty() ? "" : " The loop had to catch " + loop.thrown + ".");
        }
        if (!values.isEmpty()) {
            fail("%s. The promise that came back should fail with %s. It brought the value %s.", what, expected,
                    values);
        }
        assertThat(failures.getFirst())
                .withFailMessage("%s. The promise that came back should fail with that very object, %s. It failed "
                        + "with %s.",
                        what, expected, failures.getFirst())
                .isSameAs(expected);
    }

    private void assertNothingThrown() {
        assertThat(loop.thrown)
                .withFailMessage("The failure is the promise's now, and nothing for the loop to catch. The loop "
                        + "had to catch: %s.",
                        loop.thrown)
                .isEmpty();
    }

    private static void assertReturned(String what, boolean actual, boolean expected) {
        assertThat(actual).withFailMessage("%s should return %s. Yours returned %s.", what, expected, actual)
                .isEqualTo(expected);
    }

    private static void assertSettled(String what, MiniPromise<?> promise, boolean expected) {
        boolean settled = promise.isSettled();
        assertThat(settled).withFailMessage("%s is %ssettled. isSettled() returned %s.", what, expected ? "" : "not ",
                settled)
                .isEqualTo(expected);
    }

    private static String lines(List<String> trail) {
        return trail.isEmpty() ? "nobody was called" : String.join(" | ", trail);
    }

    /// Runs what it is given when the test says so. It notes what a callback throws, and goes on.
    private static final class Loop implements Executor {

        private final Queue<Runnable> ready = new ArrayDeque<>();
        private final List<Throwable> thrown = new ArrayList<>();

        @Override
        public void execute(Runnable callback) {
            ready.add(callback);
        }

        private void run() {
            for (int ran = 0; !ready.isEmpty(); ran++) {
                if (ran == 10_000) {
                    fail("The loop has run 10000 callbacks, and still more are handed in: somebody is told again "
                            + "and again.");
                }
                try {
                    ready.remove().run();
                } catch (Todo notStarted) {
                    throw notStarted;
                } catch (Throwable failure) {
                    thrown.add(failure);
                }
            }
        }
    }
}
