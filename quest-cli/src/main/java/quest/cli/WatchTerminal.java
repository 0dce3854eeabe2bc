package quest.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/// Shows `watch` on a terminal: draws on the second screen that terminals have for such programs, so that the first is
/// as it was when this ends, and tells of keys and of changes of the size.
///
/// [#close] may be called from any thread, and again; a hook calls it when the JVM ends in whatever way but a kill that
/// asks nobody. The rest is used by one thread.
final class WatchTerminal implements WatchDisplay, AutoCloseable {

    private static final String ENTER = "\033[?1049h\033[?25l";
    private static final String LEAVE = "\033[0m\033[?25h\033[?1049l";
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int ESCAPE_MILLIS = 50;

    private final Terminal terminal;
    private final PrintStream out;
    private final Screen screen;
    private final WatchView view;
    private final Consumer<WatchEvent> events;
    private final Attributes before;
    private final TerminalSettings settings;
    private final Thread keys = Thread.ofPlatform().daemon().name("keys").unstarted(this::readKeys);
    private final Thread atShutdown = new Thread(this::close);
    /// Held while the terminal is written to or read from, so that whoever holds it has it alone.
    private final Object writing = new Object();
    private final Object reading = new Object();
    private boolean entered;
    private volatile boolean closed;
    private WatchState state;
    private int scroll;

    /// @param out writes to the terminal
    /// @param settings of the terminal, to put back; null where JLine alone knows them
    /// @param events is told of keys and changes of the size, on other threads
    WatchTerminal(Terminal terminal, TerminalSettings settings, PrintStream out, Session session,
                  Consumer<WatchEvent> events) {
        this.terminal = terminal;
        this.out = out;
        this.screen = session.screen();
        this.view = new WatchView(session);
        this.events = events;
        this.settings = settings;
        before = terminal.getAttributes();
        Runtime.getRuntime().addShutdownHook(atShutdown);
        terminal.handle(Signal.WINCH, _ -> events.accept(new WatchEvent.Resized()));
        enter();
        keys.start();
    }

    /// Keys come one by one and unechoed. Those that would send a signal come as keys, too: a program that is stopped
    /// by Ctrl-Z would leave the terminal as it is now.
    private void enter() {
        synchronized (writing) {
            if (closed) {
                return;
            }
            terminal.enterRawMode();
            var raw = terminal.getAttributes();
            raw.setLocalFlag(LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            out.print(ENTER);
            out.flush();
            entered = true;
        }
    }

    private void leave() {
        synchronized (writing) {
            if (!entered) {
                return;
            }
            entered = false;
            out.print(LEAVE);
            out.flush();
            try {
                terminal.setAttributes(before);
            } catch (RuntimeException _) {
                // JLine has a hook of its own, which has been here before
            }
            if (settings != null) {
                settings.putBack();
            }
        }
    }

    @Override
    public void show(WatchState state) {
        this.state = state;
        paint();
    }

    /// Nothing while another program has the terminal, or when this has ended.
    private void paint() {
        synchronized (writing) {
            if (!entered) {
                return;
            }
            var height = height();
            var page = view.page(state, width());
            scroll = Math.clamp(scroll, 0, page.furthest(height));
            var lines = page.fit(screen, width(), height, scroll);
            var text = new StringBuilder("\033[H");
            for (var i = 0; i < lines.size(); i++) {
                text.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append("\033[K");
            }
            out.print(text.append("\033[J"));
            out.flush();
        }
    }

    private int width() {
        var width = terminal.getWidth();
        return width > 0 ? Math.max(20, width) : Screen.WIDTH;
    }

    private int height() {
        var height = terminal.getHeight();
        return height > 0 ? height : 24;
    }

    @Override
    public void scroll(int lines) {
        scroll = Math.max(0, scroll + lines);
        paint();
    }

    @Override
    public int page() {
        synchronized (writing) {
            return entered ? Math.max(1, height() - 8) : 1;
        }
    }

    @Override
    public void top() {
        scroll = 0;
    }

    /// Lets another program have the terminal until it ends.
    ///
    /// @throws IOException when the program cannot be started
    void lend(List<String> command) throws IOException, InterruptedException {
        synchronized (reading) {
            leave();
            try {
                new ProcessBuilder(command).inheritIO().start().waitFor();
            } finally {
                enter();
            }
        }
    }

    private void readKeys() {
        var map = keyMap();
        var binding = new BindingReader(terminal.reader());
        try {
            while (!closed) {
                synchronized (reading) {
                    var next = terminal.reader().peek(LOOK_EVERY_MILLIS);
                    if (next == NonBlockingReader.EOF) {
                        break;
                    } else if (next != NonBlockingReader.READ_EXPIRED) {
                        press(binding.readBinding(map));
                    }
                }
            }
        } catch (IOException | RuntimeException _) {
            // the terminal is gone
        }
        events.accept(new WatchEvent.Pressed(Key.QUIT));
    }

    private void press(Key key) {
        if (key != null) {
            events.accept(new WatchEvent.Pressed(key));
        }
    }

    private KeyMap<Key> keyMap() {
        var map = new KeyMap<Key>();
        map.setAmbiguousTimeout(ESCAPE_MILLIS);
        map.setUnicode(Key.OTHER);
        map.setNomatch(Key.OTHER);
        for (var letter = (char) 0; letter < 128; letter++) {
            map.bind(Key.of(letter), String.valueOf(letter));
        }
        bind(map, Key.UP, Capability.key_up, "\033[A", "\033OA");
        bind(map, Key.DOWN, Capability.key_down, "\033[B", "\033OB");
        bind(map, Key.PAGE_UP, Capability.key_ppage, "\033[5~");
        bind(map, Key.PAGE_DOWN, Capability.key_npage, "\033[6~");
        return map;
    }

    private void bind(KeyMap<Key> map, Key key, Capability capability, String... sequences) {
        var own = KeyMap.key(terminal, capability);
        if (own != null) {
            map.bind(key, own);
        }
        map.bind(key, sequences);
    }

    @Override
    public void close() {
        closed = true;
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException _) {
            // it runs already
        }
        try {
            terminal.close();
        } catch (IOException | RuntimeException _) {
            // the terminal is gone
        }
        if (settings != null) {
            settings.putBack(); // JLine has put back what it knows
        }
    }
}
