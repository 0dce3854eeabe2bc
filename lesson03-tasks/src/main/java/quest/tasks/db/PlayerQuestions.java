package quest.tasks.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The questions about a player in SQL, each one statement on a session that the asker has.
public final class PlayerQuestions {

    private static final int LAST_MATCHES = 10;

    private PlayerQuestions() {
    }

    /// @throws UnknownPlayerException if there is no such player
    public static PlayerStats stats(Session session, String player) throws SQLException {
        var found = stats(session, new String[] {player});
        if (found.isEmpty()) {
            throw new UnknownPlayerException(player);
        }
        return found.getFirst();
    }

    /// Those of several players who are known, in any order. One statement, whose names are one parameter.
    static List<PlayerStats> stats(Session session, String[] players) throws SQLException {
        return session.query("SELECT name, games, best, total FROM players WHERE name = ANY(?)",
                row -> new PlayerStats(row.getString(1), row.getInt(2), row.getInt(3), row.getLong(4)),
                (Object) players);
    }

    /// The last ten, the latest first; of matches that ended together the one recorded later. None for an unknown
    /// player.
    public static List<Match> lastMatches(Session session, String player) throws SQLException {
        return session.query("""
                SELECT p.name, m.room, m.score, m.ended_at FROM matches m JOIN players p ON p.id = m.player
                WHERE p.name = ? ORDER BY m.ended_at DESC, m.id DESC FETCH FIRST ? ROWS ONLY""",
                row -> new Match(row.getString(1), row.getString(2), row.getInt(3), instant(row, 4)),
                player, LAST_MATCHES);
    }

    /// In the order in which they were earned. None for an unknown player.
    public static List<Achievement> achievements(Session session, String player) throws SQLException {
        return session.query("""
                SELECT a.name, a.earned_at FROM achievements a JOIN players p ON p.id = a.player
                WHERE p.name = ? ORDER BY a.earned_at, a.name""",
                row -> new Achievement(row.getString(1), instant(row, 2)), player);
    }

    /// By name. Empty for an unknown player.
    public static List<Item> inventory(Session session, String player) throws SQLException {
        return session.query("""
                SELECT i.name, i.amount FROM items i JOIN players p ON p.id = i.player
                WHERE p.name = ? ORDER BY i.name""",
                row -> new Item(row.getString(1), row.getInt(2)), player);
    }

    /// Those with the best games, the best first, by name where they are equal. Who has finished no game is not on
    /// it. Ranks are counted here: SQL's `RANK()` would rank everybody to show ten.
    static List<Standing> top(Session session, int count) throws SQLException {
        var best = session.query("SELECT name, best FROM players WHERE games > 0"
                + " ORDER BY best DESC, name FETCH FIRST ? ROWS ONLY",
                row -> new Standing(0, row.getString(1), row.getInt(2)), count);
        var ranked = new ArrayList<Standing>();
        for (var next : best) {
            boolean shared = !ranked.isEmpty() && ranked.getLast().best() == next.best();
            int rank = shared ? ranked.getLast().rank() : ranked.size() + 1;
            ranked.add(new Standing(rank, next.player(), next.best()));
        }
        return ranked;
    }

    /// How many have done better, and one.
    static int rankOf(Session session, int best) throws SQLException {
        return session.query("SELECT COUNT(*) + 1 FROM players WHERE games > 0 AND best > ?",
                row -> row.getInt(1), best).getFirst();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, Instant.class);
    }
}
