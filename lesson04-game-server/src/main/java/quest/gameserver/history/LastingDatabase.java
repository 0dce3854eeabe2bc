package quest.gameserver.history;

import java.sql.SQLException;
import quest.tasks.db.PlayerDatabase;

/// A database that is opened again when it broke. H2 closes itself for good when it cannot write, as on a disk that is
/// full: it stays closed when there is space again, as long as anybody has a connection.
///
/// Any thread may ask; one thread mends.
final class LastingDatabase implements AutoCloseable {

    /// How to open it.
    @FunctionalInterface
    interface Opening {
        PlayerDatabase open() throws SQLException, InterruptedException;
    }

    private final Opening opening;
    private volatile PlayerDatabase current;

    /// Opens it for the first time. It blocks.
    LastingDatabase(Opening opening) throws SQLException, InterruptedException {
        this.opening = opening;
        this.current = opening.open();
    }

    /// The one to ask now. If it breaks meanwhile, it says so.
    PlayerDatabase current() {
        return current;
    }

    /// After a change has failed: if not even a question is answered any more, the database is closed and opened again.
    /// It blocks.
    ///
    /// @throws SQLException if it cannot be opened, such as when the disk is still full
    void mend() throws SQLException, InterruptedException {
        if (!answers()) {
            current.close();
            current = opening.open();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            current.top(1);
            return true;
        } catch (SQLException | IllegalStateException _) {
            return false;
        }
    }

    @Override
    public void close() {
        current.close();
    }
}
