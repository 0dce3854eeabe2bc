package quest.exercises.lesson00;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import quest.exercises.kit.Points;

class RightTest {

    @Nested
    @Points(2)
    class All {
        @Test
        void right() {
        }
    }
}
