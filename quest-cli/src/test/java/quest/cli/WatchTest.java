package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `watch` as it handles events, with checks and an editor that only note that they were asked, and a display that
/// keeps what a terminal of 80 columns and 24 lines would show.
class WatchTest {

    private static final String STUB = """
            package quest.exercises.lesson01;

            import static quest.exercises.Todo.todo;

            /// # Doorbell, 2 points
            ///
            /// Whoever stands at the door of the inn wants to be heard.
            ///
            /// 1. `ring` rings once.
            ///    Example: `ring()` returns 1.
            public final class Doorbell {
                public int ring() {
                    throw todo("ring once");
                }
            }
            """;

    private final class Display implements WatchDisplay {
        String shown = "";
        int scroll;

        @Override
        public void show(WatchState state) {
            var page = new WatchView(session).page(state, 80);
            shown = page.fit(session.screen(), 80, 24, scroll).stream().map(String::stripTrailing)
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public void scroll(int lines) {
            scroll += lines;
        }

        @Override
        public int page() {
            return 16;
        }

        @Override
        public void top() {
            scroll = 0;
        }
    }

    @TempDir
    private Path home;

    private TestCourse course;
    private Session session;
    private Display display;
    private final List<String> checked = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private Watch watch;
    private Exercise bell;

    @BeforeEach
    void makeCourse() {
        course = new TestCourse(home);
        bell = course.exercise("Doorbell");
        TestCourse.write(course.course.stubs().resolve("lesson01/Doorbell.java"), STUB);
        TestCourse.write(course.file("Doorbell"), STUB);
        TestCourse.write(course.course.hints().resolve("lesson01/Doorbell.md"), "## Hint 1\n\nWhat does a bell do?\n\n"
                + "## Hint 2\n\nCount.\n\n## Hint 3\n\n```\nreturn 1\n```\n");
        session = course.session(Screen.plain(System.out));
        display = new Display();
        watch = new Watch(session, display, exercise -> {
            checked.add(exercise.name());
            return checked.size();
        }, exercise -> {
            opened.add(exercise.name());
            return "Opened with ed.";
        });
        watch.begin(bell);
    }

    private void press(Key... keys) {
        for (var key : keys) {
            assertThat(watch.handle(new WatchEvent.Pressed(key))).isTrue();
        }
    }

    /// The learner has written something, and these tests were run on it.
    private void verdict(State state, double points, ExerciseResult.Test... tests) {
        course.solve("Doorbell", "return " + checked.size() + ";");
        watch.handle(new WatchEvent.Saved(bell));
        course.result("Doorbell", state, points, tests);
        var result = session.desk().standing(bell).result();
        watch.handle(new WatchEvent.Checked(checked.size(),
                new CheckOutcome.Tested(bell, result, new ForkedJvm.Ended(false, 0, "", false))));
    }

    private static ExerciseResult.Test wrong() {
        return new ExerciseResult.Test("ringsOnce", "a bell rings once", State.WRONG,
                "ring() was called once, and should return 1. Yours returned 3.\n  ring   ---*---*---*--> t",
                "exercises/src/main/java/quest/exercises/lesson01/Doorbell.java:13", 1);
    }

    @Test
    void beginShowsTheTaskAndRunsNothing() {
        assertThat(checked).isEmpty();
        assertThat(display.shown).isEqualTo("""
                Doorbell  lesson 1, exercise 1 of 2                                0 of 2 points
                exercises/src/main/java/quest/exercises/lesson01/Doorbell.java

                - Write your code where it says todo, and save: it is tested at once.
                  Begin at line 13.  o opens it.

                Your task
                Whoever stands at the door of the inn wants to be heard.

                1. `ring` rings once.
                   Example: `ring()` returns 1.










                --------------------------------------------------------------------------------
                lesson 1 ............ 0 of 3   course ............ 0 of 6
                h hint   n next   l list   o open   r run again   q quit""");
    }

    @Test
    void whatIsBegunIsCheckedAtOnce() {
        course.solve("Doorbell", "return 3;");
        watch.begin(bell);
        assertThat(checked).containsExactly("Doorbell");
        assertThat(display.shown).contains("Testing what you have").contains("testing ...");
    }

    @Test
    void failureShowsItsMessageTheTimelineAndTheTask() {
        verdict(State.WRONG, 0, TestCourse.test("canBeMade", State.RIGHT), wrong());
        assertThat(display.shown).isEqualTo("""
                Doorbell  lesson 1, exercise 1 of 2                                0 of 2 points
                exercises/src/main/java/quest/exercises/lesson01/Doorbell.java

                A group  +x                                                               0 of 2

                x Look at this one: a bell rings once
                  ring() was called once, and should return 1. Yours returned 3.
                    ring   ---*---*---*--> t
                  at exercises/src/main/java/quest/exercises/lesson01/Doorbell.java:13

                Your task
                Whoever stands at the door of the inn wants to be heard.

                1. `ring` rings once.
                   Example: `ring()` returns 1.






                --------------------------------------------------------------------------------
                lesson 1 ............ 0 of 3   course ............ 0 of 6
                h hint   n next   l list   o open   r run again   q quit""");
    }

    @Test
    void passIsCongratulatedAndOpensTheSolution() {
        verdict(State.RIGHT, 2, TestCourse.test("ringsOnce", State.RIGHT));
        assertThat(display.shown).isEqualTo("""
                Doorbell  lesson 1, exercise 1 of 2                                2 of 2 points
                exercises/src/main/java/quest/exercises/lesson01/Doorbell.java

                + Right: its test passes. 2 points. Well done.

                The solution is open to you now, to compare it with yours:
                  ./quest solution Doorbell

                Next: ReadyQueue. Press n, or save its file:
                  exercises/src/main/java/quest/exercises/lesson01/ReadyQueue.java











                --------------------------------------------------------------------------------
                lesson 1 ########.... 2 of 3   course ####........ 2 of 6
                h hint   n next   l list   o open   r run again   q quit""");
    }

    @Test
    void lastExerciseOfALessonAndOfTheCourseAreSaidToBe() {
        for (var name : List.of("ReadyQueue", "MiniPromise")) {
            course.solve(name, "return 1;");
            course.result(name, State.RIGHT, course.exercise(name).points(), TestCourse.test("t", State.RIGHT));
        }
        verdict(State.RIGHT, 2, TestCourse.test("ringsOnce", State.RIGHT));

        assertThat(display.shown).contains("Lesson 1, the event loop, is complete.").contains("the last one");
        press(Key.NEXT);
        assertThat(display.shown).contains("All the others are right.");
    }

    @Test
    void compileErrorShowsFileLineAndMessage() {
        course.solve("Doorbell", "return x;");
        watch.handle(new WatchEvent.Saved(bell));
        watch.handle(new WatchEvent.Checked(1, new CheckOutcome.NotCompiled(bell, List.of(new CompileError(
                course.file("Doorbell"), 13, 16, "        return x;", "cannot find symbol")), false)));

        assertThat(display.shown).contains("""
                x It does not compile, so no test was run.

                exercises/src/main/java/quest/exercises/lesson01/Doorbell.java:13
                    return x;
                           ^
                    cannot find symbol
                """).contains("Your task");
    }

    @Test
    void hangIsShownWhileOtherTestsRunAndTheVerdictFollows() {
        course.solve("Doorbell", "while (true) { }");
        watch.handle(new WatchEvent.Saved(bell));
        watch.handle(new WatchEvent.Hung(1, new ExerciseResult.Test("ringsOnce", "a bell rings once", State.HUNG,
                "not done after 10 seconds.", null, 0)));

        assertThat(display.shown).contains("One test hung, the others still run")
                .contains("This one hung: a bell rings once").contains("not done after 10 seconds.");
        verdict(State.WRONG, 0, wrong());
        assertThat(display.shown).doesNotContain("hung");
    }

    @Test
    void brokenOffRunSaysWhyAndWhatWasPrinted() {
        watch.handle(new WatchEvent.Saved(bell));
        watch.handle(new WatchEvent.Checked(1, new CheckOutcome.BrokenOff(bell, State.WRONG, "The JVM ended.",
                new ForkedJvm.Ended(false, 0, "ding\033[2Jdong\n", false))));

        assertThat(display.shown).contains("x The JVM ended.").contains("| ding[2Jdong").doesNotContain("\033");
    }

    @Test
    void outcomeOfAnEarlierRunIsNoMatter() {
        course.solve("Doorbell", "return 3;");
        watch.handle(new WatchEvent.Saved(bell));
        watch.handle(new WatchEvent.Saved(bell));
        watch.handle(new WatchEvent.Checked(1, new CheckOutcome.NotBegun(bell, false)));

        assertThat(watch.state().running()).isTrue();
        assertThat(watch.state().outcome()).isNull();
    }

    @Test
    void savingAnotherExerciseTurnsToIt() {
        course.solve("ReadyQueue", "return 1;");
        watch.handle(new WatchEvent.Saved(course.exercise("ReadyQueue")));

        assertThat(checked).containsExactly("ReadyQueue");
        assertThat(display.shown).startsWith("ReadyQueue  lesson 1, exercise 2 of 2");
    }

    @Test
    void hintsGoOneFurtherAndEnterGoesBack() {
        press(Key.HINT);
        assertThat(display.shown).contains("Hint 1 of 3").contains("What does a bell do?");
        press(Key.HINT, Key.HINT);
        assertThat(display.shown).contains("Hint 3 of 3").contains("solution Doorbell --peek");
        press(Key.ENTER);
        assertThat(display.shown).contains("Your task");
    }

    @Test
    void exerciseWithoutHintsSaysSoAndGoesOn() {
        press(Key.NEXT, Key.HINT);
        assertThat(display.shown).contains("There are no hints for ReadyQueue").contains("Your task");
    }

    @Test
    void nextGoesToTheNextThatIsNotRightAndRoundTheList() {
        press(Key.NEXT);
        assertThat(watch.state().exercise().name()).isEqualTo("ReadyQueue");
        course.solve("MiniPromise", "return 1;");
        course.result("MiniPromise", State.RIGHT, 3, TestCourse.test("t", State.RIGHT));
        press(Key.NEXT);
        assertThat(watch.state().exercise().name()).isEqualTo("Doorbell");
    }

    @Test
    void listChoosesWithTheArrows() {
        press(Key.LIST, Key.DOWN, Key.DOWN, Key.DOWN);
        assertThat(display.shown).contains("""
                Up and down choose, Enter goes there, l goes back.
                1  The event loop
                  - Doorbell                0 of 2   not started
                  - ReadyQueue              0 of 1   not started
                2  Futures
                > - MiniPromise             0 of 3   not started
                """);
        press(Key.LIST);
        assertThat(display.shown).startsWith("Doorbell").contains("Your task");
        press(Key.LIST, Key.DOWN, Key.ENTER);
        assertThat(display.shown).startsWith("ReadyQueue").contains("Write your code");
    }

    @Test
    void openAndRunAgainDoWhatTheySay() {
        press(Key.OPEN, Key.RUN);
        assertThat(opened).containsExactly("Doorbell");
        assertThat(checked).containsExactly("Doorbell");
        press(Key.OPEN);
        assertThat(display.shown).contains("Opened with ed.");
    }

    @Test
    void faultOfTheEnvironmentIsToldAndTheWatchGoesOn() {
        press(Key.RUN);
        assertThat(watch.handle(new WatchEvent.Failed(1, "Cannot start a JVM: no memory"))).isTrue();

        assertThat(display.shown).contains("Cannot start a JVM: no memory");
        assertThat(watch.state().running()).isFalse();
    }

    @Test
    void quitEndsAndSoDoesTheEndOfInputOnceTheVerdictIsTold() {
        assertThat(watch.handle(new WatchEvent.Pressed(Key.QUIT))).isFalse();

        press(Key.RUN);
        assertThat(watch.handle(new WatchEvent.InputEnded())).as("a check is under way").isTrue();
        assertThat(watch.handle(new WatchEvent.Checked(1, new CheckOutcome.NotBegun(bell, false)))).isFalse();
    }

    @Test
    void everyScreenFitsNarrowTerminals() {
        verdict(State.WRONG, 0, wrong());
        for (var width : List.of(80, 60, 40)) {
            for (var state : List.of(watch.state(), watch.state().chosen(bell),
                    watch.state().hint(Hints.next(session, bell, 1)))) {
                assertThat(new WatchView(session).page(state, width).fit(session.screen(), width, 20, 0))
                        .hasSize(20).allMatch(line -> Screen.width(line) <= width);
            }
        }
    }
}
