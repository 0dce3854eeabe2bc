package quest.gameserver.scenes;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import quest.gameserver.client.Latencies;
import quest.gameserver.client.LoadPlan;
import quest.gameserver.client.LoadPlan.Patience;
import quest.gameserver.client.LoadReport;
import quest.gameserver.client.LoadRun;
import quest.gameserver.client.LoadTable;
import quest.gameserver.client.Pace;
import quest.gameserver.client.Protocol;
import quest.gameserver.program.Flags;
import quest.gameserver.program.ProgressLine;
import quest.gameserver.program.ServerProcess;
import quest.stage.Scene;
import quest.stage.SceneBrokenOff;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// Players by the thousand against a server, all on one thread: how many answers a second, and how long each takes.
public final class Swarm implements Scene {

    private static final int MOST_PLAYERS = 60_000; // one address has no more ports
    private static final int MOST_SECONDS = 86_400;

    private final Patience patience;

    public Swarm() {
        this(Patience.TEN_AND_TWO_SECONDS);
    }

    Swarm(Patience patience) {
        this.patience = patience;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var plan = plan(stage.arguments(), patience);
        stage.print(intention(plan));
        var report = run(stage, plan);
        if (!report.isFlawless()) {
            throw new SceneBrokenOff(flaw(plan, report));
        }
    }

    private static String intention(LoadPlan plan) {
        var pace = switch (plan.pace()) {
            case Pace.ClosedLoop(int pipeline) -> String.format(Locale.ROOT, "each with %,d under way", pipeline);
            case Pace.FixedRate(int perSecond) -> String.format(Locale.ROOT, "%,d requests a second", perSecond);
        };
        return String.format(Locale.ROOT, "%,d players to %s:%d, protocol %s, %s", plan.players(),
                plan.target().getAddress().getHostAddress(), plan.target().getPort(), plan.protocol().text(), pace);
    }

    private static LoadReport run(Stage stage, LoadPlan plan) throws Exception {
        var told = new CountDownLatch(1);
        try (var loop = stage.serverLoopBuilder().exceptionHandler(Throwable::printStackTrace).build()) {
            var progress = ProgressLine.onStandardOutput(stage::print);
            var run = LoadRun.start(loop, plan, telling(stage, progress));
            try (var _ = ServerProcess.endInOrder(stage, () -> {
                loop.execute(run::endEarly);
                told.await(); // the process ends after this
            })) {
                try {
                    var report = loop.runUntilComplete(run.report());
                    progress.end();
                    stage.print("\n" + LoadTable.of(plan, report));
                    return report;
                } finally {
                    told.countDown();
                }
            }
        }
    }

    private static String flaw(LoadPlan plan, LoadReport report) {
        var target = "%s:%d".formatted(plan.target().getAddress().getHostAddress(), plan.target().getPort());
        if (report.refused() == plan.players() && report.turnedAway() == 0) {
            return "nobody could connect to %s; to start a server there: %s --port %d".formatted(
                    target, plan.protocol().serverCommand(), plan.target().getPort());
        }
        if (report.lost() > 0 && report.lost() == plan.players() - report.refused()) {
            return "all connections to %s were closed by the other side before the end".formatted(target);
        }
        return "not every player was let in, stayed, and got the right answers: see the last lines of the table";
    }

    private static LoadRun.Observer telling(Stage stage, ProgressLine progress) {
        return new LoadRun.Observer() {
            @Override
            public void connected(int players, Duration took) {
                stage.print(String.format(Locale.ROOT, "%,d have connected, in %s", players, Stage.seconds(took)));
            }

            @Override
            public void second(boolean warmup, int playing, Latencies latencies) {
                progress.show(LoadTable.second(warmup, playing, latencies));
            }
        };
    }

    static LoadPlan plan(List<String> arguments, Patience patience) {
        var flags = Flags.parse(arguments, Set.of("--target", "--protocol", "--players", "--seconds", "--warmup",
                "--action", "--rate", "--pipeline", "--seed"), Set.of("--allow-remote"));
        var protocol = protocol(flags.text("--protocol", "action"));
        return new LoadPlan(target(flags, protocol), protocol, action(flags, protocol),
                LoadPlan.tag(ThreadLocalRandom.current()), flags.number("--players", 100, 1, MOST_PLAYERS), pace(flags),
                Duration.ofSeconds(flags.number("--warmup", 2, 0, MOST_SECONDS)),
                Duration.ofSeconds(flags.number("--seconds", 10, 1, MOST_SECONDS)),
                flags.number("--seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE), patience);
    }

    private static Protocol protocol(String text) {
        for (var protocol : Protocol.values()) {
            if (protocol.text().equals(text)) {
                return protocol;
            }
        }
        var all = Arrays.stream(Protocol.values()).map(Protocol::text).collect(Collectors.joining(", "));
        throw new WrongUsage("--protocol wants one of %s, not %s".formatted(all, text));
    }

    /// Load on somebody else's machine is an attack, unless they asked for it.
    private static InetSocketAddress target(Flags flags, Protocol protocol) {
        if (!flags.has("--target")) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), protocol.defaultPort());
        }
        var target = flags.target("--target");
        if (target.getPort() == 0) {
            throw new WrongUsage("--target wants the port of a server, from 1 to 65535, not 0");
        }
        if (!target.getAddress().isLoopbackAddress() && !flags.has("--allow-remote")) {
            throw new WrongUsage("%s is another machine than this one. If it is yours, and nobody minds: --allow-remote"
                    .formatted(flags.text("--target", "")));
        }
        return target;
    }

    private static String action(Flags flags, Protocol protocol) {
        var action = flags.text("--action", null);
        if (action != null && protocol != Protocol.ACTION) {
            throw new WrongUsage("--action is for --protocol action; these players move");
        }
        if (action != null && (action.contains("\n") || action.contains("\r"))) {
            throw new WrongUsage("--action wants one line");
        }
        return action;
    }

    private static Pace pace(Flags flags) {
        if (!flags.has("--rate")) {
            return new Pace.ClosedLoop(flags.number("--pipeline", 1, 1, 10_000));
        }
        if (flags.has("--pipeline")) {
            throw new WrongUsage("choose one: --rate sends whether or not answers come, --pipeline waits for them");
        }
        return new Pace.FixedRate(flags.number("--rate", 1, 1, 10_000_000));
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
        return "[--target HOST:PORT] [--protocol action|position|arena] [--players N] [--seconds N] [--warmup N]"
                + " [--action LINE] [--pipeline N | --rate N] [--seed N] [--allow-remote]";
    }

    @Override
    public String title() {
        return "Swarm: players by the thousand, and how long each waits for an answer";
    }

    @Override
    public String remark() {
        return """
                Without --rate each player waits for the server before it goes on, so a slow
                server is asked less often: that shows what it can do. With --rate they come
                at their own pace, as people do, and who comes while it is busy waits too.
                """;
    }
}
