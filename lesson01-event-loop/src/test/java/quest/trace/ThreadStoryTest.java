package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadStoryTest {

    private final ThreadStory story = new ThreadStory(7, true);

    private static Wait wait(long from, long to, String call) {
        return new Wait(from, to, call, "", null);
    }

    @Test
    void ofAWaitWithinAnotherOnlyTheOuterIsTold() {
        story.add(wait(11, 19, "park"));
        story.add(wait(10, 20, "sleep"));
        story.add(wait(20, 30, "join"));

        assertThat(story.waits()).extracting(Wait::call).containsExactly("sleep", "join");
    }

    @Test
    void waitsAreInTheOrderOfTheirBeginnings() {
        story.add(wait(50, 60, "c"));
        story.add(wait(10, 20, "a"));
        story.add(wait(30, 40, "b"));

        assertThat(story.waits()).extracting(Wait::call).containsExactly("a", "b", "c");
    }

    @Test
    void aPinMarksTheWaitThatItFallsInto() {
        story.add(wait(10, 20, "sleep"));
        story.add(wait(30, 40, "join"));
        story.addPin(wait(12, 20, "park").pinnedBy("a native call"));

        assertThat(story.waits())
                .containsExactly(wait(10, 20, "sleep").pinnedBy("a native call"), wait(30, 40, "join"));
    }

    /// As of one who waits for a class that another thread initializes: nothing else tells of it.
    @Test
    void aPinOfWhichNothingElseIsToldIsAWait() {
        story.addPin(wait(12, 20, "class").pinnedBy("a native call"));

        assertThat(story.waits()).containsExactly(wait(12, 20, "class").pinnedBy("a native call"));
    }
}
