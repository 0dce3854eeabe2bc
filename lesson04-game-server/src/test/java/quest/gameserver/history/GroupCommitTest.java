package quest.gameserver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import quest.gameserver.LoopThread;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final LoopThread thread = new LoopThread();
    /// Each transaction takes one of these; a test that wants to hold it up takes them first.
    private final Semaphore mayCommit = new Semaphore(1_000_000);
    private final CountDownLatch firstIsIn = new CountDownLatch(1);
    private final List<List<Integer>> transactions = Collections.synchronizedList(new ArrayList<>());
    private final List<Boolean> onLoop = Collections.synchronizedList(new ArrayList<>());
    private volatile int failures;
    private GroupCommit<Integer> commit;

    @BeforeEach
    void start() {
        thread.start();
        commit = new GroupCommit<>("numbers", thread.loop, Duration.ZERO, PAUSE, this::transaction);
    }

    private void transaction(List<Integer> together) {
        firstIsIn.countDown();
        mayCommit.acquireUninterruptibly();
        onLoop.add(thread.loop.inEventLoop());
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("disk full");
        }
        transactions.add(together);
    }

    @AfterEach
    void end() {
        mayCommit.release(1_000_000);
        commit.close();
        assertThat(onLoop).doesNotContain(true);
        thread.close();
    }

    private List<CompletableFuture<Void>> add(int from, int to) {
        return thread.call(() -> IntStream.range(from, to).mapToObj(commit::add).toList());
    }

    private static void await(List<CompletableFuture<Void>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    /// Holds up the first transaction, of number 0 alone.
    private CompletableFuture<Void> holdUp() throws InterruptedException {
        mayCommit.drainPermits();
        var first = add(0, 1).getFirst();
        firstIsIn.await();
        return first;
    }

    @Test
    void whatComesWhileATransactionIsUnderWayGoesIntoTheNextOne() throws Exception {
        holdUp();
        var all = add(1, 1_000);
        mayCommit.release(1_000_000);
        await(all);

        assertThat(transactions).containsExactly(List.of(0), IntStream.range(1, 1_000).boxed().toList());
    }

    /// The rest is an hour here: only closing ends it.
    @Test
    void whatComesDuringTheRestAfterATransactionGoesIntoTheNextOne() {
        var groups = Collections.synchronizedList(new ArrayList<List<Integer>>());
        try (var resting = new GroupCommit<Integer>("numbers", thread.loop, Duration.ofHours(1), PAUSE, groups::add)) {
            resting.add(0).join();
            for (int i = 1; i < 1_000; i++) {
                resting.add(i);
            }
        }
        assertThat(groups).containsExactly(List.of(0), IntStream.range(1, 1_000).boxed().toList());
    }

    @Test
    void aBacklogIsWrittenInSteps() throws Exception {
        holdUp();
        var all = add(1, 2_502);
        mayCommit.release(1_000_000);
        await(all);

        assertThat(transactions).extracting(List::size).containsExactly(1, 1_000, 1_000, 501);
        assertThat(transactions.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.range(0, 2_502).boxed().toList());
    }

    @Test
    void futuresAreCompletedOnTheLoopInTheOrderOfAdding() throws Exception {
        var trail = new ArrayList<String>();
        holdUp().thenRun(() -> trail.add("0 " + thread.loop.inEventLoop()));
        var last = thread.call(() -> {
            for (int i = 1; i < 5; i++) {
                int number = i;
                commit.add(i).thenRun(() -> trail.add(number + " " + thread.loop.inEventLoop()));
            }
            return commit.add(5);
        });
        assertThat(trail).isEmpty();
        mayCommit.release(1_000_000);
        last.join();

        assertThat(thread.call(() -> List.copyOf(trail)))
                .containsExactly("0 true", "1 true", "2 true", "3 true", "4 true");
    }

    @Test
    void aTransactionThatFailsIsReportedAndTriedAgainBeforeTheNext() throws Exception {
        failures = 3;
        var first = holdUp();
        var others = add(1, 4);
        mayCommit.release(1_000_000);
        first.join();
        await(others);

        assertThat(transactions).containsExactly(List.of(0), List.of(1, 2, 3));
        assertThat(thread.failures).extracting(Throwable::getMessage).containsExactly(
                "1 numbers could not be written, next attempt within 1 ms",
                "1 numbers could not be written, next attempt within 2 ms",
                "1 numbers could not be written, next attempt within 4 ms");
        assertThat(thread.failures).allSatisfy(each -> assertThat(each).hasRootCauseMessage("disk full"));
        thread.failures.clear();
    }

    @Test
    void anErrorDoesNotEndTheWriter() {
        var fails = new ArrayList<>(List.of(true));
        try (var other = new GroupCommit<Integer>("numbers", thread.loop, Duration.ZERO, PAUSE, _ -> {
            if (!fails.isEmpty()) {
                fails.clear();
                throw new StackOverflowError();
            }
        })) {
            other.add(1).join();
        }
        assertThat(thread.failures).singleElement().satisfies(
                each -> assertThat(each).hasCauseInstanceOf(StackOverflowError.class));
        thread.failures.clear();
    }

    @Test
    void closingWritesAllThatWasAcceptedAndRefusesWhatComesLater() throws Exception {
        holdUp();
        var accepted = add(1, 500);
        var closing = Thread.ofVirtual().start(commit::close);
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        var refused = add(500, 501).getFirst();
        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasRootCauseMessage("numbers are closed");
        assertThat(transactions).isEmpty();

        mayCommit.release(1_000_000);
        closing.join();

        assertThat(transactions.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.range(0, 500).boxed().toList());
        await(accepted);
    }

    @Test
    void closingGivesUpAfterAFewAttemptsAndSaysWhatIsLost() throws Exception {
        failures = Integer.MAX_VALUE;
        holdUp();
        var closing = Thread.ofVirtual().start(commit::close);
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        var attemptsBefore = thread.failures.size();
        mayCommit.release(1_000_000);
        closing.join();

        assertThat(attemptsBefore).isZero();
        assertThat(onLoop).hasSize(GroupCommit.LAST_ATTEMPTS);
        assertThat(thread.failures).extracting(Throwable::getMessage).hasSize(GroupCommit.LAST_ATTEMPTS)
                .last().isEqualTo("1 numbers are lost: they could not be written before the end: [0]");
        thread.failures.clear();
    }

    @Test
    void closingWakesAWriterThatPauses() throws Exception {
        var attempts = Collections.synchronizedList(new ArrayList<String>());
        var failed = new CountDownLatch(1);
        // A pause of an hour would be noticed.
        var other = new GroupCommit<Integer>("numbers", thread.loop, Duration.ZERO, Duration.ofHours(1), _ -> {
            attempts.add("attempt");
            failed.countDown();
            if (attempts.size() < 2) {
                throw new IllegalStateException("disk full");
            }
        });
        var durable = other.add(1);
        failed.await();
        other.close();

        durable.join();
        assertThat(attempts).hasSize(2);
        thread.failures.clear();
    }

    @Test
    void whenTheLoopHasEndedTheRestIsStillWritten() throws Exception {
        holdUp();
        var accepted = add(1, 3);
        thread.loop.close();
        mayCommit.release(1_000_000);
        commit.close();

        assertThat(transactions).containsExactly(List.of(0), List.of(1, 2));
        await(accepted);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingElse() throws Exception {
        holdUp();
        var all = add(1, GroupCommit.MOST_WAITING + 2);
        assertThatThrownBy(() -> all.getLast().join()).hasRootCauseMessage(
                "100,000 numbers wait for the disk already, and no more are accepted");
        mayCommit.release(1_000_000);
        await(all.subList(0, all.size() - 1));
        assertThat(transactions.stream().mapToInt(List::size).sum()).isEqualTo(GroupCommit.MOST_WAITING + 1);
    }
}
