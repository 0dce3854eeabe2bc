package quest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every scene of the lesson.
class EverySceneTest {

    private static final int COLUMNS = 80;

    static List<Scene> scenes() {
        return ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get).toList();
    }

    static List<Scene> scenesInVirtualTime() {
        return scenes().stream().filter(Scene::supportsVirtualTime).toList();
    }

    @Test
    void theSceneOrderIsTheLessons() {
        assertThat(scenes()).extracting(Scene::name).containsExactly("blocking-nightmare", "two-heroes", "game-loop",
                "level-loading", "input-and-world", "never-block-the-loop", "hand-made-coroutine", "lost-gold",
                "echo-portal", "from-threads-to-coroutines", "familiar");
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
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        int exitCode = new Performance(scene, new PrintStream(out), new PrintStream(err), InputStream.nullInputStream())
                .play(List.of("--virtual"));

        assertThat(err).hasToString("");
        assertThat(exitCode).isZero();
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }
}
