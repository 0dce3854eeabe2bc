package quest.exercises.lesson00;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.exercises.kit.Points;

/// Some right, some wrong, some not started.
class MixedTest {
    private final Thread made = Thread.currentThread();

    @Nested
    @Points(0.5)
    @DisplayName("All of this is right")
    class Zebra {
        @Test
        @DisplayName("a test and the fields of its class see the same thread")
        void zoologist() {
            assertThat(Thread.currentThread()).isSameAs(made);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @DisplayName("all runs are right")
        void aardvark(int number) {
            assertThat(number).isPositive();
        }
    }

    @Nested
    @Points(1.5)
    @DisplayName("Some of this is wrong")
    class Aardvark {
        @Test
        void assertionFails() {
            assertThat(List.of("a", "b")).as("the trail").isEqualTo(List.of("b", "a"));
        }

        @Test
        void learnersCodeThrows() {
            Answers.throwsNullPointer();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -2, 3})
        void oneRunIsWrong(int number) {
            assertThat(number).withFailMessage("%d is not positive", number).isPositive();
        }

        @Test
        void memoryRunsOut() {
            Answers.runsOutOfMemory();
        }

        @Test
        void right() {
        }

        @Test
        void notStarted() {
            Answers.notStarted();
        }
    }
}
