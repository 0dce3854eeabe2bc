package quest.gameserver.scenes;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.gameserver.position.PositionOptions;
import quest.gameserver.position.PositionServer;
import quest.gameserver.program.Flags;
import quest.gameserver.program.ServerProcess;
import quest.stage.Scene;
import quest.stage.Stage;

/// The position server, as a program: it serves until it is told to end.
public final class PositionServerProgram implements Scene {

    private static final int DEFAULT_PORT = 5001;
    private static final int DEFAULT_HIGH_WATER = 256 * 1024;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var flags = Flags.parse(stage.arguments(), Set.of("--port", "--host", "--tick-millis", "--high-water"),
                Set.of());
        var options = new PositionOptions(flags.address(DEFAULT_PORT), flags.millis("--tick-millis"),
                flags.number("--high-water", DEFAULT_HIGH_WATER, 1, Integer.MAX_VALUE / 2));
        try (var loop = stage.serverLoopBuilder().exceptionHandler(Throwable::printStackTrace).build()) {
            var server = open(loop, options);
            try (var _ = ServerProcess.endInOrder(stage, () -> CompletableFuture.supplyAsync(server::shutdown, loop)
                    .thenCompose(allClosed -> allClosed).get())) {
                stage.print(ServerProcess.listeningOn(server.address()));
                stage.print("Ctrl-C ends it");
                loop.run();
            }
        }
    }

    private static PositionServer open(EventLoop loop, PositionOptions options) {
        try {
            return new PositionServer(loop, options);
        } catch (IOException e) {
            throw ServerProcess.cannotListen(options.address(), e);
        }
    }

    @Override
    public String name() {
        return "position-server";
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
        return "[--port N] [--host H] [--tick-millis N] [--high-water BYTES]";
    }

    @Override
    public String title() {
        return "Position server: every move goes to everyone, in one order";
    }

    @Override
    public String remark() {
        return """
                One thread owned all positions, so no two players ever saw two orders.
                With a tick, a crowd costs once a tick and not once a move.
                """;
    }
}
