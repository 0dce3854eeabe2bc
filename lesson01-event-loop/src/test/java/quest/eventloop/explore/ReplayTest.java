package quest.eventloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.eventloop.EventLoop;

class ReplayTest {

    private final List<List<String>> trails = new ArrayList<>();

    private static Run replay(Program program, String schedule) throws InterruptedException {
        return Explorer.replay(program, Schedule.parse(schedule));
    }

    @Test
    void everyScheduleThatIsFoundReplaysAsItWas() throws InterruptedException {
        var runs = new ArrayList<Run>();
        new Explorer().explore(Chains.of(2, 3, 1).checkedBy(trails::add), runs::add);
        var found = List.copyOf(trails);
        trails.clear();

        for (var run : runs) {
            var again = replay(Chains.of(2, 3, 1).checkedBy(trails::add), run.schedule().toString());
            assertThat(again.schedule()).isEqualTo(run.schedule());
        }

        assertThat(trails).isEqualTo(found).hasSize(60);
    }

    @Test
    void aNameMayBeCutShort() throws InterruptedException {
        assertThat(replay(ReplayTest::annAndBob, "bob.a.an.b").schedule()).hasToString("b.a.a.b");
    }

    private static void annAndBob(EventLoop loop) {
        chain(loop, List.of("ann", "ann"));
        chain(loop, List.of("bob", "bob"));
        loop.stop();
        loop.run();
    }

    private static void chain(EventLoop loop, List<String> names) {
        if (!names.isEmpty()) {
            loop.execute(new Step(names.getFirst(), "goes on", () -> chain(loop, names.subList(1, names.size()))));
        }
    }

    @Test
    void namesWithTheSameInitialAreWrittenInFull() throws InterruptedException {
        Program program = loop -> {
            List.of("ann", "anna").forEach(who -> loop.execute(new Step(who, "comes", () -> { })));
            loop.stop();
            loop.run();
        };

        assertThat(replay(program, "ann.anna").schedule()).hasToString("ann.anna");
        assertThat(replay(program, "anna.a").schedule()).hasToString("anna.ann");
        assertThatThrownBy(() -> replay(program, "a.anna")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("step 1 of the schedule a.anna is a, which may mean ann or anna; ready: ann: comes; anna: comes");
    }

    /// Also callbacks that are no steps, and so have no names.
    @Test
    void severalOfOneAreNumbered() throws InterruptedException {
        var trail = new ArrayList<String>();
        Program program = loop -> {
            trail.clear();
            List.of("first", "second", "third").forEach(what -> loop.execute(() -> trail.add(what)));
            loop.stop();
            loop.run();
        };

        assertThat(replay(program, "c#3.c.c").schedule()).hasToString("c#3.c.c");
        assertThat(trail).containsExactly("third", "first", "second");
        assertThat(((Exploration.Survived) new Explorer().exploreAll(program)).schedules()).isEqualTo(6);
        assertThatThrownBy(() -> replay(program, "c#4.c.c")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessageStartingWith("step 1 of the schedule c#4.c.c is c#4, which is not ready; ready: callback: ");
    }

    @Test
    void saysWhichStepIsImpossibleAndWhatWasReady() {
        assertThatThrownBy(() -> replay(ReplayTest::annAndBob, "a.a.a.b")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("step 3 of the schedule a.a.a.b is a, which is not ready; ready: bob: goes on");
        assertThatThrownBy(() -> replay(ReplayTest::annAndBob, "c.a.a.b")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("step 1 of the schedule c.a.a.b is c, which is not ready; ready: ann: goes on; bob: goes on");
    }

    @Test
    void saysWhenItIsTooShortOrTooLong() {
        assertThatThrownBy(() -> replay(ReplayTest::annAndBob, "a.b")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("the schedule a.b ends after step 2, but the program does not; ready: ann: goes on; bob: goes on");
        assertThatThrownBy(() -> replay(ReplayTest::annAndBob, "a.b.a.b.b")).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("the schedule a.b.a.b.b has 5 steps, but the program is at its end after 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a.b.", "a b", "a,b", "a#0", "a#", "#1", "a#12345"})
    void saysWhatAScheduleLooksLike(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(ImpossibleSchedule.class)
                .hasMessage("a schedule is names with dots between them, such as a.b.b.a, not '%s'".formatted(text));
    }

    @Test
    void switchesAreCountedBetweenHeroesNotBetweenTheirSteps() {
        assertThat(Schedule.parse("a.a#2.b.b.a").switches()).isEqualTo(2);
        assertThat(Schedule.parse("a").switches()).isZero();
    }

    @Test
    void aStepBelongsToSomebodyWhoseNameCanBeTyped() {
        assertThatThrownBy(() -> new Step("ann and bob", "go", () -> { })).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("whose step it is should be a word of letters, digits and hyphens, not 'ann and bob'");
    }
}
