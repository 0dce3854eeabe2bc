package quest.gameserver.scenes;

import java.io.IOException;
import java.net.Inet6Address;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import quest.eventloop.EventLoop;
import quest.gameserver.arena.Arena;
import quest.gameserver.arena.ArenaOptions;
import quest.gameserver.program.Browser;
import quest.gameserver.program.Flags;
import quest.gameserver.program.ServerProcess;
import quest.stage.Scene;
import quest.stage.SceneBrokenOff;
import quest.stage.Stage;

/// The arena, as a program: Snake for many, in the browser. It serves until it is told to end. `./quest play` is its
/// shorter name.
public final class ArenaProgram implements Scene {

    private static final int DEFAULT_PORT = 8080;
    private static final String DEFAULT_DATA = ".quest/arena";
    private static final int MOST = 1_000_000;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var flags = Flags.parse(stage.arguments(), Set.of("--port", "--host", "--bots", "--data",
                "--tick-millis", "--seed", "--max-connections", "--max-rooms", "--max-message", "--echo-max-message",
                "--chat-rate"), Set.of("--open"));
        var options = options(flags);
        try (var loop = stage.serverLoopBuilder().exceptionHandler(Throwable::printStackTrace).build()) {
            var arena = open(loop, options);
            try (var _ = ServerProcess.endInOrder(stage, () -> CompletableFuture.supplyAsync(arena::shutdown, loop)
                    .thenCompose(ended -> ended).get())) {
                stage.print(ServerProcess.listeningOn(arena.address()));
                var page = "http://%s:%d/".formatted(host(options), arena.address().getPort());
                stage.print("play: " + page);
                if (!options.address().getAddress().isLoopbackAddress()) {
                    stage.print("open to every machine that reaches this address: nobody is asked for a password");
                }
                stage.print("Ctrl-C says goodbye to the players, and saves");
                if (flags.has("--open")) {
                    Browser.open(page);
                }
                loop.run();
            }
        }
    }

    /// As a browser on this machine can reach it.
    private static String host(ArenaOptions options) {
        var host = options.address().getAddress();
        if (host.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
    }

    private static ArenaOptions options(Flags flags) {
        var defaults = ArenaOptions.defaults(flags.address(DEFAULT_PORT), Path.of(flags.text("--data", DEFAULT_DATA)),
                flags.longNumber("--seed", ThreadLocalRandom.current().nextLong()));
        return new ArenaOptions(defaults.address(), defaults.data(),
                flags.number("--bots", defaults.bots(), 0, ArenaOptions.MAX_BOTS),
                Duration.ofMillis(flags.number("--tick-millis", (int) defaults.tick().toMillis(), 1, 60_000)),
                defaults.seed(),
                flags.number("--max-connections", defaults.maxConnections(), 1, MOST),
                flags.number("--max-rooms", defaults.maxRooms(), 1, MOST),
                flags.number("--max-message", defaults.maxMessage(), 125, 1 << 30),
                flags.number("--echo-max-message", defaults.echoMaxMessage(), 125, 1 << 30),
                flags.number("--chat-rate", defaults.chatRate(), 0, MOST));
    }

    private static Arena open(EventLoop loop, ArenaOptions options) throws InterruptedException {
        try {
            return Arena.open(loop, options);
        } catch (SQLException e) {
            throw new SceneBrokenOff("cannot use the data in %s: %s. Is another arena running with it? --data takes "
                    .formatted(options.data(), e.getMessage()) + "another folder.");
        } catch (IOException e) {
            throw ServerProcess.cannotListen(options.address(), e);
        }
    }

    @Override
    public String name() {
        return "arena";
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
        return """
                [--port N] [--host H] [--bots N] [--data DIR] [--tick-millis N] [--seed N]
                [--max-connections N] [--max-rooms N] [--max-message BYTES] [--echo-max-message BYTES]
                [--chat-rate N] [--open]""";
    }

    @Override
    public String title() {
        return "Arena: Snake for many, in rooms, in the browser";
    }

    @Override
    public String remark() {
        return """
                One thread owned all rooms, worlds and connections; there was not one lock.
                What blocks came back to it from virtual threads.
                """;
    }
}
