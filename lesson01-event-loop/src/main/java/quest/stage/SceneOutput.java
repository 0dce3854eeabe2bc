package quest.stage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// All that a scene prints in virtual time, where it prints the same every time: for pages that quote it.
public final class SceneOutput {

    private static final String COLOR = "\033\\[\\d*m";

    private SceneOutput() {
    }

    /// Plays the scene as `./quest run NAME --virtual` does, with nobody at the keyboard.
    ///
    /// @param arguments the scene's own
    /// @throws IllegalArgumentException if it cannot be played like that; the message is what the reader would see
    public static List<String> inVirtualTime(Scene scene, List<String> arguments) {
        return inVirtualTime(scene, arguments, "");
    }

    /// The same with a reader at the keyboard.
    ///
    /// @param typed what they type, lines with their ends
    public static List<String> inVirtualTime(Scene scene, List<String> arguments, String typed) {
        var all = new ArrayList<>(List.of("--virtual"));
        all.addAll(arguments);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var keyboard = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        int exitCode = new Performance(scene, print(out), print(err), keyboard).play(all);
        if (exitCode != 0) {
            throw new IllegalArgumentException(err.toString(StandardCharsets.UTF_8).strip());
        }
        return out.toString(StandardCharsets.UTF_8).replaceAll(COLOR, "").lines().toList();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
