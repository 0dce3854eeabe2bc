package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditorsTest {

    private static final Path FILE = Path.of("Bell.java");

    private static Editors.Call editor(Map<String, String> environment) {
        return Editors.of(environment, _ -> true, "Linux", FILE, 7);
    }

    @Test
    void visualComesBeforeEditor() {
        assertThat(editor(Map.of("VISUAL", "nano", "EDITOR", "vi")).command())
                .containsExactly("nano", "+7", "Bell.java");
        assertThat(editor(Map.of("VISUAL", " ", "EDITOR", "vi")).command()).containsExactly("vi", "+7", "Bell.java");
    }

    @Test
    void editorMayHaveArgumentsAndAPath() {
        var editor = editor(Map.of("EDITOR", "/usr/bin/code --wait"));

        assertThat(editor.command()).containsExactly("/usr/bin/code", "--wait", "-g", "Bell.java:7");
        assertThat(editor.windowed()).isTrue();
        assertThat(editor.name()).isEqualTo("code");
    }

    @Test
    void unknownEditorGetsTheFileAloneAndTheTerminal() {
        var editor = editor(Map.of("EDITOR", "my-editor"));

        assertThat(editor.command()).containsExactly("my-editor", "Bell.java");
        assertThat(editor.windowed()).isFalse();
    }

    @Test
    void ideIsKnownByItsTerminal() {
        assertThat(editor(Map.of("TERM_PROGRAM", "vscode")).command()).containsExactly("code", "-g", "Bell.java:7");
        assertThat(editor(Map.of("TERMINAL_EMULATOR", "JetBrains-JediTerm")).command())
                .containsExactly("idea", "--line", "7", "Bell.java");
    }

    @Test
    void desktopOpensItWhereThereIsOne() {
        assertThat(editor(Map.of("DISPLAY", ":0")).command()).isEqualTo(List.of("xdg-open", "Bell.java"));
        assertThat(editor(Map.of())).isNull();
        assertThat(Editors.of(Map.of("DISPLAY", ":0"), _ -> false, "Linux", FILE, 7)).isNull();
        assertThat(Editors.of(Map.of(), _ -> false, "Mac OS X", FILE, 0).command())
                .containsExactly("open", "Bell.java");
        assertThat(Editors.of(Map.of(), _ -> false, "Windows 11", FILE, 0).command()).startsWith("cmd", "/c", "start");
    }
}
