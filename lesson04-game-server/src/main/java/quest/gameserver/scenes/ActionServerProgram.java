package quest.gameserver.scenes;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import quest.eventloop.EventLoop;
import quest.gameserver.action.ActionOptions;
import quest.gameserver.action.ActionOptions.Patience;
import quest.gameserver.action.ActionServer;
import quest.gameserver.action.RequestLog;
import quest.gameserver.action.Style;
import quest.gameserver.program.Flags;
import quest.gameserver.program.ServerProcess;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// The action server, as a program: it serves until it is told to end.
public final class ActionServerProgram implements Scene {

    private static final int DEFAULT_PORT = 5000;
    private static final int DEFAULT_HIGH_WATER = 64 * 1024;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var flags = Flags.parse(stage.arguments(), Set.of("--port", "--host", "--style", "--action-millis", "--log",
                "--high-water"), Set.of());
        var style = style(flags.text("--style", "loop"));
        try (var log = openLog(flags)) {
            var options = new ActionOptions(flags.address(DEFAULT_PORT), flags.millis("--action-millis"),
                    flags.number("--high-water", DEFAULT_HIGH_WATER, 1, Integer.MAX_VALUE), log,
                    Patience.TWO_AND_FOUR_SECONDS);
            serve(stage, style, options);
        }
    }

    private static void serve(Stage stage, Style style, ActionOptions options) throws Exception {
        var loop = stage.serverLoopBuilder().exceptionHandler(Throwable::printStackTrace).build();
        try (loop) {
            ActionServer server = open(loop, style, options);
            AutoCloseable atEnd = ServerProcess.endInOrder(stage, () -> {
                server.shutdown();
                options.log().close();
            });
            try (atEnd) {
                stage.print(ServerProcess.listeningOn(server.address()));
                stage.print("style %s; Ctrl-C ends it".formatted(style.text()));
                loop.run();
            }
        }
    }

    private static ActionServer open(EventLoop loop, Style style, ActionOptions options) {
        try {
            return style.open(loop, options, Throwable::printStackTrace);
        } catch (IOException e) {
            throw ServerProcess.cannotListen(options.address(), e);
        }
    }

    private static RequestLog openLog(Flags flags) {
        var file = flags.path("--log");
        if (file == null) {
            return new RequestLog(InstantSource.system());
        }
        try {
            return new RequestLog(InstantSource.system(), file,
                    e -> System.err.println("the log cannot be written any more, and goes on in memory: " + e));
        } catch (IOException e) {
            throw new WrongUsage("--log wants a file that can be written, not %s: %s".formatted(file, e));
        }
    }

    private static Style style(String text) {
        for (var style : Style.values()) {
            if (style.text().equals(text)) {
                return style;
            }
        }
        throw new WrongUsage("--style wants one of %s, not %s".formatted(
                Arrays.stream(Style.values()).map(Style::text).collect(Collectors.joining(", ")), text));
    }

    @Override
    public String name() {
        return "action-server";
    }

    @Override
    public int lesson() {
        return 4;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String usage() {
        return "[--port N] [--host H] [--style loop|coroutine|virtual|thread|sequential]"
                + " [--action-millis N] [--log FILE] [--high-water BYTES]";
    }

    @Override
    public String title() {
        return "Action server: players send actions as lines, and each is answered";
    }

    @Override
    public String remark() {
        return """
                Whatever the style, the answers were the same. What differs is how many
                players it bears, and what a player costs.
                """;
    }
}
