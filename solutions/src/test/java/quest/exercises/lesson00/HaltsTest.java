package quest.exercises.lesson00;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import quest.exercises.kit.Points;

class HaltsTest {

    @Nested
    @Points(1)
    class Before {
        @Test
        void right() {
        }
    }

    @Nested
    @Points(1)
    class Then {
        @Test
        void ends() {
            Answers.haltsTheJvm();
        }

        @Test
        void neverRun() {
        }
    }
}
