package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a terminal whose keys this test presses, and whose screen it reads.
class WatchTerminalTest {

    @TempDir
    private Path home;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();
    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    private TestCourse course;
    private Terminal terminal;
    private WatchTerminal display;
    private String attributes;
    private String last;

    @BeforeEach
    void open() throws IOException {
        course = new TestCourse(home);
        terminal = new ExternalTerminal("test", "xterm", new PipedInputStream(keys), OutputStream.nullOutputStream(),
                StandardCharsets.UTF_8) {
            @Override
            public void setAttributes(Attributes set) {
                super.setAttributes(set);
                last = set.toString();
            }
        };
        terminal.setSize(new Size(80, 24));
        attributes = terminal.getAttributes().toString();
        var out = new PrintStream(written, true, StandardCharsets.UTF_8);
        display = new WatchTerminal(terminal, null, out, course.session(Screen.plain(out)), events::add);
    }

    @AfterEach
    void close() {
        display.close();
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private Key pressed(String typed) throws IOException, InterruptedException {
        keys.write(typed.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        var event = events.poll(1, TimeUnit.MINUTES);
        return event instanceof WatchEvent.Pressed(var key) ? key : null;
    }

    @Test
    void keysAreTheirLettersTheArrowsAndControlC() throws IOException, InterruptedException {
        assertThat(pressed("h")).isEqualTo(Key.HINT);
        assertThat(pressed("N")).isEqualTo(Key.NEXT);
        assertThat(pressed("\033[A")).isEqualTo(Key.UP);
        assertThat(pressed("\033OB")).isEqualTo(Key.DOWN);
        assertThat(pressed(" ")).isEqualTo(Key.PAGE_DOWN);
        assertThat(pressed("\r")).isEqualTo(Key.ENTER);
        assertThat(pressed("\u0003")).isEqualTo(Key.QUIT);
    }

    @Test
    void whatIsNoKeyIsAnother() throws IOException, InterruptedException {
        assertThat(pressed("é")).isEqualTo(Key.OTHER);
        assertThat(pressed("\u001a")).as("Ctrl-Z").isEqualTo(Key.OTHER);
    }

    @Test
    void itDrawsOnTheSecondScreenAndLeavesTheTerminalAsItWas() {
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isFalse();
        assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isFalse();
        display.show(WatchState.of(course.exercise("Doorbell")));
        display.close();

        assertThat(written()).startsWith("\033[?1049h\033[?25l").contains("Doorbell  lesson 1")
                .endsWith("\033[?25h\033[?1049l");
        assertThat(last).isEqualTo(attributes);
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        display.close();
        var before = written();
        display.show(WatchState.of(course.exercise("Doorbell")));
        display.close();

        assertThat(written()).isEqualTo(before);
    }

    @Test
    void everyFrameHasTheSizeOfTheTerminalAsItIsNow() {
        terminal.setSize(new Size(60, 20));
        written.reset();
        display.show(WatchState.of(course.exercise("Doorbell")));

        assertThat(written().split("\r\n", -1)).hasSize(20)
                .allMatch(line -> line.replaceAll("\033\\[\\??\\d*[A-Za-z]", "").length() <= 60);
        assertThat(written()).startsWith("\033[H").endsWith("\033[J");
    }

    @Test
    void changeOfTheSizeIsAnEvent() throws InterruptedException {
        terminal.raise(Terminal.Signal.WINCH);
        assertThat(events.poll(1, TimeUnit.MINUTES)).isInstanceOf(WatchEvent.Resized.class);
    }

    @Test
    void terminalThatIsGoneEndsTheWatch() throws IOException, InterruptedException {
        keys.close();
        assertThat(events.poll(1, TimeUnit.MINUTES)).isEqualTo(new WatchEvent.Pressed(Key.QUIT));
    }

    @Test
    void scrollingStopsAtBothEnds() {
        display.show(WatchState.of(course.exercise("Doorbell")).chosen(course.exercise("Doorbell")).chosen(null));
        display.scroll(1_000);
        display.scroll(-1_000);
        written.reset();
        display.scroll(0);
        assertThat(written()).contains("Write your code");
    }
}
