package quest.tasks.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.StructuredTaskScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerDatabaseTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String MALICIOUS = "'; DROP TABLE players; --";
    private static final SeedData TWENTY = new SeedData(20, 7);

    @TempDir
    private Path folder;

    private PlayerDatabase empty() throws Exception {
        return PlayerDatabase.open(folder, 4, SeedData.NOBODY);
    }

    private static Match match(String player, int score, int minute) {
        return new Match(player, "lava", score, NOON.plusSeconds(60L * minute));
    }

    @Test
    void newDatabaseHasAThousandPlayersTheSameOnesInEveryCopy() throws Exception {
        try (var one = PlayerDatabase.open(folder.resolve("one"), 2);
                var other = PlayerDatabase.open(folder.resolve("other"), 2)) {
            assertThat(one.top(2_000)).hasSize(1_000).isEqualTo(other.top(2_000));
            for (var player : List.of("knight-1", "archer-2", "thief-1000")) {
                assertThat(one.details(player)).isEqualTo(other.details(player));
            }
        }
    }

    @Test
    void statsOfTheSeedAgreeWithItsMatches() throws Exception {
        try (var database = PlayerDatabase.open(folder, 1)) {
            assertThat(contradictions(database)).isEmpty();
            assertThat(rows(database, "matches")).isBetween(5_000L, 20_000L);
            assertThat(rows(database, "achievements")).isGreaterThan(1_000);
            assertThat(rows(database, "items")).isGreaterThan(1_000);
        }
    }

    /// Players whose sums are not those of their matches.
    private static List<String> contradictions(PlayerDatabase database) throws Exception {
        return database.run(session -> session.query("""
                SELECT p.name FROM players p LEFT JOIN matches m ON m.player = p.id GROUP BY p.id
                HAVING p.games <> COUNT(m.id) OR p.best <> MAX(m.score) OR p.total <> SUM(m.score)""",
                row -> row.getString(1)));
    }

    private static long rows(PlayerDatabase database, String table) throws Exception {
        return database.<Long>run(session -> session.query("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                .getFirst());
    }

    @Test
    void everythingIsThereAgainAfterARestart() throws Exception {
        List<Standing> top;
        PlayerDetails details;
        try (var database = PlayerDatabase.open(folder, 2, TWENTY)) {
            database.record(match("knight-1", 999, 0), _ -> List.of("first-kill"));
            top = database.top(100);
            details = database.details("knight-1");
        }
        assertThat(top).hasSize(20).first().isEqualTo(new Standing(1, "knight-1", 999));
        // Another seed is for a new database, and this one is not new.
        try (var database = PlayerDatabase.open(folder, 1, new SeedData(50, 8))) {
            assertThat(database.top(100)).isEqualTo(top);
            assertThat(database.details("knight-1")).isEqualTo(details);
            assertThat(database.record(match("newcomer", 1, 1)).games()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2, 1})
    void pageAskedAtOnceIsThePageAskedOneByOneWhateverThePool(int connections) throws Exception {
        try (var database = PlayerDatabase.open(folder, connections, TWENTY)) {
            assertThat(database.details("knight-6")).isEqualTo(database.detailsOneByOne("knight-6"));
            assertThat(database.connectionsInUse()).isZero();
        }
    }

    @Test
    void lastMatchesAreTheTenLatestTheLatestFirst() throws Exception {
        try (var database = empty()) {
            var expected = new ArrayList<Match>();
            for (int minute : new int[] {7, 3, 11, 1, 5, 9, 2, 8, 12, 4, 10, 6}) {
                database.record(match("ann", minute, minute));
            }
            for (int minute = 12; minute > 2; minute--) {
                expected.add(match("ann", minute, minute));
            }
            assertThat(database.lastMatches("ann")).isEqualTo(expected);
            assertThat(database.stats("ann")).isEqualTo(new PlayerStats("ann", 12, 12, 78));
        }
    }

    @Test
    void achievementIsEarnedOnceAndTogetherWithItsMatch() throws Exception {
        try (var database = empty()) {
            database.record(match("ann", 3, 0), stats -> stats.games() == 1 ? List.of("first-meal") : List.of());
            database.record(match("ann", 3, 1), _ -> List.of("first-meal", "ten-points"));
            assertThat(database.achievements("ann")).containsExactly(new Achievement("first-meal", NOON),
                    new Achievement("ten-points", NOON.plusSeconds(60)));

            assertThatThrownBy(() -> database.record(match("ann", 500, 2), _ -> List.of("fifty-points", " ")))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("achievement's name");
            assertThat(database.stats("ann")).isEqualTo(new PlayerStats("ann", 2, 3, 6));
            assertThat(database.achievements("ann")).hasSize(2);
            assertThat(contradictions(database)).isEmpty();
        }
    }

    @Test
    void matchesRecordedAtOnceAreAllCounted() throws Exception {
        try (var database = empty()) {
            try (var scope = StructuredTaskScope.open()) {
                for (int i = 0; i < 120; i++) {
                    var match = match(i % 2 == 0 ? "ann" : "bob", i, i);
                    scope.fork(() -> database.record(match));
                }
                scope.join();
            }
            assertThat(database.stats("ann")).isEqualTo(new PlayerStats("ann", 60, 118, 3_540));
            assertThat(database.stats("bob")).isEqualTo(new PlayerStats("bob", 60, 119, 3_600));
            assertThat(contradictions(database)).isEmpty();
        }
    }

    @Test
    void matchesOfOneTransactionAreCountedInTheirOrder() throws Exception {
        try (var database = empty()) {
            var stats = database.recordAll(List.of(finished("ann", 3, 0), finished("bob", 7, 1), finished("ann", 2, 2)));

            assertThat(stats).containsExactly(new PlayerStats("ann", 1, 3, 3), new PlayerStats("bob", 1, 7, 7),
                    new PlayerStats("ann", 2, 3, 5));
            assertThat(database.achievements("ann")).extracting(Achievement::name)
                    .containsExactly("game-1", "game-2");
            assertThat(database.recordAll(List.of())).isEmpty();
            assertThat(contradictions(database)).isEmpty();
        }
    }

    @Test
    void oneMatchThatFailsTakesAllOfItsTransactionBack() throws Exception {
        try (var database = empty()) {
            database.record(match("ann", 1, 0));
            var fails = new FinishedMatch(match("bob", 7, 2), _ -> {
                throw new IllegalStateException("no");
            });

            assertThatThrownBy(() -> database.recordAll(List.of(finished("ann", 3, 1), fails))).hasMessage("no");

            assertThat(database.stats("ann")).isEqualTo(new PlayerStats("ann", 1, 1, 1));
            assertThat(database.best(List.of("ann", "bob"))).isEqualTo(Map.of("ann", 1));
        }
    }

    private static FinishedMatch finished(String player, int score, int minute) {
        return new FinishedMatch(match(player, score, minute), stats -> List.of("game-" + stats.games()));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1})
    void cardIsWhatItsFourQuestionsSay(int connections) throws Exception {
        try (var database = PlayerDatabase.open(folder, connections, TWENTY)) {
            var card = database.card("knight-6");
            assertThat(card).isEqualTo(new PlayerCard(database.stats("knight-6"), database.lastMatches("knight-6"),
                    database.rank("knight-6").getAsInt(), database.achievements("knight-6")));
            assertThat(card.rank()).isBetween(1, 20);
            assertThatThrownBy(() -> database.card("nobody")).isInstanceOf(UnknownPlayerException.class);
            assertThat(database.connectionsInUse()).isZero();
        }
    }

    @Test
    void bestGamesOfSeveralPlayersLeaveOutWhoIsUnknown() throws Exception {
        try (var database = empty()) {
            database.record(match("ann", 5, 0));
            database.record(match("ann", 2, 1));
            database.record(match(MALICIOUS, 0, 2));

            assertThat(database.best(List.of("ann", "ann", "nobody", MALICIOUS)))
                    .isEqualTo(Map.of("ann", 5, MALICIOUS, 0));
            assertThat(database.best(List.of())).isEmpty();
        }
    }

    @Test
    void leaderboardIsOrderedByBestGameAndEqualsShareARank() throws Exception {
        try (var database = empty()) {
            assertThat(database.top(10)).isEmpty();
            database.record(match("cid", 5, 0));
            database.record(match("bob", 9, 1));
            database.record(match("ann", 9, 2));
            database.record(match("ann", 1, 3));
            database.record(match("dan", 0, 4));
            assertThat(database.top(10)).containsExactly(new Standing(1, "ann", 9), new Standing(1, "bob", 9),
                    new Standing(3, "cid", 5), new Standing(4, "dan", 0));
            assertThat(database.top(2)).hasSize(2);
            assertThat(database.top(0)).isEmpty();
            assertThat(database.rank("bob")).isEqualTo(OptionalInt.of(1));
            assertThat(database.rank("cid")).isEqualTo(OptionalInt.of(3));
        }
    }

    @Test
    void whoHasFinishedNoGameHasNoRank() throws Exception {
        try (var database = empty()) {
            database.change(session -> session.update(
                    "INSERT INTO players (name, games, best, total) VALUES (?, 0, 0, 0)", "new"));
            assertThat(database.rank("new")).isEmpty();
            assertThat(database.card("new").rank()).isZero();
            assertThat(database.best(List.of("new"))).isEmpty();
            assertThat(database.top(10)).isEmpty();
        }
    }

    @Test
    void unknownPlayerIsAClearErrorHoweverTheQuestionIsAsked() throws Exception {
        try (var database = empty()) {
            assertThatThrownBy(() -> database.details("nobody")).isInstanceOf(UnknownPlayerException.class)
                    .hasMessageContaining("no player called 'nobody'");
            assertThatThrownBy(() -> database.detailsOneByOne("nobody")).isInstanceOf(UnknownPlayerException.class);
            assertThatThrownBy(() -> database.rank("nobody")).isInstanceOf(UnknownPlayerException.class);
            assertThat(database.lastMatches("nobody")).isEmpty();
            assertThat(database.connectionsInUse()).isZero();
        }
    }

    @Test
    void nameThatLooksLikeSqlIsJustAName() throws Exception {
        try (var database = PlayerDatabase.open(folder, 4, TWENTY)) {
            assertThatThrownBy(() -> database.details(MALICIOUS)).isInstanceOf(UnknownPlayerException.class);
            assertThatThrownBy(() -> database.details("x' OR '1'='1")).isInstanceOf(UnknownPlayerException.class);

            database.record(new Match(MALICIOUS, MALICIOUS, 4, NOON), _ -> List.of(MALICIOUS));

            var details = database.details(MALICIOUS);
            assertThat(details.stats().player()).isEqualTo(MALICIOUS);
            assertThat(details.lastMatches()).extracting(Match::room).containsExactly(MALICIOUS);
            assertThat(details.achievements()).extracting(Achievement::name).containsExactly(MALICIOUS);
            assertThat(rows(database, "players")).isEqualTo(21);
        }
    }

    @Test
    void badInputIsExplained() throws Exception {
        assertThatThrownBy(() -> match("", 1, 0)).hasMessage(
                "the player's name has 1 to 64 characters and is not blank, but this was ''");
        assertThatThrownBy(() -> match("x".repeat(65), 1, 0)).hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> match("ann", -1, 0)).hasMessage("a score is 0 or more, not -1");
        assertThatThrownBy(() -> new SeedData(-1, 0)).hasMessageContaining("0 players or more");
        assertThatThrownBy(() -> PlayerDatabase.open(folder, 0)).hasMessageContaining("at least 1 connection");
        try (var database = empty()) {
            assertThatThrownBy(() -> database.top(-1)).hasMessageContaining("0 places or more");
            assertThat(database.record(match("x".repeat(64), 1, 0)).games()).isOne();
        }
    }

    @Test
    void closedDatabaseSaysSo() throws Exception {
        var database = empty();
        database.close();
        database.close();
        assertThatThrownBy(() -> database.stats("ann")).hasMessage("the database is closed");
        assertThatThrownBy(() -> database.record(match("ann", 1, 0))).hasMessage("the database is closed");
        assertThatThrownBy(() -> database.details("ann")).hasMessage("the database is closed");
    }

    @Test
    void killedProcessLosesNothingThatItSaidWasRecorded() throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-preview", "-cp", System.getProperty("java.class.path"), RecordingProcess.class.getName(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int said = 0;
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said = Math.max(said, Integer.parseInt(line));
                if (said == 100) {
                    // The handle's, which is a kill -9 too, but leaves us what the process had already said.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(said).isGreaterThanOrEqualTo(100);
        try (var database = PlayerDatabase.open(folder, 1)) {
            // It may have been killed after a match was recorded and before it said so.
            assertThat(database.stats("ann").games()).isBetween(said, said + 1);
            assertThat(contradictions(database)).isEmpty();
        }
    }
}
