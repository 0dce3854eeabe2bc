package quest.gameserver.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import quest.eventloop.EventLoop;
import quest.gameserver.action.Style;
import quest.gameserver.client.Latencies;
import quest.gameserver.client.LoadPlan;
import quest.gameserver.client.LoadReport;
import quest.gameserver.client.LoadRun;
import quest.gameserver.client.Pace;
import quest.gameserver.client.Protocol;

/// Measures the styles beside each other: in every round each of them once, in a new JVM, under a swarm in this one. So
/// whatever disturbs the machine for a while disturbs all of them. One thread's.
public final class Comparison {

    private static final int WARM_UP_PLAYERS = 100;
    /// Before each run is measured: whole seconds, since the swarm tells of each.
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final String HEADINGS = "%-11s %7s %10s %9s %9s %13s %13s%n";
    private static final String ROW = "%-11s %7d %,10.0f %9.3f %9.3f %13.2f %13s%n";

    private final List<Style> styles;
    private final List<Integer> crowds;
    private final int idle;
    private final int rounds;
    private final Duration warmUp;
    private final Duration measured;
    private final Map<Style, Map<Integer, List<Figures>>> figures = new EnumMap<>(Style.class);
    private final Map<Style, List<Double>> bytesPerConnection = new EnumMap<>(Style.class);

    /// @param crowds   how many players at once, one run each
    /// @param idle     how many connections are held to see what one takes
    /// @param warmUp   how long each server is played with before anything is measured, for the compilers
    /// @param measured how long each run is
    public Comparison(List<Style> styles, List<Integer> crowds, int idle, int rounds, Duration warmUp,
                      Duration measured) {
        this.styles = List.copyOf(styles);
        this.crowds = List.copyOf(crowds);
        this.idle = idle;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /// Keeps the swarm, and with it all of this process from now on, off the servers' processor.
    ///
    /// @return what came of it, in words
    public static String keepSwarmAside() throws InterruptedException {
        return new Processor(1).keepThisProcess() ? "the servers run on processor 0, the swarm on processor 1"
                : "servers and swarm share the processors: this system keeps nobody on one";
    }

    /// @param progress told what is being measured
    /// @throws IOException if a server cannot be started, or an answer was wrong or missing
    public void run(Consumer<String> progress) throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            for (var style : styles) {
                progress.accept("round %d of %d, %s".formatted(round, rounds, style.text()));
                try (var server = new MeasuredServer(style)) {
                    measure(style, server);
                }
            }
        }
    }

    private void measure(Style style, MeasuredServer server) throws IOException {
        play(server, playersFor(style, WARM_UP_PLAYERS), warmUp);
        if (style != Style.SEQUENTIAL) {
            bytesPerConnection(server).ifPresent(bytes ->
                    bytesPerConnection.computeIfAbsent(style, _ -> new ArrayList<>()).add(bytes));
        }
        for (int players : crowds) {
            if (playersFor(style, players) == players) {
                figures.computeIfAbsent(style, _ -> new TreeMap<>()).computeIfAbsent(players, _ -> new ArrayList<>())
                        .add(play(server, players, measured));
            }
        }
    }

    /// One at a time is all that the sequential style serves.
    private static int playersFor(Style style, int players) {
        return style == Style.SEQUENTIAL ? 1 : players;
    }

    private static Figures play(MeasuredServer server, int players, Duration measured) throws IOException {
        var plan = new LoadPlan(server.address(), Protocol.ACTION, null, null, players, new Pace.ClosedLoop(1),
                SETTLING, measured, 1, LoadPlan.Patience.TEN_AND_TWO_SECONDS);
        try (var loop = new EventLoop()) {
            var clock = new ProcessorClock(server);
            var report = loop.runUntilComplete(LoadRun.start(loop, plan, clock).report());
            if (!report.isFlawless()) {
                throw new IOException("not every request was answered as it should be: " + report);
            }
            return clock.figures(report);
        }
    }

    /// Reads the server's processor time when the warm-up is over, and at the end.
    private static final class ProcessorClock implements LoadRun.Observer {
        private final MeasuredServer server;
        private Duration atBegin = Duration.ZERO;

        private ProcessorClock(MeasuredServer server) {
            this.server = server;
        }

        @Override
        public void connected(int players, Duration took) {
            atBegin = server.processorTime();
        }

        @Override
        public void second(boolean warmup, int playing, Latencies latencies) {
            if (warmup) {
                atBegin = server.processorTime();
            }
        }

        private Figures figures(LoadReport report) {
            double nanos = server.processorTime().minus(atBegin).toNanos();
            return new Figures(report.answersPerSecond(), report.latencies().p50() / 1e3,
                    report.latencies().p99() / 1e3, nanos / 1e3 / report.answers());
        }
    }

    /// What a connection takes that has spoken once, and is silent.
    private OptionalDouble bytesPerConnection(MeasuredServer server) throws IOException {
        var open = new ArrayList<Socket>();
        try {
            connect(server.address(), Math.ceilDiv(idle, 10), open); // so that what is needed once is there
            var before = server.resident();
            connect(server.address(), idle, open);
            var after = server.resident();
            return before.isEmpty() || after.isEmpty() ? OptionalDouble.empty()
                    : OptionalDouble.of((after.getAsLong() - before.getAsLong()) / (double) idle);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private static void connect(InetSocketAddress address, int count, List<Socket> open) throws IOException {
        for (int i = 0; i < count; i++) {
            var socket = new Socket(address.getAddress(), address.getPort());
            open.add(socket);
            socket.getOutputStream().write("jump\n".getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() != '\n') {
                continue;
            }
        }
    }

    /// What was measured: medians over the rounds.
    public String table() {
        var table = new StringBuilder(format(HEADINGS,
                "style", "players", "answers/s", "p50 ms", "p99 ms", "CPU us/answer", "KiB/idle peer"));
        for (var style : styles) {
            figures.getOrDefault(style, Map.of()).forEach((players, runs) -> {
                var median = Figures.median(runs);
                table.append(format(ROW, style.text(), players,
                        median.answersPerSecond(), median.p50Micros() / 1e3, median.p99Micros() / 1e3,
                        median.cpuMicros(), memory(style)));
            });
        }
        return table.toString().stripTrailing();
    }

    private String memory(Style style) {
        var runs = bytesPerConnection.getOrDefault(style, List.of()).stream().mapToDouble(bytes -> bytes).sorted()
                .toArray();
        return runs.length == 0 ? "-" : format("%.1f", runs[runs.length / 2] / 1024);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
