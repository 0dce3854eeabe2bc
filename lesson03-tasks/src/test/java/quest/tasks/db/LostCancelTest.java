package quest.tasks.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// H2 forgets a cancel that comes after a statement was made and before it runs. Here that always happens: the
/// statement does not run before it was cancelled for the first time.
class LostCancelTest {

    private static final int STATEMENT_WAS_CANCELED = 57014;

    private final CountDownLatch prepared = new CountDownLatch(1);
    private final CountDownLatch cancelledOnce = new CountDownLatch(1);
    private final AtomicInteger cancels = new AtomicInteger();

    /// The time limit is for a database that cancels once, and then waits for the end of an endless query.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void cancelThatCameTooEarlyIsRepeatedUntilTheStatementEnds() throws Exception {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        try (var database = Database.open(slowToBegin(source), 1)) {
            database.run(session -> {
                Probe.install(session);
                return null;
            });
            var outcome = new CompletableFuture<Throwable>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    database.run(Probe::endless);
                    outcome.complete(null);
                } catch (InterruptedException | SQLException | RuntimeException e) {
                    outcome.complete(e);
                }
            });
            prepared.await();
            caller.interrupt();
            assertThat(outcome.join()).isInstanceOf(InterruptedException.class).cause()
                    .isInstanceOfSatisfying(SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(STATEMENT_WAS_CANCELED));
            caller.join();
            assertThat(cancels.get()).as("cancels: one is lost").isGreaterThanOrEqualTo(2);
            assertThat(database.connectionsInUse()).isZero();
        }
    }

    private DataSource slowToBegin(DataSource source) {
        return wrapped(DataSource.class, source, (_, connection) ->
                connection instanceof Connection real ? slowToBegin(real) : connection);
    }

    private Connection slowToBegin(Connection connection) {
        return wrapped(Connection.class, connection, (_, statement) ->
                statement instanceof PreparedStatement real ? slowToBegin(real) : statement);
    }

    private PreparedStatement slowToBegin(PreparedStatement statement) {
        return (PreparedStatement) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {PreparedStatement.class}, (_, method, arguments) -> {
                    if (method.getName().equals("executeQuery")) {
                        prepared.countDown();
                        cancelledOnce.await();
                    }
                    var result = invoke(statement, method, arguments);
                    if (method.getName().equals("cancel")) {
                        cancels.incrementAndGet();
                        cancelledOnce.countDown();
                    }
                    return result;
                });
    }

    private interface Wrapping {
        Object wrap(Method method, Object result);
    }

    private static <T> T wrapped(Class<T> type, T target, Wrapping wrapping) {
        return type.cast(Proxy.newProxyInstance(LostCancelTest.class.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> wrapping.wrap(method, invoke(target, method, arguments))));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
