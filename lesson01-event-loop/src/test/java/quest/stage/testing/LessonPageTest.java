package quest.stage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of lie that a page may tell is found, and the complaint names the page's line.
class LessonPageTest {

    private static final String SOURCE = """
            final class Inn {

                void open() {
                    light();
                    unlock();
                }

                /// Once a night.
                void close() {
                    lock();
                }
            }
            """;

    @TempDir
    private Path course;

    @BeforeEach
    void layOutACourse() throws IOException {
        Files.createDirectories(course.resolve("exercises"));
        Files.createDirectories(course.resolve("lesson01/src"));
        Files.writeString(course.resolve("exercises/exercises.txt"), """
                # lesson   exercise    points
                lesson01   ReadyQueue  1
                lesson02   MiniPromise 2
                """);
        Files.writeString(course.resolve("lesson01/src/Inn.java"), SOURCE);
    }

    private LessonPage page(String text) throws IOException {
        var file = course.resolve("lesson01/README.md");
        Files.writeString(file, text);
        return LessonPage.read(file);
    }

    @Test
    void aSnippetIsRightWhateverItsIndentation() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                void open() {
                    light();
                    unlock();
                }
                ```
                """).wrongSnippets()).isEmpty();
    }

    @Test
    void whatASnippetLeavesOutIsMarked() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                final class Inn {
                    // …
                    void close() {
                        …
                    }
                ```
                """).wrongSnippets()).isEmpty();
    }

    @Test
    void docCommentsMayBeLeftOut() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                }
                void close() {
                ```
                """).wrongSnippets()).isEmpty();
    }

    @Test
    void docCommentsThatAreQuotedMustBeRight() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                /// Once a day.
                void close() {
                ```
                """).wrongSnippets()).containsExactly(
                "README.md:3 says%n    /// Once a day.%nwhich is not in Inn.java".formatted());
    }

    @Test
    void aLineThatHasChangedIsShownBesideTheSource() throws IOException {
        assertThat(page("""
                An inn.

                <!-- source: src/Inn.java -->
                ```java
                void open() {
                    light();
                    open();
                }
                ```
                """).wrongSnippets()).containsExactly(
                "README.md:7 says%n    open();%nbut Inn.java:5 says%n    unlock();".formatted());
    }

    @Test
    void aLineThatIsLeftOutWithoutAMarkIsNoticed() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                void open() {
                    unlock();
                ```
                """).wrongSnippets()).containsExactly(
                "README.md:4 says%n    unlock();%nbut Inn.java:4 says%n    light();".formatted());
    }

    @Test
    void linesInAnotherOrderAreNoticed() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                void close() {
                …
                void open() {
                ```
                """).wrongSnippets()).containsExactly(
                "README.md:5 says%n    void open() {%nwhich is not in Inn.java below line 9".formatted());
    }

    @Test
    void aSnippetThatGoesOnAfterTheEndOfTheSourceIsNoticed() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                        lock();
                    }
                }
                class Tavern {
                ```
                """).wrongSnippets()).containsExactly(
                "README.md:6 says%n    class Tavern {%nbut Inn.java ends there".formatted());
    }

    @Test
    void javaWithoutASourceIsNotAccepted() throws IOException {
        assertThat(page("""
                ```java
                light();
                ```
                <!-- not from the source -->
                ```java
                douse();
                ```
                """).wrongSnippets()).singleElement().asString().startsWith("README.md:1: Java needs");
    }

    @Test
    void aSourceThatDoesNotExistIsNamed() throws IOException {
        assertThat(page("""
                <!-- source: src/Barn.java -->
                ```java
                light();
                ```
                """).wrongSnippets()).singleElement().asString()
                .startsWith("README.md:1: there is no file").endsWith("Barn.java");
    }

    @Test
    void aSnippetThatQuotesNothingIsNotAccepted() throws IOException {
        assertThat(page("""
                <!-- source: src/Inn.java -->
                ```java
                …
                ```
                """).wrongSnippets()).containsExactly("README.md:3 quotes nothing");
    }

    @Test
    void outputIsWhatTheScenePrints() throws IOException {
        assertThat(page("""
                <!-- output: two-heroes -->
                ```text
                …
                    5.00 s  loop          both are done
                …
                ```
                """).wrongOutputs()).isEmpty();
    }

    @Test
    void outputThatNoSceneHasPrintedIsNoticed() throws IOException {
        assertThat(page("""
                <!-- output: two-heroes -->
                ```text
                    8.00 s  loop          both are done
                ```
                """).wrongOutputs()).containsExactly(
                "README.md:3 says%n    8.00 s  loop          both are done%nwhich is not in the output of two-heroes"
                        .formatted());
    }

    @Test
    void outputOfASceneThatDoesNotExistIsNoticed() throws IOException {
        assertThat(page("""
                <!-- output in real time: three-heroes -->
                ```text
                ```
                """).wrongOutputs()).containsExactly("README.md:1: there is no scene three-heroes");
    }

    @Test
    void outputOfASceneThatNeedsRealTimeCannotBeCompared() throws IOException {
        assertThat(page("""
                <!-- output: familiar -->
                ```text
                ```
                """).wrongOutputs()).singleElement().asString().startsWith("README.md:1: familiar cannot be played");
    }

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        assertThat(page("""
                # The inn, and its *keeper*
                [source](src/Inn.java), [above](#the-inn-and-its-keeper), [exercises](../exercises/exercises.txt),
                [elsewhere](https://example.org/nowhere), `[not a link](nowhere.md)`
                ```text
                [nor this](nowhere.md)
                ```
                [gone](src/Barn.java) and [nowhere](#the-barn)
                """).brokenLinks()).containsExactly(
                "README.md:7: the link src/Barn.java leads nowhere",
                "README.md:7: the link #the-barn leads nowhere");
    }

    @Test
    void commandsNameScenesAndExercisesThatExist() throws IOException {
        assertThat(page("""
                `./quest run two-heroes --virtual`, `./quest check ReadyQueue`, `./quest run NAME`
                ```text
                ./quest run three-heroes
                ```
                `./quest hint WriteyQueue`
                """).unknownNames()).containsExactly(
                "README.md:3: there is no scene or exercise three-heroes",
                "README.md:5: there is no scene or exercise WriteyQueue");
    }

    @Test
    void aSceneOrAnExerciseThatThePageForgetsIsMissed() throws IOException {
        assertThat(page("`./quest run two-heroes`").missingNames(1))
                .contains("README.md does not say how to run ReadyQueue", "README.md does not say how to run familiar")
                .noneMatch(complaint -> complaint.contains("two-heroes") || complaint.contains("MiniPromise"));
    }

    @Test
    void aFenceThatIsNeverClosedIsNoPage() {
        assertThatThrownBy(() -> page("""
                An inn.
                ```java
                light();
                """)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("README.md:2: this fence is never closed");
    }
}
