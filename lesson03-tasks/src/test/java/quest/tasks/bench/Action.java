package quest.tasks.bench;

import java.time.Duration;
import java.util.List;

/// What a server does for a player who presses a key: it waits for 100 ms, for 50, for 75 and for 200, which are 425 in
/// turn, and 200 at once.
///
/// @param waits the four, divided by how many times as fast it goes
record Action(List<Duration> waits) {

    static Action fasterBy(int scale) {
        return new Action(List.of(100, 50, 75, 200).stream().map(millis -> Duration.ofMillis(millis).dividedBy(scale))
                .toList());
    }

    double millisInTurn() {
        return waits.stream().mapToLong(Duration::toNanos).sum() / 1e6;
    }

    double millisAtOnce() {
        return waits.stream().mapToLong(Duration::toNanos).max().orElseThrow() / 1e6;
    }

    /// Does it in turn, on the calling thread.
    ///
    /// @return how many waits were waited for
    int perform() throws InterruptedException {
        int waited = 0;
        for (var wait : waits) {
            waited += await(wait);
        }
        return waited;
    }

    static int await(Duration wait) throws InterruptedException {
        Thread.sleep(wait);
        return 1;
    }
}
