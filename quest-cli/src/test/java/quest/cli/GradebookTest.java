package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A submission's names and messages are hostile input, too.
class GradebookTest {

    private static final String EVIL = "=cmd|'x' <script>alert(1)</script> \" onload=\"x \u001b[2J \u202e \u0000 ]]> &";

    private static Gradebook book(String name, String message) {
        var tests = List.of(new Grade.OfTest("rings", "it rings " + message, Grade.Standing.WRONG, message, message),
                new Grade.OfTest("stops", "it stops", Grade.Standing.RIGHT, null, null));
        var right = List.of(new Grade.OfTest("is", "it is", Grade.Standing.RIGHT, null, null));
        var exercise = new Grade.OfExercise("lesson01", "Doorbell", Grade.Standing.WRONG, 0.5, 2, null, List.of(
                new Grade.OfGroup("Rings", false, 0, 1.5, tests), new Grade.OfGroup("Is", true, 0.5, 0.5, right)));
        var other = new Grade.OfExercise("lesson01", "Bell", Grade.Standing.ENDED_EARLY, 0, 1, message, List.of());
        var grade = Grade.of(name, List.of("Left out " + message), List.of(exercise, other));
        return new Gradebook(List.of(new Exercise("lesson01", "Doorbell", 2), new Exercise("lesson01", "Bell", 1)),
                List.of(grade, Grade.of("zoe", List.of(), List.of(exercise, other))));
    }

    private static String as(Gradebook.Format format, Gradebook book) {
        return book.as(format, new Screen(new PrintStream(OutputStream.nullOutputStream()), false, false, true));
    }

    @ParameterizedTest
    @EnumSource(Gradebook.Format.class)
    void noFormatPassesOnWhatSteersATerminal(Gradebook.Format format) {
        assertThat(as(format, book(EVIL, EVIL))).doesNotContain("\u001b").doesNotContain("\u202e")
                .doesNotContain("\u0000");
    }

    @Test
    void pageEscapesAllAndAllowsNoScript() {
        assertThat(as(Gradebook.Format.HTML, book(EVIL, EVIL))).doesNotContain("<script").doesNotContain("\" onload")
                .contains("default-src 'none'").contains("&lt;script&gt;").doesNotContain("http://");
    }

    @Test
    void junitIsXmlWhateverIsInIt() throws Exception {
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(
                as(Gradebook.Format.JUNIT, book(EVIL, EVIL)).getBytes(StandardCharsets.UTF_8)));

        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void tableHasALineForEachAndNoFormulas() {
        assertThat(as(Gradebook.Format.CSV, book("=1+1", "x, \"y\"")).split("\r\n")).containsExactly(
                "submission,points,possible,lesson01/Doorbell,lesson01/Bell,remarks",
                "'=1+1,0.5,3,0.5,0,\"Left out x, \"\"y\"\"\"", "zoe,0.5,3,0.5,0,");
    }

    @Test
    void jsonHoldsEveryTestAndSaysWhichAreHidden() {
        assertThat(as(Gradebook.Format.JSON, book("ann", "no")).replaceAll("\\s+", " ")).contains(
                "\"possible\" : 3.0", "\"submission\" : \"ann\"", "\"name\" : \"Is\", \"hidden\" : true",
                "\"name\" : \"rings\", \"title\" : \"it rings no\", \"standing\" : \"wrong\"");
    }

    @Test
    void textOfManyIsATableThatFitsTheScreen() {
        assertThat(as(Gradebook.Format.TEXT, book("n".repeat(100), "m".repeat(50))).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Screen.WIDTH))
                .anyMatch(line -> line.startsWith("zoe") && line.endsWith("0.5"));
    }

    @Test
    void textOfOneTellsWhatIsNotRight() {
        var book = book("ann", "the bell rang 2 times");
        var one = new Gradebook(book.exercises(), book.grades().subList(0, 1));

        assertThat(as(Gradebook.Format.TEXT, one)).contains("0.5 of 3 points").contains("wrong, 2 of 3 tests right")
                .contains("Rings: it rings").contains("    the bell rang 2 times");
    }

    @Test
    void identitiesOfObjectsDoNotMakeTwoGradesDiffer() {
        assertThat(Plain.text("got Object@1b6d3586, mail ann@abc.org")).isEqualTo("got Object@..., mail ann@abc.org");
    }
}
