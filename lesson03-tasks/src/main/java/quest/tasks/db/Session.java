package quest.tasks.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.ErrorCode;

/// A connection while one piece of work has it. Every value goes to the database as a parameter, so no player's name
/// is ever read as SQL.
///
/// Only the thread that runs the work may ask; any thread may [#cancel].
public final class Session {

    private final Connection connection;
    private PreparedStatement running;
    private boolean cancelled;

    Session(Connection connection) {
        this.connection = connection;
    }

    /// All rows of a query, in its order.
    ///
    /// @param sql        with a `?` for each parameter
    /// @param parameters what JDBC takes for `setObject`; null is SQL's NULL
    /// @throws SQLException what the database says; of state `57014` if the work was cancelled
    public <R> List<R> query(String sql, Row<R> row, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            begin(statement, parameters);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<R>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return List.copyOf(rows);
            } finally {
                end();
            }
        }
    }

    /// Changes the database: `INSERT`, `UPDATE`, `MERGE`, `DELETE`, or a change of the schema.
    ///
    /// @return how many rows it changed
    /// @throws SQLException as with [#query]
    public int update(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            begin(statement, parameters);
            try {
                return statement.executeUpdate();
            } finally {
                end();
            }
        }
    }

    /// The same change for many sets of values, sent at once.
    ///
    /// @throws SQLException as with [#query]
    public void updateAll(String sql, List<Object[]> batch) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var parameters : batch) {
                set(statement, parameters);
                statement.addBatch();
            }
            begin(statement);
            try {
                statement.executeBatch();
            } finally {
                end();
            }
        }
    }

    /// Ends the statement that runs, and lets no other begin. A call that comes in the moment before H2 has really
    /// begun is lost on it, so whoever wants to be sure calls again until the work has ended.
    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException notNow) {
                // The next call tries again; the caller must go on waiting for the work in any case.
            }
        }
    }

    private void begin(PreparedStatement statement, Object... parameters) throws SQLException {
        set(statement, parameters);
        synchronized (this) {
            if (cancelled) {
                throw new SQLException("the work was cancelled before this statement", "57014",
                        ErrorCode.STATEMENT_WAS_CANCELED);
            }
            running = statement;
        }
    }

    /// From here on a cancel is none of this statement's business: it is about to be closed.
    private synchronized void end() {
        running = null;
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /// Runs the work so that all of it happens or nothing, and returns when it is in the file.
    ///
    /// A commit alone is in H2's memory, and would be written within half a second; `CHECKPOINT` writes it now. It is
    /// run as a statement that nobody can cancel: by then the work is done.
    <T> T inTransaction(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var result = work.run(this);
            connection.commit();
            try (var checkpoint = connection.createStatement()) {
                checkpoint.execute("CHECKPOINT");
            }
            return result;
        } catch (Throwable failure) {
            try {
                connection.rollback();
            } catch (SQLException rollback) {
                failure.addSuppressed(rollback);
            }
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
