package quest.exercises.lesson00;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import quest.exercises.kit.Points;

/// Runs into a todo in every test.
class NotStartedTest {

    @Nested
    @Points(1)
    class InTheTest {
        @Test
        void onItsThread() {
            Answers.notStarted();
        }

        @Test
        void onAnotherThread() throws InterruptedException {
            Answers.notStartedOn(Thread.ofPlatform());
        }

        @Test
        void onAVirtualThread() throws InterruptedException {
            Answers.notStartedOn(Thread.ofVirtual());
        }

        @Test
        void insideAFuture() {
            assertThat(Answers.notStartedInAFuture()).succeedsWithin(Duration.ofDays(1));
        }

        @Test
        void whereAnExceptionIsExpected() {
            assertThatThrownBy(Answers::notStarted).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void caughtAndThenWrong() {
            assertThatThrownBy(Answers::notStarted).isNull();
        }

        // For ever, and longer than the limit: the kit need not wait, since a todo decides.
        @Test
        void whileTheTestWaits() throws InterruptedException {
            Answers.notStartedOn(Thread.ofPlatform());
            new CountDownLatch(1).await();
        }
    }

    @Nested
    @Points(1)
    class InAFieldInitialiser {
        private final Object thing = make();

        private static Object make() {
            Answers.notStarted();
            return "never made";
        }

        @Test
        void test() {
            assertThat(thing).isNotNull();
        }
    }

    @Nested
    @Points(1)
    class BeforeEachTest {
        @BeforeEach
        void prepare() {
            Answers.notStarted();
        }

        @Test
        void test() {
        }
    }

    @Nested
    @Points(1)
    class WithCleaningUpThatFails {
        private String made;

        @Test
        void test() {
            Answers.notStarted();
            made = "made";
        }

        @AfterEach
        void cleanUp() {
            assertThat(made).hasSize(4);
        }
    }
}
