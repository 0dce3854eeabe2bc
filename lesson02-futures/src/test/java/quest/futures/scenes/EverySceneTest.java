package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.stage.Scene;

/// What holds for every scene of the lesson.
class EverySceneTest {

    private static final int COLUMNS = 80;

    static List<Scene> scenes() {
        return ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get)
                .filter(scene -> scene.lesson() == 2).toList();
    }

    static List<Scene> scenesInVirtualTime() {
        return scenes().stream().filter(Scene::supportsVirtualTime).toList();
    }

    @Test
    void theSceneOrderIsTheLessons() {
        assertThat(scenes()).extracting(Scene::name).containsExactly("promise-from-scratch", "asset-loading",
                "fetch-game-data", "dashboard", "epic-battle", "async-ai", "what-may-run-together",
                "gather-does-not-cancel", "retry-and-limits");
    }

    @Test
    void onlyTheOneWithARealServerCannotPlayInVirtualTime() {
        assertThat(scenes()).filteredOn(scene -> !scene.supportsVirtualTime()).extracting(Scene::name)
                .containsExactly("fetch-game-data");
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
        assertThat(Rehearsal.printed(scene)).isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("scenesInVirtualTime")
    void itPrintsTheSameEveryTime(Scene scene) {
        assertThat(Rehearsal.printed(scene)).isEqualTo(Rehearsal.printed(scene));
    }
}
