package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TakenTest {

    private static final Exercise DOORBELL = new Exercise("lesson01", "Doorbell", 2);
    private static final String PLACE = "quest/exercises/lesson01/Doorbell.java";

    @TempDir
    private Path folder;

    private interface Filling {
        void into(ZipOutputStream zip) throws IOException;
    }

    private Taken zip(Filling filling) throws IOException {
        var file = folder.resolve("ann.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            filling.into(zip);
        }
        return taken(file);
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static Taken taken(Path path) {
        return Taken.from(new Submission("ann", path), List.of(DOORBELL));
    }

    private Path write(String path, String text) {
        TestCourse.write(folder.resolve("ann").resolve(path), text);
        return folder.resolve("ann").resolve(path);
    }

    private static void assertTaken(Taken taken, String text) {
        assertThat(taken.remarks()).isEmpty();
        assertThat(new String(taken.sources().get("lesson01/Doorbell"), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void wholeCheckoutsAnswerIsTakenAndNotTheSolutionInIt() {
        write("exercises/src/main/java/" + PLACE, "answer");
        write("solutions/src/main/java/" + PLACE, "solution");
        write("quest-cli/target/classes/stubs/" + PLACE, "stub");

        assertTaken(taken(folder.resolve("ann")), "answer");
    }

    @Test
    void sourcesAloneAreTakenFromTheirRootOrFromAbove() {
        write(PLACE, "answer");
        assertTaken(taken(folder.resolve("ann")), "answer");
        assertTaken(taken(folder), "answer");
    }

    @Test
    void zipOfACheckoutIsTaken() throws IOException {
        assertTaken(zip(zip -> entry(zip, "repo-main/exercises/src/main/java/" + PLACE, "answer")), "answer");
    }

    @Test
    void whatLeadsOutOfAZipIsLeftOutAndWrittenNowhere() throws IOException {
        var taken = zip(zip -> {
            entry(zip, PLACE, "answer");
            entry(zip, "../../" + PLACE, "evil");
            entry(zip, "/etc/x.java", "evil");
        });

        assertThat(taken.remarks()).containsExactly("Left out ../../" + PLACE
                + ": its path leads out of the submission.",
                "Left out /etc/x.java: its path leads out of the submission.");
        taken.writeTo(folder.resolve("out"), List.of(DOORBELL));
        assertThat(folder.resolve("out").resolve(PLACE)).hasContent("answer");
    }

    @Test
    void zipBombIsReadNoFurtherThanAnAnswerIsLong() throws IOException {
        var taken = zip(zip -> {
            zip.putNextEntry(new ZipEntry(PLACE));
            for (var i = 0; i < 300; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.closeEntry();
        });

        assertThat(taken.sources()).isEmpty();
        assertThat(taken.refused().get("lesson01/Doorbell")).contains("larger than 256 KB");
    }

    @Test
    void linkInAZipIsRefused() throws IOException {
        entryIn("ann.zip", "/etc/passwd");
        var zip = folder.resolve("ann.zip");
        var bytes = Files.readAllBytes(zip);
        // the entry's mode, in the central directory: made by Unix, a symbolic link
        for (var i = 0; i < bytes.length - 46; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 5] = 3;
                bytes[i + 41] = (byte) 0xA1;
            }
        }
        Files.write(zip, bytes);

        assertThat(taken(zip).refused().get("lesson01/Doorbell")).contains("symbolic link");
    }

    private void entryIn(String name, String text) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            entry(zip, PLACE, text);
        }
    }

    @Test
    void linkInAFolderIsRefused() throws IOException {
        var elsewhere = Files.writeString(folder.resolve("elsewhere.java"), "not hers");
        var place = write(PLACE, "x");
        Files.delete(place);
        Files.createSymbolicLink(place, elsewhere);

        var taken = taken(folder.resolve("ann"));

        assertThat(taken.sources()).isEmpty();
        assertThat(taken.refused().get("lesson01/Doorbell")).contains("symbolic link");
    }

    @Test
    void nameInAnOldEncodingDoesNoHarm() throws IOException {
        entryIn("ann.zip", "answer");
        var zip = folder.resolve("ann.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.ISO_8859_1)) {
            entry(out, PLACE, "answer");
            entry(out, "\u00fcbung.txt", "x");
        }

        assertTaken(taken(zip), "answer");
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() throws IOException {
        var zip = Files.writeString(folder.resolve("ann.zip"), "no zip");

        assertThat(taken(zip).remarks()).singleElement().asString().startsWith("Not graded: its zip cannot be read");
    }

    @Test
    void textInAnotherEncodingIsRefused() throws IOException {
        Files.write(write(PLACE, "x"), "// f\u00fcr".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(taken(folder.resolve("ann")).refused().get("lesson01/Doorbell")).contains("UTF-8");
    }

    @Test
    void whatWouldShadowATestOrALibraryIsLeftOut() {
        write(PLACE, "answer");
        write("quest/exercises/lesson01/DoorbellTest.java", "x");
        write("quest/exercises/kit/Recorder.java", "x");
        write("org/junit/jupiter/api/Test.java", "x");
        write("mine/Helper.java", "x");

        assertThat(taken(folder.resolve("ann")).remarks()).satisfiesExactly(
                remark -> assertThat(remark).contains("mine/Helper.java").contains("foreign package"),
                remark -> assertThat(remark).contains("org/junit").contains("a library"),
                remark -> assertThat(remark).contains("Recorder").contains("a test"),
                remark -> assertThat(remark).contains("DoorbellTest").contains("a test"));
    }

    @Test
    void twoPlacesWithExercisesAreNotGuessedBetween() {
        write("one/" + PLACE, "one");
        write("two/" + PLACE, "two");

        assertThat(taken(folder.resolve("ann")).remarks()).singleElement().asString()
                .contains("two places, one/ and two/");
    }

    @Test
    void folderOfSubmissionsIsTakenApartAndOneSubmissionIsNot() throws IOException {
        write(PLACE, "answer");
        entryIn("bob.zip", "answer");
        Files.createDirectories(folder.resolve("cy"));
        Files.copy(folder.resolve("bob.zip"), folder.resolve("cy/handed-in.zip"));
        Files.writeString(folder.resolve("notes.txt"), "x");

        assertThat(Submission.in(List.of(folder))).extracting(Submission::name, Submission::path).containsExactly(
                tuple("ann", folder.resolve("ann")),
                tuple("bob.zip", folder.resolve("bob.zip")),
                tuple("cy", folder.resolve("cy/handed-in.zip")));
        assertThat(Submission.in(List.of(folder.resolve("ann")))).hasSize(1);
        assertThatThrownBy(() -> Submission.in(List.of(folder.resolve("nobody")))).hasMessageContaining("There is no ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // where no file's name can hold a backslash
    void nameWithBackslashesDoesNotLeadThroughALink() throws IOException {
        TestCourse.write(folder.resolve("bob/" + PLACE), "the work of another");
        Files.createDirectories(folder.resolve("ann"));
        Files.createSymbolicLink(folder.resolve("ann/link"), folder.resolve("bob"));
        Files.writeString(folder.resolve("ann").resolve("link\\" + PLACE.replace('/', '\\')), "decoy");

        assertThat(taken(folder.resolve("ann")).sources()).isEmpty();
    }
}
