package quest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import quest.exercises.kit.Exercise;
import quest.exercises.kit.Points;

/// Every exercise has all its parts and its points, and no part is without its exercise.
class PartsTest {
    /// What the lessons are worth whose exercises are complete: 100 points in all.
    private static final Map<String, Double> COMPLETE = Map.of("lesson01", 20.0, "lesson02", 20.0,
            "lesson03", 27.0, "lesson04", 33.0);
    private static final Pattern HINT = Pattern.compile("(?m)^## Hint (\\d+)$");
    private static final Pattern HINT_IS_FOR = Pattern.compile("<!-- for:(.*?)-->", Pattern.DOTALL);

    private final Course course = Course.here();
    private final List<String> problems = new ArrayList<>();

    @Test
    void everyExerciseHasAllItsParts() {
        for (var exercise : course.exercises()) {
            for (Path part : List.of(course.test(exercise), course.hints(exercise), course.stub(exercise),
                    course.solution(exercise))) {
                check(Files.isRegularFile(part), exercise, "has no " + shown(part));
            }
            check(course.mistakes(exercise).size() >= 2, exercise, "has fewer than two named mistakes");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyPartHasItsExercise() {
        var parts = new HashSet<Path>();
        var folders = new LinkedHashSet<Path>();
        for (var exercise : course.exercises()) {
            parts.addAll(List.of(course.hints(exercise), course.stub(exercise), course.solution(exercise)));
            parts.addAll(course.mistakes(exercise));
            folders.addAll(List.of(course.hints(exercise).getParent(), course.stub(exercise).getParent(),
                    course.solution(exercise).getParent(),
                    course.root().resolve("solutions/mistakes/" + exercise.lesson())));
        }
        assertThat(folders.stream().flatMap(folder -> Course.files(folder).stream())
                .filter(file -> !parts.contains(file)).map(this::shown)).as("stray files").isEmpty();
    }

    @Test
    void hintsAreThreeStepsForTestsThatThereAre() {
        for (var exercise : course.exercises()) {
            String hints = Files.exists(course.hints(exercise)) ? Course.read(course.hints(exercise)) : "";
            var numbers = HINT.matcher(hints).results().map(match -> match.group(1)).toList();
            check(numbers.equals(List.of("1", "2", "3")), exercise, "should have hints 1, 2 and 3, but has " + numbers);
            var tests = groups(exercise).stream().flatMap(PartsTest::tests).map(Method::getName).toList();
            HINT_IS_FOR.matcher(hints).results()
                    .flatMap(match -> Arrays.stream(match.group(1).strip().split("\\s*,\\s*")))
                    .filter(name -> !tests.contains(name))
                    .forEach(name -> check(false, exercise, "has a hint for " + name + ", which is no test"));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyMistakeNamesATestThatThereIs() {
        for (var exercise : course.exercises()) {
            for (var file : course.mistakes(exercise)) {
                var mistake = Mistake.read(exercise, file);
                check(groups(exercise).stream().filter(group -> group.getSimpleName().equals(mistake.group()))
                                .flatMap(PartsTest::tests).anyMatch(test -> test.getName().equals(mistake.test())),
                        exercise, "has a mistake caught by what is no test: " + mistake.group() + "." + mistake.test());
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyTestIsInAGroupThatEarnsPoints() throws ClassNotFoundException {
        for (var exercise : course.exercises()) {
            check(tests(testClass(exercise)).findAny().isEmpty(), exercise, "has tests outside of any group");
            for (var group : groups(exercise)) {
                String name = group.getSimpleName();
                check(group.isAnnotationPresent(Points.class), exercise, "has a group without points: " + name);
                check(tests(group).findAny().isPresent(), exercise, "has a group without tests: " + name);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void groupsAddUpToTheirExercise() {
        for (var exercise : course.exercises()) {
            double sum = groups(exercise).stream().map(group -> group.getAnnotation(Points.class))
                    .filter(Objects::nonNull).mapToDouble(Points::value).sum();
            check(Math.abs(sum - exercise.points()) < 0.0005, exercise,
                    "is worth " + exercise.points() + " in exercises.txt, but its groups add up to " + sum);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void exercisesAddUpToTheirLesson() {
        COMPLETE.forEach((lesson, points) -> {
            double sum = course.exercises().stream().filter(exercise -> exercise.lesson().equals(lesson))
                    .mapToDouble(Exercise::points).sum();
            if (sum != points) {
                problems.add(lesson + " should be worth " + points + ", but its exercises add up to " + sum);
            }
        });
        assertThat(problems).isEmpty();
    }

    /// A learner's answers differ from the stubs, and are no fault. So this fails only where it is said that nobody
    /// learns here, which the project's own CI does: `-Dquest.pristine=true`.
    @Test
    @Tag("gate")
    void stubsAreMadeFromTheExercises() {
        var differing = course.exercises().stream()
                .filter(exercise ->
                        !Course.read(course.learnersFile(exercise)).equals(Course.read(course.stub(exercise))))
                .map(Exercise::name).toList();
        assumeTrue(differing.isEmpty() || Boolean.getBoolean("quest.pristine"),
                "these are not as their pristine stubs: " + differing);
        assertThat(differing).as("differing from their pristine stubs (solutions/README.md says how to make them)")
                .isEmpty();
    }

    private void check(boolean condition, Exercise exercise, String problem) {
        if (!condition) {
            problems.add(exercise.lesson() + " " + exercise.name() + " " + problem);
        }
    }

    private String shown(Path file) {
        return course.root().relativize(file).toString();
    }

    private static List<Class<?>> groups(Exercise exercise) {
        return Arrays.stream(testClass(exercise).getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Nested.class)).toList();
    }

    private static Stream<Method> tests(Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class));
    }

    private static Class<?> testClass(Exercise exercise) {
        try {
            return Class.forName(exercise.testClass(), false, PartsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "exercises.txt lists " + exercise.name() + ", but there is no " + e.getMessage(), e);
        }
    }
}
