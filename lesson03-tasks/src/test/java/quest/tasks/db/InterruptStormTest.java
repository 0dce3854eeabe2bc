package quest.tasks.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many interrupts at points of chance. H2 is set so that each write, and most reads, touch the file on the thread that
/// asks: without the database's own threads this test fails at once.
class InterruptStormTest {

    private static final int HEROES = 200;
    private static final int MOST_SPINS = 100_000;
    private static final String[] PLAYERS = {"ann", "bob", "cid"};

    @TempDir
    private Path folder;

    @Test
    void noInterruptHarmsTheDatabaseAndReturnedMeansRecorded() throws Exception {
        var random = new Random(20260101);
        var recorded = new HashMap<String, AtomicInteger>();
        var errors = new ConcurrentLinkedQueue<Throwable>();
        var interruptions = new AtomicInteger();
        for (var player : PLAYERS) {
            recorded.put(player, new AtomicInteger());
        }
        try (var database = PlayerDatabase.open(folder, 2)) {
            database.run(session -> session.update("SET CACHE_SIZE 0"));
            database.run(session -> session.update("SET WRITE_DELAY 0"));
            for (int i = 0; i < HEROES; i++) {
                var player = PLAYERS[i % PLAYERS.length];
                int wizard = 3 + 5 * random.nextInt(200);
                var hero = Thread.ofVirtual().unstarted(() -> {
                    try {
                        database.record(new Match(player, "lava", 1, Instant.EPOCH));
                        recorded.get(player).incrementAndGet();
                        database.details("wizard-" + wizard);
                        database.details(player);
                    } catch (InterruptedException _) {
                        interruptions.incrementAndGet();
                    } catch (SQLException | RuntimeException e) {
                        errors.add(e);
                    }
                });
                if (i % 20 == 0) {
                    hero.interrupt();
                }
                hero.start();
                // Anywhere in its work, or after it.
                for (int spins = random.nextInt(MOST_SPINS); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                hero.interrupt();
                hero.join();
            }
            assertThat(errors).isEmpty();
            assertThat(interruptions.get()).as("interrupted heroes, of " + HEROES).isGreaterThanOrEqualTo(HEROES / 20);
            assertThat(database.connectionsInUse()).isZero();
            for (var player : PLAYERS) {
                assertRecorded(database, player, recorded.get(player).get());
            }
        }
        try (var database = PlayerDatabase.open(folder, 1)) {
            for (var player : PLAYERS) {
                assertRecorded(database, player, recorded.get(player).get());
            }
        }
    }

    private static void assertRecorded(PlayerDatabase database, String player, int games) throws Exception {
        if (games > 0) {
            assertThat(database.stats(player).games()).as("games of " + player).isEqualTo(games);
            assertThat(database.<Long>run(session -> session.query(
                    "SELECT COUNT(*) FROM matches m JOIN players p ON p.id = m.player WHERE p.name = ?",
                    row -> row.getLong(1), player).getFirst())).isEqualTo(games);
        }
    }
}
