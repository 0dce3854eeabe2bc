package quest.tasks.scenes;

import static quest.tasks.scopes.Quorum.quorum;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import quest.stage.Scene;
import quest.stage.Stage;

/// A council of five, whose word is law when three have spoken: the joiner that the JDK does not have.
public final class Quorum implements Scene {

    static final int ENOUGH = 3;

    private record Elder(String name, Duration thinks) {
    }

    private static final List<Elder> COUNCIL = List.of(
            new Elder("ada", Duration.ofMillis(2000)),
            new Elder("bo", Duration.ofMillis(800)),
            new Elder("cleo", Duration.ofMillis(400)),
            new Elder("dag", Duration.ofMillis(1200)),
            new Elder("eve", Duration.ofMillis(4000)));

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, Pause.asleepOn(stage));
    }

    void play(Stage stage, Pause pause) throws Exception {
        allOfThem(stage, pause, Set.of("bo"));
        threeOfFive(stage, pause, Set.of("bo"));
        threeOfFive(stage, pause, Set.of("bo", "cleo", "dag"));
    }

    /// @param hoarse who has lost their voice
    static void allOfThem(Stage stage, Pause pause, Set<String> hoarse) throws InterruptedException {
        stage.act("All five must speak: allSuccessfulOrThrow");
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            for (var elder : COUNCIL) {
                scope.fork(() -> speak(stage, pause, elder, hoarse));
            }
            tellLaw(stage, scope.join().map(Subtask::get).toList());
        } catch (FailedException e) {
            stage.tell("herald", "no law today: " + e.getCause().getMessage());
        }
    }

    /// @param hoarse who has lost their voice
    static void threeOfFive(Stage stage, Pause pause, Set<String> hoarse) throws InterruptedException {
        stage.act("Three of five are enough, and %d %s hoarse: quorum(3, 5)"
                .formatted(hoarse.size(), hoarse.size() == 1 ? "is" : "are"));
        try {
            tellLaw(stage, firstThree(stage, pause, hoarse));
        } catch (FailedException e) {
            stage.tell("herald", "no law today: " + e.getCause().getMessage());
            for (var failure : e.getCause().getSuppressed()) {
                stage.tell("herald", "   " + failure.getMessage());
            }
        }
    }

    private static List<String> firstThree(Stage stage, Pause pause, Set<String> hoarse) throws InterruptedException {
        Joiner<String, List<String>> threeOfFive = quorum(ENOUGH, COUNCIL.size());
        try (var scope = StructuredTaskScope.open(threeOfFive)) {
            for (var elder : COUNCIL) {
                scope.fork(() -> speak(stage, pause, elder, hoarse));
            }
            return scope.join();
        }
    }

    private static void tellLaw(Stage stage, List<String> voices) {
        stage.tell("herald", "it is law, by the voices of " + String.join(", ", voices));
    }

    private static String speak(Stage stage, Pause pause, Elder elder, Set<String> hoarse) throws Exception {
        try {
            pause.pass(elder.name(), elder.thinks());
        } catch (InterruptedException e) {
            stage.tell(elder.name(), "is excused");
            throw e;
        }
        if (hoarse.contains(elder.name())) {
            stage.tell(elder.name(), "only coughs");
            throw new Exception(elder.name() + " is hoarse");
        }
        stage.tell(elder.name(), "speaks");
        return elder.name();
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Quorum: three voices of five are law";
    }

    @Override
    public String remark() {
        return """
                One hoarse elder, and all-or-none has no law, though the others were about to
                speak. The quorum had it as soon as the third had spoken, and excused who was
                still thinking. And when three are hoarse it does not wait for the rest: with
                two left there can be no law. A joiner is two questions, asked at each end of a
                task and at join. Databases that keep five copies read three of them like this.
                """;
    }
}
