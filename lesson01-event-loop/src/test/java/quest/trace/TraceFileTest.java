package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.eventloop.VirtualClock;
import quest.trace.Trace.Lane;

class TraceFileTest {

    @TempDir
    private Path folder;

    @Test
    void theEndingChoosesThePageOrTheJson() throws Exception {
        var trace = new Trace(new VirtualClock());
        trace.moment(new Lane(Trace.HEROES, "ann"), "is here", 0, Map.of());

        TraceFile.at(folder.resolve("a.html").toString()).write(trace, "a title");
        TraceFile.at(folder.resolve("a.JSON").toString()).write(trace, "a title");

        assertThat(folder.resolve("a.html")).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(folder.resolve("a.JSON")).content().isEqualTo(TraceJsonTest.written(trace));
    }

    @Test
    void howToLookNamesTheFileAndTheProgram() {
        var page = folder.resolve("a.html").toString();
        var json = folder.resolve("a.json").toString();

        assertThat(TraceFile.at(page).howToLook()).contains(page, "browser");
        assertThat(TraceFile.at(json).howToLook())
                .contains(json, "https://ui.perfetto.dev", "chrome://tracing", "'Open trace file'");
    }

    @Test
    void aCheckedNameLeavesNothingBehindAndNothingChanged() throws Exception {
        var old = Files.writeString(folder.resolve("old.json"), "as it was");

        TraceFile.at(old.toString());
        TraceFile.at(folder.resolve("new.json").toString());

        assertThat(folder.toFile().list()).containsExactly("old.json");
        assertThat(old).content().isEqualTo("as it was");
    }

    @Test
    void anotherEndingIsRefused() {
        refused("trace.txt", "a trace is a .html file (for a browser) or a .json file (for Perfetto), not trace.txt");
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        refused(folder.resolve("nowhere").resolve("a.json").toString(),
                "the trace cannot be written: there is no folder " + folder.resolve("nowhere"));
    }

    @Test
    void aFolderIsNoFile() throws Exception {
        var path = Files.createDirectory(folder.resolve("a.html"));

        refused(path.toString(), "the trace cannot be written: " + path + " is a folder");
    }

    @Test
    void aFileInPlaceOfAFolderIsRefused() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        refused(file.resolve("a.json").toString(), "the trace cannot be written: there is no folder " + file);
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        refused("a\0.json", "the trace cannot be written: ");
    }

    private static void refused(String name, String why) {
        assertThatThrownBy(() -> TraceFile.at(name)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(why);
    }
}
