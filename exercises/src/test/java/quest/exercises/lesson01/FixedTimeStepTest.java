package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.kit.TimeLimit;

@DisplayName("FixedTimeStep")
class FixedTimeStepTest {

    private int updates;
    private final FixedTimeStep game = new FixedTimeStep(10, 3, () -> updates++);

    @Nested
    @Points(0.5)
    @DisplayName("Whole steps run")
    class WholeSteps {

        @Test
        @DisplayName("one step's time is one step")
        void oneStepsTimeIsOneStep() {
            game.advance(10);
            assertUpdates("Steps of 10: advance(10) runs 10 / 10 = 1 of them", 1);
        }

        @Test
        @DisplayName("less than a step runs nothing")
        void lessThanAStepRunsNothing() {
            game.advance(9);
            assertUpdates("Steps of 10: 9 is not yet a whole one after advance(9)", 0);
        }

        @Test
        @DisplayName("several steps in one frame")
        void severalStepsInOneFrame() {
            game.advance(29);
            assertUpdates("Steps of 10: advance(29) has 2 whole ones in it", 2);
        }

        @Test
        @DisplayName("a frame of some seconds")
        void frameOfSomeSeconds() {
            var seconds = new FixedTimeStep(1_000_000_000, 10, () -> updates++);
            seconds.advance(5_500_000_000L);
            assertUpdates("Steps of 1 s: advance(5,500,000,000) has 5 whole ones in it", 5);
        }

        @Test
        @DisplayName("advance says how many steps it ran")
        void advanceSaysHowManyStepsItRan() {
            assertSteps("Steps of 10: advance(29)", game.advance(29), 2);
            assertSteps("Steps of 10, 9 left over: advance(0)", game.advance(0), 0);
        }

        @Test
        @DisplayName("time does not run backwards")
        void negativeTimeIsRefused() {
            game.advance(9);
            assertThatThrownBy(() -> game.advance(-7),
                    "advance(-7) should throw an IllegalArgumentException whose message names the -7")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-7");
            assertSteps("Steps of 10, 9 left over, advance(-7) refused, so still 9 + 1 = 10: advance(1)",
                    game.advance(1), 1);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("What is left over counts later")
    class LeftOver {

        @Test
        @DisplayName("two halves make a step")
        void twoHalvesMakeAStep() {
            game.advance(5);
            assertSteps("Steps of 10: after advance(5), 5 + 5 = 10, so advance(5)", game.advance(5), 1);
        }

        @Test
        @DisplayName("what is left over after a step is kept")
        void leftOverAfterAStepIsKept() {
            assertSteps("Steps of 10: advance(17)", game.advance(17), 1);
            assertSteps("Steps of 10, 7 left over: 7 + 4 = 11, so advance(4)", game.advance(4), 1);
            assertSteps("Steps of 10, 1 left over: 1 + 8 = 9, so advance(8)", game.advance(8), 0);
            assertSteps("Steps of 10, 9 left over: 9 + 1 = 10, so advance(1)", game.advance(1), 1);
        }

        @Test
        @DisplayName("a thousand frames of a tenth of a step are a hundred steps")
        void tinyFramesAddUp() {
            var tenths = new FixedTimeStep(100_000_000, 3, () -> updates++);
            for (int frame = 0; frame < 1_000; frame++) {
                tenths.advance(10_000_000);
            }
            assertUpdates("Steps of 0.1 s, 1000 frames of 0.01 s each: 10 s / 0.1 s = 100 steps", 100);
        }

        @Test
        @DisplayName("a step of exactly three frames comes with every third frame")
        void everyThirdFrameIsAStep() {
            var odd = new FixedTimeStep(1_000_000_065, 3, () -> updates++);
            for (int frame = 0; frame < 3_000; frame++) {
                odd.advance(333_333_355);
            }
            assertUpdates("Steps of 1,000,000,065 ns, 3000 frames of 333,333,355 ns, 3 of which are a step (3000 / 3)",
                    1_000);
        }

        @Test
        @DisplayName("an hour of frames has as many steps as fit into an hour")
        void anHourDoesNotDrift() {
            // 60 steps a second, 144 frames a second: no frame is a whole number of steps, or of milliseconds.
            var hour = new FixedTimeStep(16_666_667, 3, () -> updates++);
            for (int frame = 0; frame < 518_400; frame++) {
                hour.advance(6_944_444);
            }
            assertUpdates("Steps of 16,666,667 ns, 518,400 frames of 6,944,444 ns: 3,599,999,769,600 / 16,666,667",
                    215_999);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("A late frame does not run away")
    class LateFrame {

        @Test
        @DisplayName("as many steps as allowed are still run")
        void allowedStepsRun() {
            assertSteps("Steps of 10, at most 3 a frame: advance(30)", game.advance(30), 3);
            assertSteps("All of the 30 was used up: advance(9)", game.advance(9), 0);
        }

        @Test
        @DisplayName("no more steps than allowed")
        void noMoreStepsThanAllowed() {
            assertSteps("Steps of 10, at most 3 a frame: 1000 / 10 = 100 are due, so advance(1000)",
                    game.advance(1_000), 3);
            assertUpdates("Steps of 10, at most 3 a frame, after advance(1000)", 3);
        }

        @Test
        @DisplayName("what was given up does not come back")
        void stepsGivenUpDoNotComeBack() {
            game.advance(1_000);
            int next = game.advance(10);
            assertThat(next).withFailMessage("""
                    Steps of 10, at most 3 a frame: advance(1000) ran 3 and gave up the other 97. The next frame, \
                    advance(10), is on time and runs 1 step. Yours ran %d.""", next).isEqualTo(1);
        }

        @Test
        @DisplayName("the part of a step that is left over is kept")
        void partOfAStepIsKeptInALateFrame() {
            game.advance(57);
            int next = game.advance(3);
            assertThat(next).withFailMessage("""
                    Steps of 10, at most 3 a frame: 57 is 3 steps run, 2 given up, and 7 kept. 7 + 3 = 10, so \
                    advance(3) runs 1 step. Yours ran %d.""", next).isEqualTo(1);
        }

        @Test
        @DisplayName("no more than that is kept")
        void noMoreThanAPartOfAStepIsKept() {
            game.advance(9);
            game.advance(58);
            int next = game.advance(2);
            assertThat(next).withFailMessage("""
                    Steps of 10, at most 3 a frame: 9 + 58 = 67 is 3 steps run, 3 given up, and 7 kept. 7 + 2 = 9, so \
                    advance(2) runs no step. Yours ran %d.""", next).isZero();
        }

        @Test
        @DisplayName("a machine that slept for a month costs a frame and no more")
        void monthAsleepCostsOneFrame() {
            long month = 30L * 24 * 60 * 60 * 1_000_000_000;
            var game = new FixedTimeStep(16_666_667, 3, () -> updates++);
            assertSteps("Steps of 16,666,667 ns, at most 3 a frame: 155,519,996 are due, so advance(%,d)"
                    .formatted(month),
                    game.advance(month), 3);
        }

        // Who subtracts one step after the other does it two billion times, which is right, and takes a while.
        @Test
        @TimeLimit(60)
        @DisplayName("more steps may be due than an int can count")
        void moreStepsThanAnIntCanCount() {
            assertSteps("Steps of 10, at most 3 a frame: 2,147,483,650 are due, 3 more than an int can hold, so "
                    + "advance(21,474,836,505)", game.advance(21_474_836_505L), 3);
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("alpha says how far the next step has come")
    class Alpha {

        @Test
        @DisplayName("it is 0 at the start")
        void alphaStartsAtZero() {
            assertAlpha("Before any advance: 0 / 10", 0);
        }

        @Test
        @DisplayName("it is what is left over, as a part of a step")
        void alphaIsThePartLeftOver() {
            game.advance(25);
            assertAlpha("Steps of 10, after advance(25): 5 left over, 5 / 10", 0.5);
            game.advance(2);
            assertAlpha("Steps of 10, after advance(25) and advance(2): 7 left over, 7 / 10", 0.7);
        }

        @Test
        @DisplayName("it is 0 after a whole step")
        void alphaIsZeroAfterAWholeStep() {
            game.advance(4);
            game.advance(6);
            assertAlpha("Steps of 10, after advance(4) and advance(6): nothing left over, 0 / 10", 0);
        }

        @Test
        @DisplayName("it stays below 1 after a late frame")
        void alphaStaysBelowOneAfterALateFrame() {
            game.advance(1_005);
            assertAlpha("Steps of 10, at most 3 a frame, after advance(1005): 5 left over, 5 / 10", 0.5);
        }

        private void assertAlpha(String when, double expected) {
            double actual = game.alpha();
            assertThat(actual)
                    .withFailMessage("%s: alpha() should be %s. Yours is %s.", when, expected, actual)
                    .isCloseTo(expected, within(1e-6));
        }
    }

    private void assertUpdates(String when, int expected) {
        assertThat(updates)
                .withFailMessage("%s: update should have been called %,d times. Yours called it %,d times.",
                        when, expected, updates)
                .isEqualTo(expected);
    }

    private static void assertSteps(String what, int actual, int expected) {
        assertThat(actual)
                .withFailMessage("%s should return %d. Yours returned %d.", what, expected, actual)
                .isEqualTo(expected);
    }
}
