package quest.gameserver.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.stage.Scene;

/// What holds for every scene and program of the lesson.
class EverySceneTest {

    private static final int COLUMNS = 80;

    static List<Scene> scenes() {
        return ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get)
                .filter(scene -> scene.lesson() == 4).toList();
    }

    @Test
    void theSceneOrderIsTheLessons() {
        assertThat(scenes()).extracting(Scene::name)
                .containsExactly("first-server", "action-server", "five-styles", "position-server", "arena", "swarm");
    }

    @Test
    void noneCanPlayInVirtualTimeForTheirSocketsAreReal() {
        assertThat(scenes()).noneMatch(Scene::supportsVirtualTime);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void titleAndRemarkFitATerminal(Scene scene) {
        assertThat(scene.title()).isNotBlank().hasSizeLessThanOrEqualTo(COLUMNS).doesNotContain("\n");
        assertThat(scene.remark().lines().toList()).hasSizeBetween(2, 6)
                .allSatisfy(line -> assertThat(line).isNotBlank().hasSizeLessThanOrEqualTo(COLUMNS));
    }
}
