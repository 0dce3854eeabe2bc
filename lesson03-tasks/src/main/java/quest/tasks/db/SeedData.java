package quest.tasks.db;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Whom a new database knows: players called `knight-1`, `archer-2` and so on, each with 5 to 20 matches,
/// achievements that fit them, and a bag of things. The same seed gives the same players on every machine.
///
/// @param players how many; 0 for a database that fills as games are played
/// @param seed    of the random numbers
public record SeedData(int players, long seed) {

    /// 1,000 players, the same in every copy of the course.
    public static final SeedData THOUSAND_PLAYERS = new SeedData(1_000, 42);

    /// Nobody yet.
    public static final SeedData NOBODY = new SeedData(0, 0);

    private static final List<String> KINDS = List.of("knight", "archer", "wizard", "bard", "thief");
    private static final List<String> ROOMS = List.of("lava", "forest", "castle", "swamp", "lobby");
    private static final List<String> THINGS =
            List.of("arrow", "bread", "key", "lantern", "map", "potion", "rope", "shield");
    private static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final long ENDS_WITHIN_MILLIS = Duration.ofDays(30).toMillis();
    private static final int HIGHEST_SCORE = 120;

    public SeedData {
        if (players < 0) {
            throw new IllegalArgumentException("there are 0 players or more, not " + players);
        }
    }

    /// What is sent to the database, table by table.
    private record Rows(List<Object[]> players, List<Object[]> matches, List<Object[]> achievements,
                        List<Object[]> items) {
        private Rows() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Writes everything into empty tables. To be called in a transaction.
    void sow(Session session) throws SQLException {
        var rows = new Rows();
        var random = new Random(seed);
        for (int id = 1; id <= players; id++) {
            addPlayer(rows, id, random);
        }
        session.updateAll("INSERT INTO players (id, name, games, best, total) VALUES (?, ?, ?, ?, ?)", rows.players);
        session.updateAll("INSERT INTO matches (player, room, score, ended_at) VALUES (?, ?, ?, ?)", rows.matches);
        session.updateAll("INSERT INTO achievements (player, name, earned_at) VALUES (?, ?, ?)", rows.achievements);
        session.updateAll("INSERT INTO items (player, name, amount) VALUES (?, ?, ?)", rows.items);
    }

    private static void addPlayer(Rows rows, int id, Random random) {
        int games = random.nextInt(5, 21);
        int best = 0;
        long total = 0;
        var last = FIRST_DAY;
        for (int i = 0; i < games; i++) {
            // The worse of two: high scores are rare.
            int score = Math.min(random.nextInt(HIGHEST_SCORE + 1), random.nextInt(HIGHEST_SCORE + 1));
            last = last.plusMillis(random.nextLong(1, ENDS_WITHIN_MILLIS / games));
            rows.matches.add(new Object[] {id, ROOMS.get(random.nextInt(ROOMS.size())), score, last});
            best = Math.max(best, score);
            total += score;
        }
        rows.players.add(new Object[] {id, KINDS.get((id - 1) % KINDS.size()) + "-" + id, games, best, total});
        addIf(best >= 1, rows, id, "first-meal", FIRST_DAY);
        addIf(best >= 10, rows, id, "ten-points", FIRST_DAY.plusSeconds(60));
        addIf(best >= 50, rows, id, "fifty-points", last);
        addIf(games >= 10, rows, id, "ten-games", last);
        for (var thing : THINGS) {
            if (random.nextBoolean()) {
                rows.items.add(new Object[] {id, thing, random.nextInt(1, 10)});
            }
        }
    }

    private static void addIf(boolean earned, Rows rows, int player, String name, Instant at) {
        if (earned) {
            rows.achievements.add(new Object[] {player, name, at});
        }
    }
}
