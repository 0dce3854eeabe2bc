package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class FamiliarTest {

    @Test
    void theRavenIsHeardAndItsEndIsAnEvent() throws Exception {
        assertThat(told(act(played(), "raven"))).containsExactly(
                "wizard: summons a raven: process N",
                "raven: sees a castle",
                "raven: sees a dragon on its roof",
                "raven: is home again",
                "wizard: the raven is gone; lines heard: 3, exit code: 0");
    }

    @Test
    void aFailureIsSeenByItsExitCode() throws Exception {
        assertThat(told(act(played(), "goblin"))).containsExactly(
                "wizard: summons a goblin: process N",
                "goblin: trips over its own tail",
                "wizard: the goblin is gone; lines heard: 1, exit code: 3");
    }

    /// At this speed it may be gone before it has said a word.
    @Test
    void whoNeverEndsIsDismissed() throws Exception {
        var cat = told(act(played(), "cat"));

        assertThat(cat).filteredOn(line -> line.startsWith("wizard")).hasSize(3)
                .startsWith("wizard: summons a cat: process N", "wizard: has waited for 2 s, and dismisses it");
        assertThat(cat.getLast()).matches("wizard: the cat is gone; lines heard: [01], exit code: [1-9]\\d*");
    }

    /// Of the cat only is it certain, on however slow a machine, that it stays for more than a tick of the world.
    @Test
    void theWorldGoesOnMeanwhile() throws Exception {
        assertThat(act(played(), "cat")).extracting(Moment::what)
                .containsSubsequence("goes on", "has waited for 2 s, and dismisses it");
    }

    @Test
    void noProcessIsLeftBehind() throws Exception {
        var pids = played().stream().filter(moment -> moment.what().startsWith("summons"))
                .map(moment -> Long.parseLong(moment.what().replaceAll("\\D+", ""))).toList();

        assertThat(pids).hasSize(3);
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void theCatLeavesByItselfWhenItsMasterIsGone() throws Exception {
        var cat = Familiar.program("cat", 0).start();
        try {
            cat.getOutputStream().close(); // as the system does when the process that started it ends
            assertThat(cat.onExit().get(60, TimeUnit.SECONDS).exitValue()).isZero();
        } finally {
            cat.destroyForcibly();
        }
    }

    private static List<Moment> played() throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new Familiar().play(stage);
            return stage.timeline();
        }
    }

    /// From the summoning to the end of one familiar.
    private static List<Moment> act(List<Moment> timeline, String name) {
        var words = timeline.stream().map(Moment::what).toList();
        return timeline.subList(indexOf(words, "summons a " + name), indexOf(words, "the " + name + " is gone") + 1);
    }

    private static int indexOf(List<String> words, String beginning) {
        return words.indexOf(words.stream().filter(what -> what.startsWith(beginning)).findFirst().orElseThrow());
    }

    private static List<String> told(List<Moment> act) {
        return act.stream().filter(moment -> !List.of("world", "watchdog").contains(moment.who()))
                .map(moment -> moment.who() + ": " + moment.what().replaceAll("process \\d+", "process N")).toList();
    }
}
