package quest.exercises.lesson00;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import quest.exercises.kit.Points;

class HangsTest {

    @Nested
    @Points(1)
    class Spins {
        @Test
        void right() {
        }

        @Test
        @DisplayName("it spins")
        void spins() {
            Answers.spinsAndSwallowsInterrupts();
        }

        @Test
        void neverRun() {
        }
    }

    @Nested
    @Points(2)
    class Deadlocks {
        @Test
        void deadlocks() throws InterruptedException {
            Answers.deadlocks();
        }
    }

    @Nested
    @Points(3)
    class Right {
        @Test
        void right() {
        }
    }
}
