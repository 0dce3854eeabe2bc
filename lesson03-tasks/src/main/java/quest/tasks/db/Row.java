package quest.tasks.db;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Makes a value of the row at which the result stands.
@FunctionalInterface
public interface Row<R> {

    R read(ResultSet row) throws SQLException;
}
