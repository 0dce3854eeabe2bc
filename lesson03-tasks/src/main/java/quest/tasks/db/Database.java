package quest.tasks.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/// An SQL database in a file of this process, behind a pool of connections: H2 and HikariCP, made fit for threads
/// that are interrupted.
///
/// *Why the work has threads of its own.* H2 runs on the thread that calls it, down to the file. A `FileChannel` is
/// closed when a thread that uses it is interrupted: the JDK specifies it so. A scope interrupts its tasks as a
/// matter of course, at a deadline or when a sibling fails, and a single interrupt that comes while H2 reads or
/// writes would close the file for everybody, and lose what was not yet written. So no interrupt is let in: all work
/// runs on threads that only this class knows, one for each connection. The caller waits. If it is interrupted, the
/// statement is told to end by `Statement.cancel`, H2's own way, which also stops a long computation, as no interrupt
/// would; the caller goes on when the statement has ended. (H2's file system `async:` survives interrupts too, but
/// its own manual calls it experimental, and it cancels nothing.)
///
/// The threads are platform threads. H2 computes and reads files where a server elsewhere would: on virtual threads
/// that would keep carriers busy, of which there are as many as processors. (It is not pinning: of 2,000 pieces of work
/// that H2 and the pool did on virtual threads, JDK 25's flight recorder saw two pinned, for a moment each.)
/// The caller, if virtual, is unmounted meanwhile.
///
/// *Why a gate before the pool.* At most as many callers are let in as there are connections, first come, first
/// served; the rest wait, which is the backpressure. Waiting here and not in the pool means: an interrupt finds a
/// semaphore and no JDBC.
///
/// Any thread may call, but for those that do the work: work that waited for a second connection could wait for ever,
/// and is told so.
public final class Database implements AutoCloseable {

    /// How long to wait for a cancelled statement before it is told once more.
    private static final long CANCEL_AGAIN_MILLIS = 1;

    private final int connections;
    private final Semaphore gate;
    private final ExecutorService threads;
    private HikariDataSource pool;
    private volatile boolean closed;

    private Database(int connections) {
        this.connections = connections;
        this.gate = new Semaphore(connections, true);
        this.threads = Executors.newFixedThreadPool(connections, WorkThread::new);
    }

    /// Opens the database in a file, which is made if there is none. A file that another process has open is refused.
    ///
    /// @param file        without its ending, `.mv.db`; its folder is made, too
    /// @param connections how many pieces of work can be under way at once, at least 1
    /// @throws SQLException if the file cannot be used
    public static Database open(Path file, int connections) throws SQLException {
        var source = new JdbcDataSource();
        source.setURL(url(file));
        source.setUser("quest");
        return open(source, connections);
    }

    static Database open(DataSource source, int connections) throws SQLException {
        if (connections < 1) {
            throw new IllegalArgumentException("a pool has at least 1 connection, not " + connections);
        }
        var database = new Database(connections);
        try {
            // Opening touches the file, so it is work for a thread that nobody interrupts.
            database.pool = uninterruptibly(database.threads.submit(() -> newPool(source, connections)));
            return database;
        } catch (ExecutionException e) {
            database.threads.shutdown();
            throw thrownBy(e);
        }
    }

    /// `DB_CLOSE_ON_EXIT=FALSE`: a server's own shutdown closes it, when the last game is recorded; H2's shutdown hook
    /// would run beside it. `QUERY_CACHE_SIZE=0`: a cancel that comes just as its statement ends could leave its mark
    /// on H2's parsed query and hit the next statement of the same text; to parse each anew costs about 6 microseconds.
    /// `TRACE_LEVEL_FILE=0`: errors are thrown, and need no file beside the data. What is not set is `WRITE_DELAY=0`,
    /// which would write each commit at once, too, but does without H2's background thread, which tidies the file: it
    /// grew without end. A transaction is followed by a checkpoint instead.
    private static String url(Path file) {
        var path = file.toAbsolutePath().toString();
        if (path.contains(";")) {
            throw new IllegalArgumentException(
                    "H2 takes what follows a ';' for settings: choose another path than " + path);
        }
        return "jdbc:h2:file:" + path
                + ";DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=0;TRACE_LEVEL_FILE=0";
    }

    /// The first connection is made here and not by the pool, which would try for a second before it says what is
    /// wrong. H2 closes the file with the last connection: this one holds it open until the pool has its own.
    private static HikariDataSource newPool(DataSource source, int connections) throws SQLException {
        try (var _ = source.getConnection()) {
            var config = new HikariConfig();
            config.setDataSource(source);
            config.setPoolName("players");
            config.setMaximumPoolSize(connections);
            // No connection is retired, tested or replaced for its age: they all lead into this very process.
            config.setMaxLifetime(0);
            config.setKeepaliveTime(0);
            return new HikariDataSource(config);
        }
    }

    /// Runs work on a pooled connection, each statement a transaction of its own, and waits for it to end, however it
    /// ends.
    ///
    /// @throws SQLException         what the work throws
    /// @throws InterruptedException if the caller was interrupted while it waited for a connection, or the work was
    public <T> T run(Work<T> work) throws SQLException, InterruptedException {
        checkNotInWork("running work");
        gate.acquire();
        try {
            checkOpen();
            return await(new Call<>(work));
        } finally {
            gate.release();
        }
    }

    /// The same, but all that the work changes is changed at once, or, if it throws or is cancelled, not at all.
    ///
    /// When this returns, the change has been handed to the operating system, so it survives a `kill -9` at any moment.
    /// A power failure is another matter: against that `CHECKPOINT SYNC` would help, at the price of waiting for the
    /// disk each time.
    public <T> T transaction(Work<T> work) throws SQLException, InterruptedException {
        return run(session -> session.inTransaction(work));
    }

    private <T> T await(Call<T> call) throws SQLException, InterruptedException {
        var result = threads.submit(call);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return interrupted ? result.get(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS) : result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    call.cancel();
                } catch (TimeoutException e) {
                    call.cancel();
                }
            }
        } catch (ExecutionException e) {
            if (interrupted && isCancellation(e.getCause())) {
                interrupted = false;
                var cancelled = new InterruptedException("interrupted, and the work was cancelled");
                cancelled.initCause(e.getCause());
                throw cancelled;
            }
            throw thrownBy(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A thread that only this class knows, so that nobody interrupts it.
    private static final class WorkThread extends Thread {

        private WorkThread(Runnable task) {
            super(task, "database");
            setDaemon(true);
        }
    }

    /// One piece of work on its way through a thread of the database's.
    private final class Call<T> implements Callable<T> {

        private final Work<T> work;
        private volatile Session session;
        private volatile boolean cancelled;

        private Call(Work<T> work) {
            this.work = work;
        }

        @Override
        public T call() throws SQLException {
            try (var connection = pool.getConnection()) {
                session = new Session(connection);
                if (cancelled) {
                    session.cancel();
                }
                return work.run(session);
            }
        }

        private void cancel() {
            cancelled = true;
            var begun = session;
            if (begun != null) {
                begun.cancel();
            }
        }
    }

    /// How many connections are at work at this moment.
    public int connectionsInUse() {
        return closed ? 0 : pool.getHikariPoolMXBean().getActiveConnections();
    }

    /// How many pieces of work can be under way at once.
    public int connections() {
        return connections;
    }

    private static void checkNotInWork(String what) {
        if (Thread.currentThread() instanceof WorkThread) {
            throw new IllegalStateException(what + " from within work, on thread " + Thread.currentThread().getName()
                    + ", could wait for itself for ever: work asks the session that it was given");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the database is closed");
        }
    }

    /// Waits for the work that is under way, refuses what comes later, and closes the file. Not to be called by work.
    /// Closing again does nothing. An interrupt is kept for later: half closed would be worse.
    @Override
    public void close() {
        checkNotInWork("closing");
        gate.acquireUninterruptibly(connections);
        try {
            if (!closed) {
                closed = true;
                var closing = threads.submit(pool::close);
                threads.shutdown();
                uninterruptibly(closing);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the database did not close", e.getCause());
        } finally {
            gate.release(connections);
        }
    }

    private static <T> T uninterruptibly(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isCancellation(Throwable failure) {
        return failure instanceof SQLException sql && sql.getErrorCode() == ErrorCode.STATEMENT_WAS_CANCELED;
    }

    /// Work throws SQLExceptions and what is unchecked.
    private static SQLException thrownBy(ExecutionException e) {
        switch (e.getCause()) {
            case SQLException failure -> {
                return failure;
            }
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
