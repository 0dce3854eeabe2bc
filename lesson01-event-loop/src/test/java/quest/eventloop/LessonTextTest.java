package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.stage.testing.LessonPage;

/// The lesson's pages say what the code does.
class LessonTextTest {

    private static final String LESSON = "README.md";
    private static final String HISTORY = "from-threads-to-coroutines.md";

    private static LessonPage page(String name) {
        return LessonPage.read(Path.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {LESSON, HISTORY})
    void everySnippetStandsInItsSource(String page) {
        assertThat(page(page).wrongSnippets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LESSON, HISTORY})
    void everyOutputIsWhatItsScenePrints(String page) {
        assertThat(page(page).wrongOutputs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LESSON, HISTORY})
    void everyLinkLeadsSomewhere(String page) {
        assertThat(page(page).brokenLinks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LESSON, HISTORY})
    void everyCommandNamesASceneOrAnExerciseThatExists(String page) {
        assertThat(page(page).unknownNames()).isEmpty();
    }

    @Test
    void noSceneAndNoExerciseOfTheLessonIsForgotten() {
        assertThat(page(LESSON).missingNames(1)).isEmpty();
    }
}
