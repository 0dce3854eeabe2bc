package quest.gameserver.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import quest.gameserver.action.Style;

@Execution(ExecutionMode.CONCURRENT)
class ComparisonTest {

    @Test
    void everyStyleAndCrowdHasItsRow() throws Exception {
        var comparison = new Comparison(List.of(Style.SEQUENTIAL, Style.LOOP), List.of(1, 2), 10, 1,
                Duration.ofMillis(1), Duration.ofMillis(10));
        var told = new ArrayList<String>();

        comparison.run(told::add);

        assertThat(told).containsExactly("round 1 of 1, sequential", "round 1 of 1, loop");
        assertThat(comparison.table().lines().map(line -> line.split(" +")).skip(1)
                .map(columns -> columns[0] + " " + columns[1]))
                .containsExactly("sequential 1", "loop 1", "loop 2");
    }

    @Test
    void theMedianIsTheMiddleOfEachFigure() {
        var median = Figures.median(List.of(new Figures(1, 20, 5, 7), new Figures(3, 10, 4, 9),
                new Figures(2, 30, 6, 8)));

        assertThat(median).isEqualTo(new Figures(2, 20, 5, 8));
    }
}
