package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import quest.stage.Scene;
import quest.stage.Stage;

/// What holds for every scene about scopes, played as the reader plays it, but faster.
@Timeout(60)
class ScopeScenesTest {

    private static final int COLUMNS = 80;
    private static final int BEFORE_THE_WORDS = 26;

    static Stream<Arguments> scenes() {
        return Stream.of(
                scene(new PartyOfHeroes(), new PartyOfHeroes()::play),
                scene(new FirstToTheFlag(), new FirstToTheFlag()::play),
                scene(new Deadline(), new Deadline()::play),
                scene(new Quorum(), new Quorum()::play),
                scene(new BossFight(), new BossFight()::play),
                scene(new WhoIsPlaying(), new WhoIsPlaying()::play),
                scene(new AiOpponents(), new AiOpponents()::play));
    }

    private static Arguments scene(Scene scene, ScriptedPause.Act act) {
        return Arguments.of(scene.name(), scene, act);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void itEndsAndLeavesNoThread(String name, Scene scene, ScriptedPause.Act act) throws Exception {
        assertThat(ScriptedPause.playedOnExecutors(act, _ -> { })).as(name).hasSizeGreaterThan(10);
        assertThat(scene.supportsVirtualTime()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void itsLinesFitATerminal(String name, Scene scene, ScriptedPause.Act act) throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            scene.play(stage);
            assertThat(stage.timeline()).as(name).allSatisfy(moment -> {
                assertThat(moment.who()).hasSizeLessThanOrEqualTo(12);
                assertThat(moment.what().lines()).allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS - BEFORE_THE_WORDS));
            });
        }
    }
}
