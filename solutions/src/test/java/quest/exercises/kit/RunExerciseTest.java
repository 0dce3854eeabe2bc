package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the exercises of lesson 0, which are made to go wrong, each in a JVM as the command and Maven do.
class RunExerciseTest {
    @TempDir
    private Path folder;

    @Test
    void todoMeansNotStartedWhereverItIsThrown() throws Exception {
        var jvm = run("NotStarted");
        var result = jvm.result("NotStarted");

        assertThat(result.tests()).allSatisfy(test -> {
            assertThat(test.state()).as(test.name()).isEqualTo(State.NOT_STARTED);
            assertThat(test.message()).isEqualTo("not started: the part that is missing");
            assertThat(test.where()).isEqualTo(ExerciseJvm.inAnswers("throw todo("));
        });
        assertThat(result.tests()).hasSize(10);
        assertThat(result.state()).isEqualTo(State.NOT_STARTED);
        assertThat(result.points()).isZero();
        assertThat(jvm.exitCode()).isEqualTo(1);
        assertThat(jvm.output()).as("stack traces of a Todo would only be noise").isEmpty();
    }

    @Test
    void groupEarnsItsPointsWhenAllItsTestsAreRight() throws Exception {
        var jvm = run("Mixed");
        var result = jvm.result("Mixed");

        assertThat(result.groups()).extracting(Result.Group::name)
                .containsExactly("All of this is right", "Some of this is wrong");
        assertThat(result.groups()).extracting(Result.Group::points).containsExactly(0.5, 0.0);
        assertThat(result.points()).isEqualTo(0.5);
        assertThat(result.possible()).isEqualTo(2.0);
        assertThat(result.state()).isEqualTo(State.WRONG);
        assertThat(jvm.exitCode()).isEqualTo(1);
    }

    @Test
    void testsComeInTheOrderOfTheSource() throws Exception {
        assertThat(run("Mixed").result("Mixed").tests()).extracting(Result.Test::name).containsExactly(
                "zoologist", "aardvark",
                "assertionFails", "learnersCodeThrows", "oneRunIsWrong", "memoryRunsOut", "right", "notStarted");
    }

    @Test
    void failureSaysWhatHappenedAndWhere() throws Exception {
        var tests = run("Mixed").tests("Mixed");

        assertThat(tests.get("assertionFails").message()).contains("the trail", "\"a\", \"b\"", "\"b\", \"a\"");
        assertThat(tests.get("assertionFails").where())
                .isEqualTo("exercises/src/main/java/quest/exercises/lesson00/Mixed.java");
        assertThat(tests.get("learnersCodeThrows").message())
                .startsWith("your code threw java.lang.NullPointerException");
        assertThat(tests.get("learnersCodeThrows").where()).isEqualTo(ExerciseJvm.inAnswers("nothing.hashCode()"));
        assertThat(tests.get("oneRunIsWrong").message()).isEqualTo("-2 is not positive");
        assertThat(tests.get("memoryRunsOut").message()).contains("OutOfMemoryError");
        assertThat(tests.get("right").isRight()).isTrue();
        assertThat(tests.get("notStarted").state()).isEqualTo(State.NOT_STARTED);
    }

    @Test
    void systemExitIsExplainedAndCannotPretendSuccess() throws Exception {
        var jvm = run("Exits");
        var ends = jvm.tests("Exits").get("ends");

        assertThat(ends.state()).isEqualTo(State.WRONG);
        assertThat(ends.message()).contains("System.exit");
        assertThat(ends.where()).isEqualTo(ExerciseJvm.inAnswers("System.exit"));
        assertThat(jvm.tests("Exits").get("neverRun").state()).isEqualTo(State.WRONG);
        assertThat(jvm.result("Exits").points()).as("the group before it").isEqualTo(1.0);
        assertThat(jvm.exitCode()).isEqualTo(1);
    }

    @Test
    void haltLeavesNoResultNotEvenAnOldOne() throws Exception {
        Path old = Result.file(folder.resolve("results"), "lesson00", "Halts");
        Files.createDirectories(old.getParent());
        Files.writeString(old, "an old result");

        assertThat(run("Halts").file("Halts")).isEqualTo(old).doesNotExist();
    }

    @Test
    void exitCodeIsZeroWhenAllIsRight() throws Exception {
        var jvm = run("Right");
        assertThat(jvm.result("Right").state()).isEqualTo(State.RIGHT);
        assertThat(jvm.exitCode()).isZero();
    }

    @Test
    void missingTestClassIsTheEnvironmentsFault() throws Exception {
        var jvm = run("Nowhere");

        assertThat(jvm.exitCode()).isEqualTo(3);
        assertThat(jvm.output()).isEqualToIgnoringNewLines(
                "there is no test class quest.exercises.lesson00.NowhereTest on the class path");
    }

    @Test
    void untouchedExerciseIsNotRun() throws Exception {
        // As if the learner's file and its stub were the same; the tests, if they ran, would be right.
        Path source = folder.resolve("source/quest/exercises/lesson00/Right.java");
        Path stub = folder.resolve("stubs/lesson00/Right.java");
        for (Path file : List.of(source, stub)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "class Right {\n    throw todo(\"begin\");\n}\n");
        }
        String[] properties = {
            "-Dquest.exercises.source=" + folder.resolve("source"), "-Dquest.stubs=" + folder.resolve("stubs")};

        var untouched = run("Right", properties).result("Right");
        assertThat(untouched.state()).isEqualTo(State.NOT_STARTED);
        assertThat(untouched.tests().findFirst().orElseThrow().where()).endsWith("lesson00/Right.java:2");
        assertThat(untouched.sourceHash()).hasSize(64);

        Files.writeString(source, "// touched", StandardOpenOption.APPEND);
        assertThat(run("Right", properties).result("Right").state()).isEqualTo(State.RIGHT);
    }

    private ExerciseJvm run(String exercise, String... options) throws Exception {
        return ExerciseJvm.run(folder, List.of(exercise), options);
    }
}
