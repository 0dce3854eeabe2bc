package quest.tasks.db;

import java.sql.SQLException;

/// What is to be done with a connection: a query, or several statements that belong together.
///
/// It runs on one of the database's own threads, never on its caller's, and nobody interrupts it there. So it sees no
/// scoped values of the caller, and should do nothing but ask and compute.
@FunctionalInterface
public interface Work<T> {

    T run(Session session) throws SQLException;
}
