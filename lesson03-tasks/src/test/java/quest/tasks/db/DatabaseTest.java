package quest.tasks.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    private static final int STATEMENT_WAS_CANCELED = 57014;

    @TempDir
    private Path folder;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = open(1);
        database.run(session -> session.update("CREATE TABLE gold (owner VARCHAR PRIMARY KEY, amount INT)"));
        database.run(session -> session.update("INSERT INTO gold VALUES ('ann', 10)"));
        database.run(session -> {
            Probe.install(session);
            return null;
        });
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        assertThat(Thread.interrupted()).as("an interrupt left behind").isFalse();
        assertThat(database.connectionsInUse()).isZero();
        database.close();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("database") || thread.getName().startsWith("players:")) {
                thread.join();
            }
        }
    }

    private Database open(int connections) throws SQLException {
        return Database.open(folder.resolve("test"), connections);
    }

    private int gold() throws Exception {
        return database.run(session -> session.query("SELECT amount FROM gold", row -> row.getInt(1)).getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2, 1})
    void asMuchWorkIsUnderWayAsThereAreConnectionsAndNeverMore(int connections) throws Exception {
        database.close();
        database = open(connections);
        var inUse = Collections.synchronizedList(new ArrayList<Integer>());
        var all = new CyclicBarrier(connections);
        try (var scope = StructuredTaskScope.open()) {
            for (int i = 0; i < 12; i++) {
                scope.fork(() -> database.run(session -> {
                    // Nobody leaves before as many are in: fewer than the pool allows would wait here for ever.
                    meet(all);
                    inUse.add(database.connectionsInUse());
                    meet(all);
                    return gold(session);
                }));
            }
            scope.join();
        }
        assertThat(inUse).hasSize(12).containsOnly(connections);
    }

    /// What a pool is for: a connection is one conversation.
    @Test
    void oneConnectionRunsOneStatementAtATimeHoweverManyTasksShareIt() throws Exception {
        var atOnce = Collections.synchronizedList(new ArrayList<Integer>());
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:"); var setUp = connection.createStatement()) {
            setUp.execute("CREATE ALIAS HOW_MANY FOR \"quest.tasks.db.Probe.howMany\"");
            var all = new CyclicBarrier(4);
            try (var scope = StructuredTaskScope.open()) {
                for (int task = 0; task < 4; task++) {
                    scope.fork(() -> {
                        meet(all);
                        for (int i = 0; i < 50; i++) {
                            try (var ask = connection.prepareStatement("CALL HOW_MANY()");
                                    var answer = ask.executeQuery()) {
                                answer.next();
                                atOnce.add(answer.getInt(1));
                            }
                        }
                        return null;
                    });
                }
                scope.join();
            }
        }
        assertThat(atOnce).hasSize(200).containsOnly(1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int gold(Session session) throws SQLException {
        return session.query("SELECT amount FROM gold", row -> row.getInt(1)).getFirst();
    }

    @Test
    void whoWaitsForAConnectionCanBeInterrupted() throws Exception {
        var taken = new CountDownLatch(1);
        var giveBack = new CountDownLatch(1);
        var holder = start(() -> database.run(_ -> {
            taken.countDown();
            await(giveBack);
            return "held";
        }));
        taken.await();
        var waiting = start(() -> database.run(_ -> "never"));
        waiting.interrupt();
        assertThat(waiting.outcome()).isInstanceOfSatisfying(InterruptedException.class,
                e -> assertThat(e).as("it was never at work, so nothing was cancelled").hasNoCause());
        giveBack.countDown();
        assertThat(holder.outcome()).isEqualTo("held");
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void interruptedQueryIsCancelledByH2AndItsConnectionIsBack() throws Exception {
        var slow = start(() -> database.run(Probe::endless));
        Probe.awaitInside();
        assertThat(database.connectionsInUse()).isOne();

        slow.interrupt();

        assertThat(slow.outcome()).isInstanceOf(InterruptedException.class);
        assertCancelledByH2((Throwable) slow.outcome());
        assertThat(database.connectionsInUse()).isZero();
        assertThat(gold()).isEqualTo(10);
    }

    private static void assertCancelledByH2(Throwable outcome) {
        assertThat(outcome).cause().isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getErrorCode()).isEqualTo(STATEMENT_WAS_CANCELED));
    }

    @Test
    void failedSiblingCancelsTheQuery() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> {
                try {
                    return database.run(Probe::endless);
                } catch (InterruptedException e) {
                    outcome.complete(e);
                    throw e;
                }
            });
            scope.fork(() -> {
                Probe.awaitInside();
                throw new IllegalStateException("the sibling");
            });
            assertThatThrownBy(scope::join).hasRootCauseMessage("the sibling");
        }
        assertCancelledByH2(outcome.join());
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void queryThatExceedsItsDeadlineIsCancelled() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        var joiner = Joiner.<Long>awaitAllSuccessfulOrThrow();
        try (var scope = StructuredTaskScope.open(joiner, config -> config.withTimeout(Duration.ofMillis(50)))) {
            scope.fork(() -> {
                try {
                    return database.run(Probe::endless);
                } catch (InterruptedException e) {
                    outcome.complete(e);
                    throw e;
                }
            });
            assertThatThrownBy(scope::join).isInstanceOf(StructuredTaskScope.TimeoutException.class);
        }
        // On a machine that is slow enough, the deadline passes before the query begins. It has not ended by itself.
        assertThat(outcome).isCompleted();
        assertThat(database.connectionsInUse()).isZero();
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void workOfManyQuickStatementsIsCancelledToo() throws Exception {
        var begun = new CountDownLatch(1);
        var busy = start(() -> database.run(session -> {
            begun.countDown();
            while (true) {
                gold(session);
            }
        }));
        begun.await();
        busy.interrupt();
        assertCancelledByH2((Throwable) busy.outcome());
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void cancelledTransactionChangesNothing() throws Exception {
        var transaction = start(() -> database.transaction(session -> {
            session.update("UPDATE gold SET amount = 0");
            return Probe.endless(session);
        }));
        Probe.awaitInside();
        transaction.interrupt();
        assertCancelledByH2((Throwable) transaction.outcome());
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void failedTransactionChangesNothing() throws Exception {
        assertThatThrownBy(() -> database.transaction(session -> {
            session.update("UPDATE gold SET amount = 0");
            throw new IllegalStateException("no gold");
        })).isInstanceOf(IllegalStateException.class).hasMessage("no gold");
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void workThatCouldNotBeCancelledHasItsResultReturnedAndTheCallerStaysInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var caller = start(() -> {
            var result = database.transaction(session -> {
                session.update("UPDATE gold SET amount = 11");
                begun.countDown();
                await(end);
                return "recorded";
            });
            return result + ", interrupted: " + Thread.interrupted();
        });
        begun.await();
        caller.interrupt();
        end.countDown();
        assertThat(caller.outcome()).isEqualTo("recorded, interrupted: true");
        assertThat(gold()).isEqualTo(11);
    }

    /// Why all this is done: H2 called directly, by a thread that is interrupted.
    @Test
    void withoutItsOwnThreadsOneInterruptWouldCloseTheFileForAll() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("bare") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        try (var bystander = DriverManager.getConnection(url); var ask = bystander.createStatement()) {
            ask.execute("CREATE TABLE gold (amount INT)");
            var interrupted = start(() -> {
                try (var connection = DriverManager.getConnection(url); var change = connection.createStatement()) {
                    Thread.currentThread().interrupt();
                    return change.executeUpdate("INSERT INTO gold VALUES (1)");
                }
            });
            assertThat(interrupted.outcome()).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> ask.execute("INSERT INTO gold VALUES (2)")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void interruptedCallerHarmsNothing() throws Exception {
        var interrupted = start(() -> {
            Thread.currentThread().interrupt();
            return database.run(session -> session.update("UPDATE gold SET amount = 0"));
        });
        assertThat(interrupted.outcome()).isInstanceOf(InterruptedException.class);
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void interruptedThreadOpensAndClosesWithoutHarm() throws Exception {
        Thread.currentThread().interrupt();
        database.close();
        database = open(2);
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void closingWaitsForWorkUnderWayAndRefusesWhatComesLater() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var trail = Collections.synchronizedList(new ArrayList<String>());
        var working = start(() -> database.run(session -> {
            begun.countDown();
            await(end);
            trail.add("read " + gold(session));
            return "done";
        }));
        begun.await();
        var closing = start(() -> {
            database.close();
            trail.add("closed");
            return "closed";
        });
        closing.awaitWaitingOrEnded();
        end.countDown();
        assertThat(working.outcome()).isEqualTo("done");
        assertThat(closing.outcome()).isEqualTo("closed");
        assertThat(trail).containsExactly("read 10", "closed");
        assertThatThrownBy(this::gold).isInstanceOf(IllegalStateException.class).hasMessage("the database is closed");
        database.close();
    }

    @Test
    void workThatWouldWaitForItselfIsToldSo() {
        assertThatThrownBy(() -> database.run(_ -> {
            try {
                return gold();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("wait for itself");
        assertThatThrownBy(() -> database.run(_ -> {
            database.close();
            return null;
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("closing from within work");
    }

    @Test
    void whatTheDatabaseSaysReachesTheCaller() throws Exception {
        assertThatThrownBy(() -> database.run(session -> session.update("UPDATE silver SET amount = 0")))
                .isInstanceOf(SQLException.class).hasMessageContaining("SILVER");
        assertThat(gold()).isEqualTo(10);
    }

    @Test
    void badArgumentsAreExplained() {
        assertThatThrownBy(() -> open(0)).hasMessage("a pool has at least 1 connection, not 0");
        assertThatThrownBy(() -> Database.open(folder.resolve("a;b"), 1)).hasMessageContaining("another path");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the database's own thread was interrupted", e);
        }
    }

    /// A virtual thread and what became of it.
    private record Started(Thread thread, CompletableFuture<Object> result) {

        void interrupt() {
            thread.interrupt();
        }

        void awaitWaitingOrEnded() {
            while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                Thread.onSpinWait();
            }
        }

        /// What it returned or threw, once it has ended.
        Object outcome() throws InterruptedException {
            thread.join();
            return result.join();
        }
    }

    private interface Body {
        Object run() throws Exception;
    }

    private static Started start(Body body) {
        var result = new CompletableFuture<Object>();
        return new Started(Thread.ofVirtual().start(() -> {
            try {
                result.complete(body.run());
            } catch (Throwable thrown) {
                result.complete(thrown);
            }
        }), result);
    }
}
