package quest.exercises.lesson03;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Caller;
import quest.exercises.kit.Points;
import quest.exercises.kit.Tasks;

@DisplayName("CurrentPlayer")
class CurrentPlayerTest {

    private final Tasks tasks = new Tasks("actions", this::shown);
    /// The lines that tasks wrote.
    private final List<String> trail = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final IOException slipped = new IOException("slipped on a banana");

    @AfterEach
    void letEverybodyGo() {
        mayGoOn.countDown();
        tasks.interruptAll();
    }

    @Nested
    @Points(0.8)
    @DisplayName("For as long as the action runs")
    class Binding {

        @Test
        @DisplayName("nobody plays: it is the server")
        void serverOutside() {
            assertLines("Nobody is playing", List.of("[server] starts"),
                    () -> List.of(CurrentPlayer.logLine("starts")));
        }

        @Test
        @DisplayName("what is called in the action sees the player")
        void playerInside() {
            assertLines("Ada is playing", List.of("[Ada] jumps", "[Ada] shoots"), () -> CurrentPlayer.playAs("Ada",
                    () -> List.of(CurrentPlayer.logLine("jumps"), CurrentPlayer.logLine("shoots"))));
        }

        @Test
        @DisplayName("afterwards it is the server again")
        void serverAfterwards() {
            assertLines("Ada has played", List.of("[server] stops"), () -> {
                CurrentPlayer.playAs("Ada", () -> "jumps");
                return List.of(CurrentPlayer.logLine("stops"));
            });
        }

        @Test
        @DisplayName("after a failure, too")
        void serverAfterAFailure() {
            assertLines("Ada has played, and the action threw " + slipped,
                    List.of("threw " + slipped, "[server] cleans up"), () -> {
                        String outcome = outcome(() -> CurrentPlayer.playAs("Ada", () -> {
                            throw slipped;
                        }));
                        return List.of(outcome, CurrentPlayer.logLine("cleans up"));
                    });
        }

        @Test
        @DisplayName("one inside the other")
        void innerPlayerThenTheOuterAgain() {
            assertLines("Ada plays, in it Bo, in it Cy, then Bo again, then Ada again", List.of(
                    "[Ada] 1", "[Bo] 2", "[Cy] 3", "[Bo] 4", "[Ada] 5"), () -> {
                        var lines = new ArrayList<String>();
                        CurrentPlayer.playAs("Ada", () -> {
                            lines.add(CurrentPlayer.logLine("1"));
                            CurrentPlayer.playAs("Bo", () -> {
                                lines.add(CurrentPlayer.logLine("2"));
                                CurrentPlayer.playAs("Cy", () -> lines.add(CurrentPlayer.logLine("3")));
                                return lines.add(CurrentPlayer.logLine("4"));
                            });
                            return lines.add(CurrentPlayer.logLine("5"));
                        });
                        return lines;
                    });
        }

        @Test
        @DisplayName("the inner one fails: the outer again")
        void outerAfterTheInnerFailed() {
            assertLines("Ada plays, in it Bo, whose action threw " + slipped, List.of("[Ada] laughs"),
                    () -> CurrentPlayer.playAs("Ada", () -> {
                        outcome(() -> CurrentPlayer.playAs("Bo", () -> {
                            throw slipped;
                        }));
                        return List.of(CurrentPlayer.logLine("laughs"));
                    }));
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("Seen by the tasks")
    class SeenByTasks {

        @Test
        @DisplayName("together: every action sees the player")
        void togetherSeesThePlayer() {
            assertLines("Ada plays, and in it two actions run together", List.of("[Ada] jumps", "[Ada] shoots"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.of(
                            () -> logs("jumps"), () -> logs("shoots")))));
        }

        @Test
        @DisplayName("together: at the same time, and the results in order")
        void togetherIsTogether() {
            var both = new CountDownLatch(2);
            var second = new CountDownLatch(1);
            assertLines("""
                    Ada plays, and two actions run together. They meet, then the second ends, then the \
                    first""", List.of("[Ada] first", "[Ada] second"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.of(() -> {
                        meet(both);
                        second.await();
                        return logs("first");
                    }, () -> {
                        meet(both);
                        second.countDown();
                        return logs("second");
                    }))));
        }

        @Test
        @DisplayName("together without a player: the server")
        void togetherWithoutAPlayer() {
            assertLines("Nobody is playing, and two actions run together", List.of("[server] rains", "[server] snows"),
                    () -> CurrentPlayer.together(List.of(() -> logs("rains"), () -> logs("snows"))));
        }

        @Test
        @DisplayName("together in together")
        void grandchildrenSeeThePlayer() {
            assertLines("Ada plays, in it two actions run together, and in the first two more", List.of(
                    "[Ada] left", "[Ada] right", "[Ada] dog"),
                    () -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.<Callable<List<String>>>of(
                            () -> CurrentPlayer.together(List.of(() -> logs("left"), () -> logs("right"))),
                            () -> List.of(logs("dog"))))).stream().flatMap(List::stream).toList());
        }

        @Test
        @DisplayName("a scope of the action's own")
        void scopeOfTheActionsOwn() {
            assertLines("Ada plays, and her action forks two tasks in a scope of its own", List.of(
                    "[Ada] jumps", "[Ada] shoots"), () -> CurrentPlayer.playAs("Ada", () -> {
                        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
                            scope.fork(() -> logs("jumps"));
                            scope.fork(() -> logs("shoots"));
                            return scope.join().map(Subtask::get).toList();
                        }
                    }));
        }

        @Test
        @DisplayName("one task's own player is none of the others' business")
        void rebindingInATaskConcernsNobodyElse() {
            var bound = new CountDownLatch(1);
            var looked = new CountDownLatch(1);
            assertLines("""
                    Ada plays, and two actions run together. The first binds her dog; meanwhile the second looks who \
                    is playing""", List.of("[dog] barks", "[Ada] looks", "[Ada] wins"),
                    () -> CurrentPlayer.playAs("Ada", () -> {
                        var lines = new ArrayList<>(CurrentPlayer.together(List.<Callable<String>>of(
                                () -> CurrentPlayer.playAs("dog", () -> {
                                    bound.countDown();
                                    looked.await();
                                    return logs("barks");
                                }), () -> {
                                    bound.await();
                                    String line = logs("looks");
                                    looked.countDown();
                                    return line;
                                })));
                        lines.add(CurrentPlayer.logLine("wins"));
                        return lines;
                    }));
        }

        @Test
        @DisplayName("together: a failure ends the others, and reaches the caller")
        void failureEndsTheOthers() {
            var begun = new CountDownLatch(1);
            var call = call(() -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.<Callable<String>>of(
                    () -> tasks.run(() -> {
                        begun.countDown();
                        mayGoOn.await();
                        return "never";
                    }), () -> {
                        begun.await();
                        throw slipped;
                    }))));
            call.awaitThrown("Two actions run together. The second failed, the first waits until it is interrupted",
                    slipped);
        }

        @Test
        @DisplayName("together: ends when all its actions have")
        void endsWhenAllHaveEnded() {
            var begun = new CountDownLatch(1);
            var called = new CountDownLatch(1);
            var call = call(() -> CurrentPlayer.playAs("Ada", () -> CurrentPlayer.together(List.<Callable<String>>of(
                    () -> tasks.run(() -> {
                        begun.countDown();
                        try {
                            mayGoOn.await();
                        } catch (InterruptedException _) {
                            called.countDown();
                            Caller.awaitInSpiteOfInterrupts(mayGoOn);
                        }
                        return "too late";
                    }), () -> {
                        begun.await();
                        throw slipped;
                    }))));
            call.await(called, "Two actions run together, and the second failed. So the first should be interrupted");
            String when = "Two actions ran together. The second failed, the first was interrupted and takes a moment";
            call.assertWaitsWithoutLimit(when + ": 2 - 1 = 1 has not ended");
            mayGoOn.countDown();
            call.awaitThrown(when, slipped);
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("Seen by nobody else")
    class NobodyElse {

        @Test
        @DisplayName("two players at the same time")
        void playersAtTheSameTime() {
            var adaIsBound = new CountDownLatch(1);
            var boHasLooked = new CountDownLatch(1);
            var ada = call(() -> CurrentPlayer.playAs("Ada", () -> {
                adaIsBound.countDown();
                boHasLooked.await();
                return List.of(CurrentPlayer.logLine("jumps"));
            }));
            assertLines("Ada plays on one thread, and meanwhile Bo on another. Before Bo there is the server",
                    List.of("[server] waits", "[Bo] looks", "[server] waits again"), () -> {
                        adaIsBound.await();
                        try {
                            String before = CurrentPlayer.logLine("waits");
                            String inside = CurrentPlayer.playAs("Bo", () -> CurrentPlayer.logLine("looks"));
                            return List.of(before, inside, CurrentPlayer.logLine("waits again"));
                        } finally {
                            boHasLooked.countDown();
                        }
                    });
            assertReturned(ada, "Ada plays on one thread, and meanwhile Bo has played on another",
                    List.of("[Ada] jumps"));
        }

        @Test
        @DisplayName("a thread in no scope")
        void strayThreadDoesNotSeeThePlayer() {
            assertLines("Ada plays, and a thread was started in her action that belongs to no scope",
                    List.of("[server] strays"), () -> CurrentPlayer.playAs("Ada", () -> {
                        var lines = new ArrayList<String>();
                        var stray = Thread.ofVirtual().start(() -> lines.add(CurrentPlayer.logLine("strays")));
                        stray.join();
                        return lines;
                    }));
        }

        @Test
        @DisplayName("who plays next on the same thread")
        void nextOnTheSameThread() {
            assertLines("Ada has played, then Bo, then nobody, all on one thread",
                    List.of("[Ada] jumps", "[Bo] jumps", "[server] rests"), () -> List.of(
                            CurrentPlayer.playAs("Ada", () -> CurrentPlayer.logLine("jumps")),
                            CurrentPlayer.playAs("Bo", () -> CurrentPlayer.logLine("jumps")),
                            CurrentPlayer.logLine("rests")));
        }
    }

    /// A line of the log, written by a task.
    private String logs(String text) {
        return tasks.run(() -> {
            String line = CurrentPlayer.logLine(text);
            trail.add(line);
            return line;
        });
    }

    private static void meet(CountDownLatch others) throws InterruptedException {
        others.countDown();
        others.await();
    }

    private static String outcome(Callable<?> action) {
        try {
            return "returned " + action.call();
        } catch (Exception thrown) {
            return "threw " + thrown;
        }
    }

    private void assertLines(String when, List<String> expected, Callable<List<String>> action) {
        assertReturned(call(action), when, expected);
    }

    private void assertReturned(Tasks.Call<List<String>> call, String when, List<String> expected) {
        var returned = call.awaitResult(when, "return " + expected);
        assertThat(returned).withFailMessage("%s. Expected: %s. Yours: %s.", when, expected, returned)
                .isEqualTo(expected);
    }

    private <V> Tasks.Call<V> call(Callable<V> play) {
        return tasks.call("the play", play);
    }

    private String shown() {
        return trail.isEmpty() ? "nothing" : String.join(" | ", trail);
    }
}
