package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What counts as saved, with looks and times made by hand.
class SaveDetectorTest {

    private static final Exercise QUEUE = new Exercise("lesson01", "ReadyQueue", 1);
    private static final Exercise TIMER = new Exercise("lesson01", "TimerQueue", 2);

    private final SaveDetector detector = new SaveDetector();

    private static SaveDetector.Look look(long modified, long size, String hash) {
        return new SaveDetector.Look(FileTime.fromMillis(modified), size, hash);
    }

    private static SaveDetector.Look gone() {
        return look(0, -1, null);
    }

    private List<Exercise> look(SaveDetector.Look queue, long millis) {
        return detector.look(Map.of(QUEUE, queue, TIMER, look(1, 50, null)), millis);
    }

    @BeforeEach
    void seenOnce() {
        assertThat(look(look(1, 100, null), 0)).as("what is seen first is as it was").isEmpty();
    }

    @Test
    void unchangedIsNotSaved() {
        assertThat(look(look(1, 100, null), 100)).isEmpty();
        assertThat(detector.unsettled()).isFalse();
    }

    @Test
    void changedIsSavedWhenItHasStayedSoForAMoment() {
        assertThat(look(look(2, 120, "a"), 100)).isEmpty();
        assertThat(detector.unsettled()).isTrue();
        assertThat(look(look(2, 120, "a"), 100 + SaveDetector.SETTLED)).containsExactly(QUEUE);
        assertThat(look(look(2, 120, "a"), 500)).as("once").isEmpty();
    }

    @Test
    void halfWrittenFileIsWaitedFor() {
        look(look(2, 0, "empty"), 100);
        look(look(2, 4096, "half"), 110);
        assertThat(look(look(2, 4100, "whole"), 110 + SaveDetector.SETTLED)).isEmpty();
        assertThat(look(look(2, 4100, "whole"), 110 + 2 * SaveDetector.SETTLED)).containsExactly(QUEUE);
    }

    @Test
    void emptyFileIsWaitedForLonger() {
        look(look(2, 0, "empty"), 100);
        assertThat(look(look(2, 0, "empty"), 99 + SaveDetector.GONE_FOR_GOOD)).isEmpty();
        assertThat(look(look(2, 0, "empty"), 100 + SaveDetector.GONE_FOR_GOOD)).containsExactly(QUEUE);
    }

    @Test
    void fileThatIsReplacedIsSavedOnce() {
        assertThat(look(gone(), 100)).isEmpty();
        assertThat(look(look(3, 100, "a"), 110)).isEmpty();
        assertThat(look(look(3, 100, "a"), 110 + SaveDetector.SETTLED)).containsExactly(QUEUE);
    }

    @Test
    void fileThatIsGoneForGoodIsTold() {
        look(gone(), 100);
        assertThat(look(gone(), 100 + SaveDetector.GONE_FOR_GOOD)).containsExactly(QUEUE);
    }

    @Test
    void fileThatComesBackAsItWasIsNotSaved() {
        look(gone(), 100);
        assertThat(look(look(1, 100, null), 150)).isEmpty();
        assertThat(detector.unsettled()).isFalse();
    }

    @Test
    void twoSavesWithinOneTickOfTheFileSystemsClockAreTwo() {
        look(look(2, 120, "a"), 100);
        assertThat(look(look(2, 120, "a"), 200)).containsExactly(QUEUE);
        look(look(2, 120, "b"), 300);
        assertThat(look(look(2, 120, "b"), 400)).containsExactly(QUEUE);
    }

    @Test
    void savedAgainWithoutAChangeIsSaved() {
        look(look(2, 100, null), 100);
        assertThat(look(look(2, 100, null), 200)).containsExactly(QUEUE);
    }
}
