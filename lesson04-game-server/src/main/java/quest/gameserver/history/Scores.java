package quest.gameserver.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import quest.eventloop.EventLoop;
import quest.tasks.db.FinishedMatch;
import quest.tasks.db.PlayerDatabase;
import quest.tasks.db.SeedData;
import quest.tasks.db.UnknownPlayerException;

/// Every game that was ever finished, in lesson 3's database.
///
/// No method but [#open] and [#close] blocks: all are called on the loop's thread, and the futures are completed there.
/// Games are written in groups, see [GroupCommit]; questions are asked on virtual threads.
public final class Scores implements AutoCloseable {

    /// Four for a dashboard, one for the writer.
    private static final int CONNECTIONS = 5;
    /// Questions that are with the database at once. The others wait before its gate and not in it: the gate is first
    /// come, first served, so that the writer would have to wait for thousands of dashboards.
    private static final int QUESTIONS = 8;
    private static final Duration REST = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final EventLoop loop;
    private final LastingDatabase database;
    private final Semaphore questions = new Semaphore(QUESTIONS, true);
    private final GroupCommit<Game> games;

    Scores(EventLoop loop, LastingDatabase database, Duration rest, Duration firstPause) {
        this.loop = loop;
        this.database = database;
        this.games = new GroupCommit<>("games", loop, rest, firstPause, this::commit);
    }

    /// Opens the scores in a folder, which is made if there is none; a new database knows nobody. It blocks: to be
    /// called before the loop runs.
    ///
    /// @throws SQLException if the file cannot be used, such as when another server has it open
    public static Scores open(EventLoop loop, Path dataFolder) throws SQLException, InterruptedException {
        var database = new LastingDatabase(() -> PlayerDatabase.open(dataFolder, CONNECTIONS, SeedData.NOBODY));
        return new Scores(loop, database, REST, FIRST_PAUSE);
    }

    /// Records a finished game. When the future is complete, the game survives a `kill -9`. While the database fails,
    /// that is reported to the loop's exception handler, and tried again; the future fails only if the game had to be
    /// given up, because the scores were closed or too many games wait.
    public CompletableFuture<Void> record(Game game) {
        return games.add(game);
    }

    private void commit(List<Game> together) throws SQLException, InterruptedException {
        var matches = together.stream()
                .map(game -> new FinishedMatch(game.match(), stats -> Feat.earned(game, stats))).toList();
        try {
            database.current().recordAll(matches);
        } catch (SQLException | RuntimeException failure) {
            try {
                database.mend();    // for the next attempt
            } catch (SQLException | RuntimeException stillBroken) {
                failure.addSuppressed(stillBroken);
            }
            throw failure;
        }
    }

    /// How many transactions have written games so far, for tests and status pages. Any thread.
    public long transactions() {
        return games.transactions();
    }

    /// The best game of each player, the highest first, by name where they are equal.
    public CompletableFuture<List<Leader>> leaders(int atMost) {
        return ask(() -> database.current().top(atMost).stream()
                .map(standing -> new Leader(standing.player(), standing.best())).toList());
    }

    /// A player's page, its four questions asked at once. Null for a player who has finished no game.
    public CompletableFuture<Dashboard> dashboard(String player) {
        return ask(() -> {
            try {
                return Dashboard.of(database.current().card(player));
            } catch (UnknownPlayerException _) {
                return null;
            }
        });
    }

    /// The score of each player's best game, in the order of the players; 0 for those who have finished none.
    public CompletableFuture<Map<String, Integer>> best(Collection<String> players) {
        var asked = List.copyOf(players);
        return ask(() -> {
            var known = database.current().best(asked);
            var best = new LinkedHashMap<String, Integer>();
            asked.forEach(player -> best.put(player, known.getOrDefault(player, 0)));
            return best;
        });
    }

    private <T> CompletableFuture<T> ask(Callable<T> question) {
        return loop.offload(() -> {
            questions.acquire();
            try {
                return question.call();
            } finally {
                questions.release();
            }
        });
    }

    /// Writes what was accepted, waits for what is under way, and closes the file. What comes later is refused. It
    /// blocks: to be called when nobody plays any more.
    @Override
    public void close() {
        games.close();
        database.close();
    }
}
