package quest.gameserver.client;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.SplittableRandom;

/// What the players of a swarm speak.
public enum Protocol {

    ACTION(5000, "./quest run action-server") {
        @Override
        Dialogue dialogue(LoadPlan plan, int number, SplittableRandom random) {
            return plan.action() == null ? ActionDialogue.random(random) : ActionDialogue.repeating(plan.action());
        }
    },

    POSITION(5001, "./quest run position-server") {
        @Override
        Dialogue dialogue(LoadPlan plan, int number, SplittableRandom random) {
            return new PositionDialogue(random.nextInt(PositionDialogue.CELLS));
        }
    },

    ARENA(8080, "./quest play") {
        @Override
        Dialogue dialogue(LoadPlan plan, int number, SplittableRandom random) {
            return new ArenaDialogue(ArenaNames.player(plan.tag(), number), random);
        }

        @Override
        Framing framing(LoadPlan plan, int number, SplittableRandom random) {
            var path = "/ws/game/%s/%s".formatted(ArenaNames.room(number), ArenaNames.player(plan.tag(), number));
            return new WebSocketFraming(new ClientHandshake(host(plan.target()), path, random), random);
        }
    };

    private final int defaultPort;
    private final String serverCommand;

    Protocol(int defaultPort, String serverCommand) {
        this.defaultPort = defaultPort;
        this.serverCommand = serverCommand;
    }

    /// @param number the player's, from 1
    /// @param random the player's own
    abstract Dialogue dialogue(LoadPlan plan, int number, SplittableRandom random);

    /// @param number the player's, from 1
    /// @param random this framing's own
    Framing framing(LoadPlan plan, int number, SplittableRandom random) {
        return new LineFraming();
    }

    /// As it stands in a URL.
    private static String host(InetSocketAddress target) {
        var address = target.getAddress();
        var format = address instanceof Inet6Address ? "[%s]:%d" : "%s:%d";
        return format.formatted(address.getHostAddress(), target.getPort());
    }

    /// As it is chosen on the command line.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where its server listens if nobody says otherwise.
    public int defaultPort() {
        return defaultPort;
    }

    /// How its server is started; `--port` may follow.
    public String serverCommand() {
        return serverCommand;
    }
}
