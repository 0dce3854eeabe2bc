package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.stage.Scene;
import quest.stage.SceneOutput;

/// What holds for every scene of the lesson.
class EverySceneTest {

    private static final int COLUMNS = 80;

    static List<Scene> scenes() {
        return ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get)
                .filter(scene -> scene.lesson() == 3).toList();
    }

    static List<Scene> scenesInVirtualTime() {
        return scenes().stream().filter(Scene::supportsVirtualTime).toList();
    }

    @Test
    void theSceneOrderIsTheLessons() {
        assertThat(scenes()).extracting(Scene::name).containsExactly("coroutine-under-the-hood",
                "generators-and-channels", "hundred-thousand-heroes", "boss-fight", "save-game", "party-of-heroes",
                "first-to-the-flag", "deadline", "quorum", "who-is-playing", "player-database", "ai-opponents",
                "tournament", "when-not-to", "family-tree");
    }

    @Test
    void onlyCoroutinesPlayInVirtualTimeForTheOthersHaveThreadsOfTheirOwn() {
        assertThat(scenesInVirtualTime()).extracting(Scene::name)
                .containsExactly("coroutine-under-the-hood", "generators-and-channels");
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void titleAndRemarkFitATerminal(Scene scene) {
        assertThat(scene.title()).isNotBlank().hasSizeLessThanOrEqualTo(COLUMNS).doesNotContain("\n");
        assertThat(scene.remark().lines().toList()).hasSizeBetween(2, 5)
                .allSatisfy(line -> assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("scenesInVirtualTime")
    void whatItPrintsFitsATerminal(Scene scene) {
        assertThat(SceneOutput.inVirtualTime(scene, List.of())).isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("scenesInVirtualTime")
    void itPrintsTheSameEveryTime(Scene scene) {
        assertThat(SceneOutput.inVirtualTime(scene, List.of())).isEqualTo(SceneOutput.inVirtualTime(scene, List.of()));
    }
}
