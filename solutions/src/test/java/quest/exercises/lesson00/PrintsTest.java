package quest.exercises.lesson00;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import quest.exercises.kit.Points;

class PrintsTest {

    @Nested
    @Points(2)
    class All {
        @Test
        void printsMuch() {
            for (int i = 0; i < 10_000; i++) {
                System.out.println("line " + i);
            }
        }
    }
}
