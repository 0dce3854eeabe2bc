package quest.gameserver.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;
import quest.gameserver.net.Connection;
import quest.gameserver.net.TcpClient;
import quest.gameserver.net.TcpOptions;

/// One run of a swarm, all players on one loop: they connect in batches, play while compilers get warm, play while it
/// is measured, and wait for the last answers.
///
/// One thread for all of them is what makes the figures honest: a thousand threads that fight for the processor would
/// measure each other. On the loop's thread only.
public final class LoadRun {

    /// What is told while it goes on. Called on the loop's thread.
    public interface Observer {

        /// All have connected who could.
        void connected(int players, Duration took);

        /// A second of playing is over.
        ///
        /// @param playing   players that are still connected
        /// @param latencies of the answers that came in it
        void second(boolean warmup, int playing, Latencies latencies);
    }

    private enum Phase { CONNECTING, WARM_UP, MEASURING, LAST_ANSWERS, OVER }

    /// Systems let only so many wait at a gate.
    private static final int CONNECTING_AT_ONCE = 128;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final LoadPlan plan;
    private final Observer observer;
    private final TcpClient client;
    private final Tally tally = new Tally();
    private final SplittableRandom seeds;
    private final Pacer pacer;              // null: closed loop
    private final int pipeline;
    private final long start;
    private final CompletableFuture<LoadReport> report = new CompletableFuture<>();

    private final Set<SwarmPlayer> ungreeted = new LinkedHashSet<>();
    private final List<SwarmPlayer> playing = new ArrayList<>();
    private final List<TimerHandle> timers = new ArrayList<>();
    private Phase phase = Phase.CONNECTING;
    private int attempted;
    private int settled;
    private int players;
    private int refused;
    private int turnedAway;
    private int lost;
    private int turn;               // whose it is, at a fixed rate
    private long underWay;
    private long end;               // of the measured time
    private String trouble;         // null: none

    private LoadRun(EventLoop loop, LoadPlan plan, Observer observer) {
        this.loop = loop;
        this.plan = plan;
        this.observer = observer;
        client = new TcpClient(loop, TcpOptions.defaults().withPauseReading(false));
        seeds = new SplittableRandom(plan.seed());
        pacer = switch (plan.pace()) {
            case Pace.FixedRate(int perSecond) -> new Pacer(loop, perSecond, this::sendDue);
            case Pace.ClosedLoop _ -> null;
        };
        pipeline = switch (plan.pace()) {
            case Pace.FixedRate _ -> 0;
            case Pace.ClosedLoop(int requests) -> requests;
        };
        start = now();
    }

    /// Begins to connect. The rest follows by itself.
    public static LoadRun start(EventLoop loop, LoadPlan plan, Observer observer) {
        loop.checkThread("start a swarm");
        var run = new LoadRun(loop, plan, observer);
        for (int i = 0; i < CONNECTING_AT_ONCE; i++) {
            run.connectNext();
        }
        return run;
    }

    /// Complete when it is over and all connections are closed.
    public CompletableFuture<LoadReport> report() {
        return report;
    }

    /// Ends it now, with the report of what was measured until now. Called once more, it does not even wait for the
    /// last answers.
    public void endEarly() {
        switch (phase) {
            case WARM_UP, MEASURING -> endMeasuring();
            case CONNECTING, LAST_ANSWERS -> finish();
            case OVER -> { }
        }
    }

    /// Warm-up included.
    long answersSoFar() {
        return tally.answersInAll();
    }

    /// Of the measured time.
    long framesSoFar() {
        return tally.frames().count();
    }

    // ---- the phases ----

    private void connectNext() {
        if (phase != Phase.CONNECTING || attempted == plan.players()) {
            return;
        }
        attempted++;
        int number = attempted;
        var random = seeds.split();
        client.connect(plan.target(), plan.patience().connecting(), connection -> enter(connection, number, random))
                .whenComplete((_, failure) -> {
                    if (phase == Phase.OVER) {
                        return;
                    }
                    if (failure != null) {
                        refused++;
                        troubled("could not connect: " + failure.getMessage());
                    }
                    settled++;
                    loop.execute(this::connectNext); // not here: a thousand refusals would be a thousand calls deep
                    whenAllHaveTried();
                });
    }

    private SwarmPlayer enter(Connection connection, int number, SplittableRandom random) {
        var protocol = plan.protocol();
        var player = new SwarmPlayer(this, connection, protocol.framing(plan, number, random.split()),
                protocol.dialogue(plan, number, random));
        player.begin();
        if (player.waitsForGreeting()) {
            ungreeted.add(player);
        } else {
            join(player);
        }
        return player;
    }

    /// @param tick how long one of the server's game lasts, as it says
    void ready(SwarmPlayer player, Duration tick) {
        if (ungreeted.remove(player)) {
            tally.tickLasts(tick);
            join(player);
            whenAllHaveTried();
        }
    }

    private void join(SwarmPlayer player) {
        players++;
        player.sitDown(playing.size());
        playing.add(player);
    }

    private void whenAllHaveTried() {
        if (phase != Phase.CONNECTING || settled < plan.players()) {
            return;
        }
        if (ungreeted.isEmpty()) {
            play();
        } else if (timers.isEmpty()) {
            timers.add(loop.schedule(this::giveUpGreetings, plan.patience().connecting()));
        }
    }

    private void giveUpGreetings() {
        if (phase == Phase.CONNECTING) {
            troubled("no greeting came: is it a server for --protocol " + plan.protocol().text() + "?");
            List.copyOf(ungreeted).forEach(SwarmPlayer::close);
        }
    }

    private void play() {
        if (playing.isEmpty()) {
            finish();
            return;
        }
        phase = Phase.WARM_UP;
        observer.connected(players, Duration.ofNanos(now() - start));
        timers.add(loop.scheduleAtFixedRate(this::tellSecond, SECOND, SECOND));
        if (plan.warmup().isPositive()) {
            timers.add(loop.schedule(this::beginMeasuring, plan.warmup()));
        } else {
            beginMeasuring();
        }
        if (pacer != null) {
            pacer.start();
        } else {
            playing.forEach(this::sendWhatMayBeUnderWay);
        }
    }

    private void beginMeasuring() {
        phase = Phase.MEASURING;
        long now = now();
        tally.begin(now);
        end = now + plan.measured().toNanos();
        timers.add(loop.schedule(this::endMeasuring, plan.measured()));
    }

    private void endMeasuring() {
        phase = Phase.LAST_ANSWERS;
        tally.end(now());
        timers.forEach(TimerHandle::cancel);
        if (pacer != null) {
            pacer.stop();
        }
        timers.add(loop.schedule(this::finish, plan.patience().answers()));
        finishIfNothingIsLeft();
    }

    private void finishIfNothingIsLeft() {
        if (phase == Phase.LAST_ANSWERS && underWay == 0) {
            finish();
        }
    }

    private void finish() {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        timers.forEach(TimerHandle::cancel);
        if (pacer != null) {
            pacer.stop();
        }
        long now = now();
        for (var player : playing) {
            while (player.underWay() > 0) {
                tally.gaveUp(player.forget(), now);
            }
        }
        client.close();
        report.complete(new LoadReport(players, refused, turnedAway, lost, tally.measured(), tally.answers(),
                tally.lines(), tally.frames(), tally.latencies(), tally.errors(), tally.unanswered(),
                tally.lateness(), trouble));
    }

    private void tellSecond() {
        observer.second(phase == Phase.WARM_UP, playing.size(), tally.takeLastSecond());
    }

    // ---- sending ----

    private boolean isSending() {
        return phase == Phase.WARM_UP || phase == Phase.MEASURING;
    }

    private void sendDue(long due) {
        if (phase == Phase.MEASURING && due - end >= 0) {
            return; // the measured time is over, and its timer waits behind this one's
        }
        if (turn >= playing.size()) {
            turn = 0;
        }
        tally.sent(due, now());
        send(playing.get(turn++), due);
    }

    private void sendWhatMayBeUnderWay(SwarmPlayer player) {
        if (player.underWay() < pipeline) {
            long now = now();
            while (player.underWay() < pipeline) {
                send(player, now);
            }
        }
    }

    private void send(SwarmPlayer player, long since) {
        underWay++;
        player.send(since);
    }

    // ---- for the players ----

    long now() {
        return loop.clock().nanoTime();
    }

    void answered(long since, long now) {
        underWay--;
        tally.answered(since, now);
    }

    void lineCame() {
        tally.lineCame();
    }

    /// @param interval as a [FrameInterval] says
    void frameCame(long interval) {
        tally.frameCame(interval);
    }

    void wrong(String expected, String line, boolean answersRequest) {
        if (answersRequest) {
            underWay--;
        }
        tally.wrong();
        troubled("expected \"%s\", got \"%s\"".formatted(expected, line));
    }

    /// All that had arrived for it is dealt with.
    void hasRead(SwarmPlayer player) {
        if (isSending()) {
            sendWhatMayBeUnderWay(player);
        } else {
            finishIfNothingIsLeft();
        }
    }

    /// The server does not let it in.
    void turnedAway(SwarmPlayer player, String why) {
        if (phase != Phase.OVER && ungreeted.remove(player)) {
            refused++;
            turnedAway++;
            troubled(why);
            whenAllHaveTried();
        }
    }

    /// Its connection is closed.
    ///
    /// @param why in words, for people
    void left(SwarmPlayer player, String why) {
        if (phase == Phase.OVER) {
            return;
        }
        lost++;
        troubled(why);
        underWay -= player.underWay();
        tally.lost(player.underWay());
        if (ungreeted.remove(player)) {
            whenAllHaveTried();
            return;
        }
        var last = playing.removeLast();
        if (last != player) {
            playing.set(player.seat(), last);
            last.sitDown(player.seat());
        }
        if (isSending() && playing.isEmpty()) {
            endMeasuring();
        }
        finishIfNothingIsLeft();
    }

    private void troubled(String what) {
        if (trouble == null) {
            trouble = what;
        }
    }
}
