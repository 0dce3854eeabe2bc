package quest.gameserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import quest.stage.testing.LessonPage;

/// The lesson's page says what the code does.
class LessonTextTest {

    private LessonPage page;

    @BeforeEach
    void read() {
        page = LessonPage.read(Path.of("README.md"));
    }

    @Test
    void everySnippetStandsInItsSource() {
        assertThat(page.wrongSnippets()).isEmpty();
    }

    @Test
    void everyOutputIsWhatItsScenePrints() {
        assertThat(page.wrongOutputs()).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(page.brokenLinks()).isEmpty();
    }

    @Test
    void everyCommandNamesASceneOrAnExerciseThatExists() {
        assertThat(page.unknownNames()).isEmpty();
    }

    @Test
    void noSceneAndNoExerciseOfTheLessonIsForgotten() {
        assertThat(page.missingNames(4)).isEmpty();
    }
}
