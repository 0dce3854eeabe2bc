package quest.tasks.scenes;

/// A function for H2 to call, `PAUSE(nanos)`: it stands for what a query costs elsewhere, a network between, or tables
/// that do not fit in memory. The connection is taken for as long. Public only because H2 finds functions by their names.
public final class QueryPause {

    static final String CREATE = "CREATE ALIAS IF NOT EXISTS PAUSE FOR \"" + QueryPause.class.getName() + ".pause\"";
    static final String CALL = "CALL PAUSE(?)";

    private QueryPause() {
    }

    /// @return the moment at which the database began with it, as [System#nanoTime] says it: it has the same clock
    public static long pause(long nanos) throws InterruptedException {
        long begun = System.nanoTime();
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        return begun;
    }
}
