package quest.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the learner's editor: `VISUAL`, `EDITOR`, the IDE in whose terminal this runs, or what the desktop opens Java
/// files with.
final class Editors {

    /// Editors with a window of their own. All others are taken for one that needs the terminal.
    private static final Set<String> WINDOWED = Set.of("code", "code-insiders", "codium", "cursor", "windsurf", "zed",
            "idea", "idea64", "intellij-idea-ultimate", "intellij-idea-community", "eclipse", "netbeans", "subl",
            "sublime_text", "gedit", "gnome-text-editor", "kate", "kwrite", "gvim", "mate", "atom", "xed", "mousepad",
            "pluma", "geany", "notepad", "notepad++", "bbedit", "xdg-open", "open", "cmd");

    /// How to open a file.
    ///
    /// @param windowed whether it has a window of its own; else it needs the terminal until it ends
    record Call(List<String> command, boolean windowed) {
        String name() {
            return Editors.name(command.getFirst());
        }
    }

    private Editors() {
    }

    /// @param line from 1; 0 for none
    /// @param onPath whether there is a program of that name
    /// @return null when there is nothing to open it with
    static Call of(Map<String, String> environment, Predicate<String> onPath, String system, Path file, int line) {
        for (var variable : List.of("VISUAL", "EDITOR")) {
            var words = environment.getOrDefault(variable, "").strip();
            if (!words.isEmpty()) {
                return call(List.of(words.split("\\s+")), file, line);
            }
        }
        if (environment.getOrDefault("TERM_PROGRAM", "").equals("vscode") && onPath.test("code")) {
            return call(List.of("code"), file, line);
        }
        if (environment.getOrDefault("TERMINAL_EMULATOR", "").startsWith("JetBrains") && onPath.test("idea")) {
            return call(List.of("idea"), file, line);
        }
        if (system.startsWith("Windows")) {
            return new Call(List.of("cmd", "/c", "start", "", file.toString()), true);
        } else if (system.startsWith("Mac")) {
            return new Call(List.of("open", file.toString()), true);
        }
        var desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop && onPath.test("xdg-open") ? new Call(List.of("xdg-open", file.toString()), true) : null;
    }

    private static Call call(List<String> editor, Path file, int line) {
        var command = new ArrayList<>(editor);
        var name = name(editor.getFirst());
        var path = file.toString();
        command.addAll(line <= 0 ? List.of(path) : switch (name) {
            case "code", "code-insiders", "codium", "cursor", "windsurf" -> List.of("-g", path + ":" + line);
            case "idea", "idea64" -> List.of("--line", String.valueOf(line), path);
            case "subl", "zed", "hx", "helix" -> List.of(path + ":" + line);
            case "kate" -> List.of("--line", String.valueOf(line), path);
            case "vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "gedit", "joe", "mg",
                "kak", "ed" -> List.of("+" + line, path);
            default -> List.of(path);
        });
        return new Call(List.copyOf(command), WINDOWED.contains(name));
    }

    private static String name(String command) {
        var slash = Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\'));
        return command.substring(slash + 1).replaceFirst("\\.(exe|cmd|bat)$", "");
    }

    static boolean onPath(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"))) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }
}
