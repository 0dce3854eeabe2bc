package quest.gameserver.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {

    private static final String PAGE = "http://127.0.0.1:8080/";

    @Test
    void eachSystemHasItsCommand() {
        assertThat(Browser.command("mac os x", Map.of(), PAGE)).containsExactly("open", PAGE);
        assertThat(Browser.command("windows 11", Map.of(), PAGE)).startsWith("rundll32").endsWith(PAGE);
        assertThat(Browser.command("linux", Map.of("DISPLAY", ":0"), PAGE)).containsExactly("xdg-open", PAGE);
        assertThat(Browser.command("linux", Map.of("WAYLAND_DISPLAY", "w"), PAGE)).containsExactly("xdg-open", PAGE);
    }

    @Test
    void withoutADesktopThereIsNone() {
        assertThat(Browser.command("linux", Map.of(), PAGE)).isEmpty();
    }
}
