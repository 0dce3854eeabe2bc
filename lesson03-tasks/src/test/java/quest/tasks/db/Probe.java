package quest.tasks.db;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A query that never ends by itself, and says when it has really begun: H2 calls a function of ours for each of its
/// rows. H2 finds functions by their static names, so the latch is static too; tests run one at a time.
public final class Probe {

    /// A million times a million rows: hours.
    static final String ENDLESS = """
            SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b WHERE IN_QUERY(a.x + b.x)""";

    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static volatile CountDownLatch inside = new CountDownLatch(1);

    private Probe() {
    }

    /// How many calls are in here at once; it gives others every chance to join in.
    public static int howMany() {
        int now = AT_ONCE.incrementAndGet();
        for (int i = 0; i < 20; i++) {
            Thread.yield();
        }
        AT_ONCE.decrementAndGet();
        return now;
    }

    public static boolean inQuery(long row) {
        inside.countDown();
        return row > 0;
    }

    static void install(Session session) throws SQLException {
        inside = new CountDownLatch(1);
        session.update("CREATE ALIAS IF NOT EXISTS IN_QUERY FOR \"quest.tasks.db.Probe.inQuery\"");
    }

    static long endless(Session session) throws SQLException {
        return session.query(ENDLESS, row -> row.getLong(1)).getFirst();
    }

    static void awaitInside() throws InterruptedException {
        inside.await();
    }
}
