package quest.futures.scenes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;
import quest.futures.BoundedLoader;
import quest.futures.Futures;
import quest.futures.Loaded;
import quest.futures.RetryPolicy;
import quest.stage.Scene;
import quest.stage.Stage;

/// A shop that is shut for a while, and how to knock again; a thousand assets from a store that can serve forty at a
/// time.
public final class RetryAndLimits implements Scene {

    private static final Duration KNOCKING = Duration.ofMillis(100);
    private static final int HEROES = 100;
    private static final Duration COLUMN = Duration.ofMillis(100);
    private static final int ASSETS = 1000;
    private static final int SLOTS = 8;
    private static final int STORE_CAN_SERVE = 40;
    private static final long SEED = 7;

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("Retry: the pause doubles each time");
        retry(stage, loop);

        stage.act("Not worth a retry: it would fail again");
        finalFailure(stage, loop);

        stage.act("%d heroes fail together and try again, without jitter".formatted(HEROES));
        comeBack(stage, loop, RetryPolicy.of(2, Duration.ofSeconds(1)));

        stage.act("%d heroes fail together and try again, with jitter".formatted(HEROES));
        comeBack(stage, loop, RetryPolicy.of(2, Duration.ofSeconds(1)).withJitter(1, new Random(SEED)));

        stage.act("%d assets at once, from a store that serves %d at a time".formatted(ASSETS, STORE_CAN_SERVE));
        loadAll(stage, loop, ASSETS);

        stage.act("%d assets through %d slots".formatted(ASSETS, SLOTS));
        loadAll(stage, loop, SLOTS);
    }

    private static void retry(Stage stage, EventLoop loop) {
        var shop = new Shop(stage, loop, new IOException("the shop is shut"), 3);
        var policy = RetryPolicy.of(5, Duration.ofMillis(200));
        stage.tell("ann", "has " + loop.runUntilComplete(Futures.retry(loop, policy, shop::knock)));
    }

    private static void finalFailure(Stage stage, EventLoop loop) {
        var shop = new Shop(stage, loop, new FileNotFoundException("no such shop"), Integer.MAX_VALUE);
        var policy = RetryPolicy.of(5, Duration.ofMillis(200))
                .onlyAfter(failure -> !(failure instanceof FileNotFoundException));
        stage.tell("ann", loop.runUntilComplete(Futures.retry(loop, policy, shop::knock)
                .exceptionally(failure -> "gives up: " + Futures.cause(failure).getMessage())));
    }

    /// Fails so many times before it has what is wanted.
    private static final class Shop {
        private final Stage stage;
        private final EventLoop loop;
        private final IOException failure;
        private final int failures;
        private int knocks;

        private Shop(Stage stage, EventLoop loop, IOException failure, int failures) {
            this.stage = stage;
            this.loop = loop;
            this.failure = failure;
            this.failures = failures;
        }

        private CompletableFuture<String> knock() {
            int knock = ++knocks;
            stage.tell("ann", "knocks, attempt " + knock);
            return Futures.delay(loop, KNOCKING).thenCompose(_ -> {
                if (knock > failures) {
                    return CompletableFuture.completedFuture("the sword");
                }
                stage.tell("shop", failure.getMessage());
                return CompletableFuture.failedFuture(failure);
            });
        }
    }

    /// All knock at 0 s, when the gate is shut, and again after a pause of one second at most. Then it is open.
    private static void comeBack(Stage stage, EventLoop loop, RetryPolicy policy) {
        var arrivals = new ArrayList<Integer>();
        var heroes = new ArrayList<CompletableFuture<String>>();
        for (int hero = 0; hero < HEROES; hero++) {
            var gate = new Gate(stage, arrivals);
            heroes.add(Futures.retry(loop, policy, gate::knock));
        }
        loop.runUntilComplete(Futures.gather(heroes));
        stage.tell("gate", "has let all %d in".formatted(heroes.size()));
        stage.print("Second attempts in each 0.1 s, a # for two of them:");
        int most = 0;
        int last = Math.max(10, Collections.max(arrivals));     // later than it should be, on a busy machine
        for (int column = 0; column <= last; column++) {
            int now = column;
            int count = (int) arrivals.stream().filter(arrival -> arrival == now).count();
            most = Math.max(most, count);
            stage.print("%10s %4d  %s".formatted(Stage.seconds(COLUMN.multipliedBy(column)), count,
                    "#".repeat((count + 1) / 2)).stripTrailing());
        }
        stage.print("The most that came within 0.1 s: " + most);
    }

    private static final class Gate {
        private final Stage stage;
        private final List<Integer> arrivals;
        private boolean open;

        private Gate(Stage stage, List<Integer> arrivals) {
            this.stage = stage;
            this.arrivals = arrivals;
        }

        private CompletableFuture<String> knock() {
            if (open) {
                arrivals.add((int) stage.elapsed().dividedBy(COLUMN));
                return CompletableFuture.completedFuture("in");
            }
            open = true;
            return CompletableFuture.failedFuture(new IOException("the gate is shut"));
        }
    }

    private static void loadAll(Stage stage, EventLoop loop, int slots) {
        var store = new Store(loop);
        var loads = new ArrayList<Supplier<CompletableFuture<Integer>>>();
        for (int number = 0; number < ASSETS; number++) {
            int asset = number;
            loads.add(() -> store.fetch(asset));
        }
        var progress = loop.scheduleAtFixedRate(
                () -> stage.tell("loader", "%d loaded, %d under way".formatted(store.served, store.underWay)),
                Duration.ofMillis(500), Duration.ofMillis(500));
        var outcomes = loop.runUntilComplete(new BoundedLoader(loop, slots).loadAll(loads));
        progress.cancel();
        tell(stage, store, outcomes, slots);
    }

    private static void tell(Stage stage, Store store, List<Loaded<Integer>> outcomes, int slots) {
        int loaded = 0;
        boolean inOrder = true;
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Loaded.Value(Integer asset) -> {
                    loaded++;
                    inOrder &= asset == i;
                }
                case Loaded.Failure(Throwable _) -> {
                    // counted as what is not loaded
                }
            }
        }
        stage.tell("loader", "%d loaded, %d refused, results %s".formatted(loaded, ASSETS - loaded,
                inOrder ? "in order" : "mixed up"));
        stage.tell("store", "served at most %d at a time".formatted(store.peak));
        if (loaded == ASSETS) {
            stage.print("Loading times add up to %s; by %d slots, that is %s."
                    .formatted(Stage.seconds(store.work), slots, Stage.seconds(store.work.dividedBy(slots))));
        }
    }

    /// Takes 5 to 15 ms for an asset, by lot, and refuses who comes while it serves too many.
    private static final class Store {
        private final EventLoop loop;
        private final Random random = new Random(SEED);
        private int underWay;
        private int peak;
        private int served;
        private Duration work = Duration.ZERO;

        private Store(EventLoop loop) {
            this.loop = loop;
        }

        private CompletableFuture<Integer> fetch(int asset) {
            if (underWay == STORE_CAN_SERVE) {
                return CompletableFuture.failedFuture(new IOException("the store is full"));
            }
            underWay++;
            peak = Math.max(peak, underWay);
            var takes = Duration.ofMillis(random.nextInt(5, 16));
            work = work.plus(takes);
            return Futures.delay(loop, takes, asset).thenApply(fetched -> {
                underWay--;
                served++;
                return fetched;
            });
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "Retry and limits: knock again, but not all at once, and never too many at a time";
    }

    @Override
    public String remark() {
        return """
                A pause that doubles gives the other side time to recover; jitter keeps those
                who failed together from coming back together; and what can never succeed is
                not tried again. A future has begun when you hold it, so a limit must hold
                back what makes it: a list of suppliers, and eight of their futures at a time.
                """;
    }
}
