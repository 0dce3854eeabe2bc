package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ScoreboardTest {
    private static final Result RIGHT = result("lesson01", "First", group("G", 1, State.RIGHT, State.RIGHT));
    private static final Result PARTLY = result("lesson01", "Second",
            group("G", 0.1, State.RIGHT), group("H", 0.2, State.RIGHT), group("I", 2.7, State.RIGHT, State.WRONG));
    private static final Result UNTOUCHED = result("lesson02", "Third", group("G", 4, State.NOT_STARTED));

    @Test
    void pointsAddUp() {
        assertThat(PARTLY.points()).isEqualTo(0.3);
        assertThat(PARTLY.possible()).isEqualTo(3.0);
        assertThat(scoreboard(false).text().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "First right 1 of 1",
                "Second wrong, 3 of 4 tests right 0.3 of 3",
                "lesson01 [#########---------------------] 1.3 of 4",
                "Third not started 0 of 4",
                "lesson02 [------------------------------] 0 of 4",
                "Total [####--------------------------] 1.3 of 8",
                "7 tests: 1 not started, 5 right, 1 wrong");
    }

    @Test
    void exerciseIsAsFarAsItsTests() {
        assertThat(result("l", "E", group("G", 1, State.RIGHT, State.NOT_STARTED)).state()).isEqualTo(State.STARTED);
        assertThat(result("l", "E", group("G", 1, State.NOT_STARTED, State.WRONG)).state()).isEqualTo(State.WRONG);
        assertThat(result("l", "E", group("G", 1, State.WRONG, State.HUNG)).state()).isEqualTo(State.HUNG);
        assertThat(RIGHT.state()).isEqualTo(State.RIGHT);
        assertThat(UNTOUCHED.state()).isEqualTo(State.NOT_STARTED);
    }

    @Test
    void onlyAGradeHoldsNotStartedAgainstAnybody() {
        var results = List.of(RIGHT, PARTLY, UNTOUCHED);
        assertThat(results).extracting(scoreboard(false)::isRed).containsExactly(false, true, false);
        assertThat(results).extracting(scoreboard(true)::isRed).containsExactly(false, true, true);
    }

    @Test
    void nextIsTheFirstThatIsNotRight() {
        assertThat(scoreboard(false).text()).endsWith("Next: Second, Second.java:4\n");
    }

    @Test
    void equalFailuresAreToldOnce() {
        var wrong = result("lesson01", "Same", group("G", 1, State.WRONG, State.WRONG, State.WRONG, State.RIGHT));

        assertThat(scoreboard(false).details(wrong)).isEqualTo("""

                lesson01 Same
                  [wrong] G: title 0
                      it is "wrong" <&>\u0001
                      Look at Same.java:4
                  And 2 more. See all: ./quest check Same
                """);
        assertThat(scoreboard(false).details(RIGHT)).isEmpty();
    }

    @Test
    void exerciseThatIsBegunSaysWhereToGoOn() {
        var begun = result("lesson01", "Begun", group("G", 1, State.RIGHT, State.NOT_STARTED, State.NOT_STARTED));

        assertThat(scoreboard(false).details(begun)).isEqualTo("""

                lesson01 Begun
                  [2 tests it is "not started" <&>\u0001]
                      Begin at Begun.java:4
                """);
        assertThat(scoreboard(false).details(UNTOUCHED)).isEmpty();
    }

    @Test
    void longLinesAreBrokenBetweenWordsAndPlacesStayWhole() {
        String place = "at " + "deep/".repeat(30) + "File.java:7 (in a lambda)";
        assertThat(Scoreboard.wrapped("  " + "word ".repeat(40) + "\n" + place).lines()).containsExactly(
                "        " + "word ".repeat(18).strip(), "        " + "word ".repeat(18).strip(),
                "        word word word word",
                "      " + place);
    }

    @Test
    void csvHasALineForEachExercise() {
        assertThat(reports(false).csv()).isEqualTo("""
                lesson,exercise,state,points,possible
                lesson01,First,right,1,1
                lesson01,Second,wrong,0.3,3
                lesson02,Third,not started,0,4
                """);
    }

    @Test
    void jsonHoldsEverything() {
        var grade = (Map<?, ?>) Json.read(reports(true).json());
        assertThat(grade.get("strict")).isEqualTo(true);
        assertThat(grade.get("points")).isEqualTo(1.3);
        assertThat(grade.get("possible")).isEqualTo(8.0);
        assertThat((List<?>) grade.get("exercises")).hasSize(3);
        assertThat(reports(true).json()).contains(Json.write(PARTLY));
    }

    @Test
    void junitXmlIsWellFormedWhateverTheMessages() throws Exception {
        assertThat(suites(false)).containsExactly("First 2/0/0", "Second 4/1/0", "Third 1/0/1");
        assertThat(suites(true)).containsExactly("First 2/0/0", "Second 4/1/0", "Third 1/1/0");
    }

    private static List<String> suites(boolean strict) throws Exception {
        var bytes = reports(strict).junit().getBytes(StandardCharsets.UTF_8);
        var nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes))
                .getElementsByTagName("testsuite");
        var suites = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            var suite = (Element) nodes.item(i);
            assertThat(suite.getElementsByTagName("failure").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("failures")));
            suites.add(suite.getAttribute("name").replaceFirst(".*\\.", "") + " " + suite.getAttribute("tests") + "/"
                    + suite.getAttribute("failures") + "/" + suite.getAttribute("skipped"));
        }
        return suites;
    }

    private static Scoreboard scoreboard(boolean strict) {
        return new Scoreboard(List.of(RIGHT, PARTLY, UNTOUCHED), strict);
    }

    private static Reports reports(boolean strict) {
        return new Reports(List.of(RIGHT, PARTLY, UNTOUCHED), strict);
    }

    private static Result result(String lesson, String exercise, Result.Group... groups) {
        var placed = new ArrayList<Result.Group>();
        for (var group : groups) {
            var tests = group.tests().stream().map(test -> placed(test, exercise + ".java:4")).toList();
            placed.add(Result.Group.of(group.name(), group.possible(), tests));
        }
        return Result.of(lesson, exercise, null, placed);
    }

    private static Result.Test placed(Result.Test test, String where) {
        return test.isRight() ? test
                : new Result.Test(test.name(), test.title(), test.state(), test.message(), where, test.millis());
    }

    private static Result.Group group(String name, double possible, State... states) {
        var tests = new ArrayList<Result.Test>();
        for (var state : states) {
            tests.add(new Result.Test("test" + tests.size(), "title " + tests.size(), state,
                    state == State.RIGHT ? null : "it is \"" + state + "\" <&>\u0001", null, 1));
        }
        return Result.Group.of(name, possible, tests);
    }
}
