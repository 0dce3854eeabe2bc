package quest.tasks.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Records matches within one transaction: two questions and at most three changes, each for all of them at once. One
/// match after the other would be up to nine statements each.
///
/// It adds up in memory, so nobody else may change players meanwhile.
final class MatchRecorder {

    private final Map<String, PlayerStats> stats = new TreeMap<>();
    private final Map<String, Set<String>> earned = new HashMap<>();
    private final List<PlayerStats> afterEach = new ArrayList<>();
    private final List<Object[]> matches = new ArrayList<>();
    private final List<Object[]> achievements = new ArrayList<>();

    private MatchRecorder() {
    }

    /// @return for each match, what its player had done so far, that match included
    static List<PlayerStats> record(Session session, List<FinishedMatch> finished) throws SQLException {
        var recorder = new MatchRecorder();
        recorder.ask(session, finished.stream().map(each -> each.match().player()).distinct().toArray(String[]::new));
        finished.forEach(recorder::add);
        recorder.write(session);
        return List.copyOf(recorder.afterEach);
    }

    private void ask(Session session, String[] players) throws SQLException {
        for (var player : players) {
            stats.put(player, new PlayerStats(player, 0, 0, 0));
            earned.put(player, new HashSet<>());
        }
        for (var known : PlayerQuestions.stats(session, players)) {
            stats.put(known.player(), known);
        }
        session.query("""
                SELECT p.name, a.name FROM achievements a JOIN players p ON p.id = a.player WHERE p.name = ANY(?)""",
                row -> earned.get(row.getString(1)).add(row.getString(2)), (Object) players);
    }

    private void add(FinishedMatch finished) {
        var match = finished.match();
        var now = stats.compute(match.player(), (player, before) -> new PlayerStats(player, before.games() + 1,
                Math.max(before.best(), match.score()), before.total() + match.score()));
        afterEach.add(now);
        matches.add(new Object[] {match.room(), match.score(), match.endedAt(), match.player()});
        for (var name : finished.earned().apply(now)) {
            var achievement = new Achievement(name, match.endedAt());
            if (earned.get(match.player()).add(name)) {
                achievements.add(new Object[] {achievement.name(), achievement.earnedAt(), match.player()});
            }
        }
    }

    private void write(Session session) throws SQLException {
        var players = stats.values().stream()
                .map(each -> new Object[] {each.player(), each.games(), each.best(), each.total()}).toList();
        session.updateAll("MERGE INTO players (name, games, best, total) KEY (name) VALUES (?, ?, ?, ?)", players);
        session.updateAll("INSERT INTO matches (player, room, score, ended_at)"
                + " SELECT id, ?, ?, ? FROM players WHERE name = ?", matches);
        session.updateAll("INSERT INTO achievements (player, name, earned_at)"
                + " SELECT id, ?, ? FROM players WHERE name = ?", achievements);
    }
}
