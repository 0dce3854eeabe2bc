package quest.gameserver.program;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The browser of whoever sits at this machine.
public final class Browser {

    private Browser() {
    }

    /// Has a page opened, if there is a browser. If there is none nothing happens: the address was printed. Any thread.
    public static void open(String address) {
        var command = command(System.getProperty("os.name").toLowerCase(Locale.ROOT), System.getenv(), address);
        if (command.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
        } catch (IOException _) {
            // this system has no such command, then: the address was printed
        }
    }

    /// The system's own command; none where nobody would see a window.
    static List<String> command(String system, Map<String, String> environment, String address) {
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        if (system.startsWith("mac")) {
            return List.of("open", address);
        }
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop ? List.of("xdg-open", address) : List.of();
    }
}
