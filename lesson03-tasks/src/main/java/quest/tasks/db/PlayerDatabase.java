package quest.tasks.db;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The players of the game, on disk: who they are, what they have played, won and carry.
///
/// Any thread may call anything, and waits for the answer; on virtual threads that is cheap. More callers than there
/// are connections wait in line. A caller that is interrupted has its query cancelled, and the database takes no
/// harm: see [Database]. What was recorded when a method returned is there after a restart, and after a `kill -9`
/// too.
///
/// Every method throws `SQLException` if the database fails, `InterruptedException` if the caller was interrupted,
/// and `IllegalStateException` once it is closed.
public final class PlayerDatabase implements AutoCloseable {

    private final Database database;
    /// One change at a time. H2 would let two at once try, and have the second fail or wait for the first's rows,
    /// holding a connection; here it waits without one.
    private final Semaphore writing = new Semaphore(1, true);

    private PlayerDatabase(Database database) {
        this.database = database;
    }

    /// Opens the database in a folder. The first time it makes the tables and 1,000 players, always the same ones;
    /// after that it finds what is there.
    ///
    /// @param folder      made if there is none
    /// @param connections how many queries can be under way at once, at least 1
    /// @throws SQLException if the file cannot be used, such as when another process has it open
    public static PlayerDatabase open(Path folder, int connections) throws SQLException, InterruptedException {
        return open(folder, connections, SeedData.THOUSAND_PLAYERS);
    }

    /// The same, with other players, or nobody, to begin with.
    ///
    /// @param seedData for a new database only
    public static PlayerDatabase open(Path folder, int connections, SeedData seedData)
            throws SQLException, InterruptedException {
        var database = Database.open(folder.resolve("players"), connections);
        try {
            Schema.create(database, seedData);
            return new PlayerDatabase(database);
        } catch (Throwable failure) {
            database.close();
            throw failure;
        }
    }

    /// A player's page, its four questions asked at once, each on a connection of its own: it takes as long as the
    /// slowest, if the pool has four connections to spare. The first failure cancels the others; when this returns or
    /// throws, none is still running.
    ///
    /// Each answer is of its own moment: a match recorded meanwhile may be in one and not in another. Who needs one
    /// moment asks in one transaction, on one connection, one after the other.
    ///
    /// @throws UnknownPlayerException if there is no such player
    public PlayerDetails details(String player) throws SQLException, InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            var stats = scope.fork(() -> stats(player));
            var lastMatches = scope.fork(() -> lastMatches(player));
            var achievements = scope.fork(() -> achievements(player));
            var inventory = scope.fork(() -> inventory(player));
            scope.join();
            return new PlayerDetails(stats.get(), lastMatches.get(), achievements.get(), inventory.get());
        } catch (StructuredTaskScope.FailedException e) {
            throw thrownBy(e);
        }
    }

    /// What a task throws: an SQLException, or something unchecked.
    private static SQLException thrownBy(StructuredTaskScope.FailedException e) {
        switch (e.getCause()) {
            case SQLException failure -> {
                return failure;
            }
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /// What the others may see of a player, asked as [#details] is: four questions at once.
    ///
    /// @throws UnknownPlayerException if there is no such player
    public PlayerCard card(String player) throws SQLException, InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            var stats = scope.fork(() -> stats(player));
            var lastMatches = scope.fork(() -> lastMatches(player));
            var rank = scope.fork(() -> rank(player));
            var achievements = scope.fork(() -> achievements(player));
            scope.join();
            return new PlayerCard(stats.get(), lastMatches.get(), rank.get().orElse(0), achievements.get());
        } catch (StructuredTaskScope.FailedException e) {
            throw thrownBy(e);
        }
    }

    /// The same page, one question after the other: the sum of their times.
    ///
    /// @throws UnknownPlayerException if there is no such player
    public PlayerDetails detailsOneByOne(String player) throws SQLException, InterruptedException {
        return new PlayerDetails(stats(player), lastMatches(player), achievements(player), inventory(player));
    }

    /// @throws UnknownPlayerException if there is no such player
    public PlayerStats stats(String player) throws SQLException, InterruptedException {
        return run(session -> PlayerQuestions.stats(session, player));
    }

    /// The last ten, the latest first. None for an unknown player.
    public List<Match> lastMatches(String player) throws SQLException, InterruptedException {
        return run(session -> PlayerQuestions.lastMatches(session, player));
    }

    /// In the order in which they were earned. None for an unknown player.
    public List<Achievement> achievements(String player) throws SQLException, InterruptedException {
        return run(session -> PlayerQuestions.achievements(session, player));
    }

    /// By name. Empty for an unknown player.
    public List<Item> inventory(String player) throws SQLException, InterruptedException {
        return run(session -> PlayerQuestions.inventory(session, player));
    }

    /// The leaderboard: the best game of each player, the best player first. Who has finished no game is not on it.
    ///
    /// @param count how many at most, 0 or more
    public List<Standing> top(int count) throws SQLException, InterruptedException {
        if (count < 0) {
            throw new IllegalArgumentException("a leaderboard has 0 places or more, not " + count);
        }
        return run(session -> PlayerQuestions.top(session, count));
    }

    /// The best games of several players. Who is unknown, or has finished no game, is left out.
    public Map<String, Integer> best(Collection<String> players) throws SQLException, InterruptedException {
        var known = run(session -> PlayerQuestions.stats(session, players.toArray(String[]::new)));
        return known.stream().filter(stats -> stats.games() > 0)
                .collect(Collectors.toUnmodifiableMap(PlayerStats::player, PlayerStats::best));
    }

    /// The player's place on the leaderboard, from 1; empty if the player has finished no game.
    ///
    /// @throws UnknownPlayerException if there is no such player
    public OptionalInt rank(String player) throws SQLException, InterruptedException {
        return run(session -> {
            var stats = PlayerQuestions.stats(session, player);
            return stats.games() == 0 ? OptionalInt.empty()
                    : OptionalInt.of(PlayerQuestions.rankOf(session, stats.best()));
        });
    }

    /// Records a finished match, and its player if new. When this returns the match is recorded; if it throws, it is
    /// not.
    ///
    /// @return what the player has done so far, this match included
    public PlayerStats record(Match match) throws SQLException, InterruptedException {
        return record(match, _ -> List.of());
    }

    /// The same, together with what it has earned the player: both or neither.
    ///
    /// @param earned the names of achievements, given the player's stats with this match; those the player has already
    ///               are ignored. It is called in the middle of the transaction, so it should only compute.
    public PlayerStats record(Match match, Function<PlayerStats, List<String>> earned)
            throws SQLException, InterruptedException {
        return recordAll(List.of(new FinishedMatch(match, earned))).getFirst();
    }

    /// Records several matches, in their order: all of them or none. What a transaction and its statements cost by
    /// themselves, above all the writing to the file, is paid once.
    ///
    /// @return for each match, what its player had done so far, that match included
    public List<PlayerStats> recordAll(List<FinishedMatch> matches) throws SQLException, InterruptedException {
        return change(session -> MatchRecorder.record(session, matches));
    }

    /// Asks something that this class has no method for. The work gets a connection of the pool for as long as it
    /// runs.
    public <T> T run(Work<T> work) throws SQLException, InterruptedException {
        return database.run(work);
    }

    /// Changes something that this class has no method for: all of it or nothing, and one change at a time.
    public <T> T change(Work<T> work) throws SQLException, InterruptedException {
        writing.acquire();
        try {
            return database.transaction(work);
        } finally {
            writing.release();
        }
    }

    /// How many connections are at work at this moment, for tests and status pages.
    public int connectionsInUse() {
        return database.connectionsInUse();
    }

    /// Waits for what is under way, refuses what comes later, and closes the file.
    @Override
    public void close() {
        database.close();
    }
}
