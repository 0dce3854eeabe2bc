package quest.futures.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// The small programs with which the lesson's page builds up a promise: they print what stands on the page, and have
/// the faults and virtues that it claims.
class StepsTest {

    private final List<String> trail = new ArrayList<>();
    private final Queue<Runnable> ready = new ArrayDeque<>();

    private void assertThatThePageShowsTheTrail() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).containsSequence(trail);
    }

    private void runLoop() {
        for (Runnable callback; (callback = ready.poll()) != null; ) {
            callback.run();
        }
    }

    @Test
    void byCallbacksTwoOfThreeRaidsAreNeverHeardOf() throws IOException {
        RaidByCallbacks.play(trail::add);

        assertThat(trail).containsExactly(
                "the loop: a callback threw a NullPointerException",
                "ada: 50 gold",
                "the loop: nothing left to do");
        assertThatThePageShowsTheTrail();
    }

    @Test
    void byPromisesEveryRaidIsHeardOf() throws IOException {
        RaidByPromises.play(trail::add);

        assertThat(trail).containsExactly(
                "ada: 50 gold",
                "bo: IllegalStateException",
                "cleo: NullPointerException",
                "the loop: nothing left to do");
        assertThatThePageShowsTheTrail();
    }

    @Test
    void aDirectPromiseTellsInsideTheCalls() throws IOException {
        DirectPromise.play(trail::add);

        assertThat(trail).containsExactly("ann has asked", "ann gets the sword", "the smith has called it done",
                "bob gets the sword", "bob has asked");
        assertThatThePageShowsTheTrail();
    }

    @Test
    void aListenerThatThrowsHitsWhoeverCompletesADirectPromiseAndTheNextIsNotTold() {
        var sword = new DirectPromise<String>();
        sword.then(_ -> {
            throw new IllegalStateException("ann stumbles");
        });
        sword.then(trail::add);

        assertThatThrownBy(() -> sword.complete("the sword")).hasMessage("ann stumbles");
        assertThat(trail).isEmpty();
    }

    @Test
    void aLoopPromiseTellsAfterTheCalls() throws IOException {
        LoopPromise.play(trail::add);

        assertThat(trail).containsExactly("ann has asked", "the smith has called it done", "bob has asked",
                "ann gets the sword", "bob gets the sword");
        assertThatThePageShowsTheTrail();
    }

    @Test
    void directAndLoopPromisesAreSettledOnce() {
        var direct = new DirectPromise<String>();
        assertThat(direct.complete("the sword")).isTrue();
        assertThat(direct.complete("an axe")).isFalse();
        direct.then(trail::add);

        var onLoop = new LoopPromise<String>(ready::add);
        assertThat(onLoop.complete("the bow")).isTrue();
        assertThat(onLoop.complete("an axe")).isFalse();
        onLoop.then(trail::add);
        runLoop();

        assertThat(trail).containsExactly("the sword", "the bow");
    }

    @Test
    void whatAStepOfAMapPromiseThrowsIsToldAtTheEndOfTheChain() throws IOException {
        MapPromise.play(trail::add);

        assertThat(trail).containsExactly("nobody gets anything: For input string: \"a mimic\"");
        assertThatThePageShowsTheTrail();
    }

    @Test
    void aMapPromiseMapsItsValueAndPassesItsFailureBy() {
        var chest = new MapPromise<String>(ready::add);
        chest.map(String::length).then(length -> trail.add("length " + length), _ -> trail.add("failed"));
        assertThat(chest.complete("gold")).isTrue();
        assertThat(chest.fail(new IOException())).isFalse();
        assertThat(trail).isEmpty();
        runLoop();

        var empty = new MapPromise<String>(ready::add);
        assertThat(empty.fail(new IOException("empty"))).isTrue();
        empty.map(_ -> trail.add("called")).then(_ -> trail.add("a value"), failure -> trail.add(failure.getMessage()));
        runLoop();

        assertThat(trail).containsExactly("length 4", "empty");
    }
}
