package quest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.exercises.kit.State;

/// A test that passes on a stub would give points for nothing, and one that fails on it would greet the learner in red.
class StubsTest {
    private final Course course = Course.here();

    @Test
    void everyTestOfAPristineStubIsNotStarted(@TempDir Path folder) throws Exception {
        var stubs = course.exercises().stream().collect(Collectors.toMap(exercise -> exercise, course::stub));
        var results = new Sandbox(folder).run(stubs, "-Dquest.runUntouched=true");

        var otherwise = new ArrayList<String>();
        results.forEach((exercise, result) -> result.tests().forEach(test -> {
            if (test.state() != State.NOT_STARTED || !test.where().matches(".*" + exercise.name() + "\\.java:\\d+")) {
                otherwise.add(exercise.name() + "." + test.name() + " is " + test.state() + ": " + test.message());
            }
        }));
        assertThat(otherwise).as("tests of pristine stubs that are not 'not started'").isEmpty();
    }
}
