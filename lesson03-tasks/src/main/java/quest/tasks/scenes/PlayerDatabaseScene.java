package quest.tasks.scenes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.tasks.db.Database;
import quest.tasks.db.PlayerDatabase;
import quest.tasks.db.PlayerQuestions;
import quest.tasks.db.Session;

/// A player's page from a real database on disk: its four questions one by one, at once on pools of four, two and
/// one, on a single connection, and with a pool made for the occasion.
public final class PlayerDatabaseScene implements Scene {

    private static final String PLAYER = "knight-1";
    private static final int PAGES = 50;

    /// @param millis how long the connection is taken: see [QueryPause]
    record Question(String name, long millis, Answer answer) {
    }

    interface Answer {
        String from(Session session, String player) throws SQLException;
    }

    static final List<Question> QUESTIONS = List.of(
            new Question("stats", 150, (session, player) -> {
                var stats = PlayerQuestions.stats(session, player);
                return "%d games, best %d".formatted(stats.games(), stats.best());
            }),
            new Question("matches", 200, (session, player) -> {
                var matches = PlayerQuestions.lastMatches(session, player);
                return "%d, the latest in %s".formatted(matches.size(), matches.getFirst().room());
            }),
            new Question("achievements", 100, (session, player) ->
                    PlayerQuestions.achievements(session, player).size() + " of them"),
            new Question("inventory", 120, (session, player) ->
                    PlayerQuestions.inventory(session, player).size() + " kinds of things"));

    private final Path temporary;
    private final int pages;

    public PlayerDatabaseScene() {
        this(Path.of(System.getProperty("java.io.tmpdir")), PAGES);
    }

    /// @param temporary where the database may be for as long as the scene plays
    /// @param pages     how many to ask for, to know what one costs
    PlayerDatabaseScene(Path temporary, int pages) {
        this.temporary = temporary;
        this.pages = pages;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var folder = Files.createTempDirectory(temporary, "player-database-");
        try {
            play(stage, folder);
        } finally {
            delete(folder);
        }
    }

    void play(Stage stage, Path folder) throws Exception {
        Duration oneByOne;
        var together = new Duration[3];
        try (var players = PlayerDatabase.open(folder, 4)) {
            prepare(players);
            oneByOne = oneByOne(stage, players);
            together[0] = together(stage, "Four at once, four connections", players);
        }
        // The next pools find the players again: they are on disk.
        try (var players = PlayerDatabase.open(folder, 2)) {
            prepare(players);
            together[1] = together(stage, "Four at once, a pool of two", players);
        }
        try (var players = PlayerDatabase.open(folder, 1)) {
            prepare(players);
            together[2] = together(stage, "Four at once, a pool of one", players);
        }
        var shared = onOneConnection(stage);

        stage.print("\nHow long the page took, as measured just now");
        stage.print(row("one by one", oneByOne, oneByOne));
        stage.print(row("at once, four connections", together[0], oneByOne));
        stage.print(row("at once, a pool of two", together[1], oneByOne));
        stage.print(row("at once, a pool of one", together[2], oneByOne));
        stage.print(row("at once, one connection shared", shared, oneByOne));

        compareWithNewPools(stage, folder);
    }

    /// What is needed for the pauses; and a page that nobody watches, so that no act is about the loading of classes.
    private static void prepare(PlayerDatabase players) throws Exception {
        players.change(session -> session.update(QueryPause.CREATE));
        players.run(session -> session.query(QueryPause.CALL, row -> row.getLong(1), 0));
        players.details(PLAYER);
    }

    private static Duration oneByOne(Stage stage, PlayerDatabase players) throws Exception {
        stage.act("One question after the other");
        var page = new PlayerPage(stage, PLAYER);
        for (var question : QUESTIONS) {
            page.ask(question, players);
        }
        return page.complete();
    }

    private static Duration together(Stage stage, String heading, PlayerDatabase players) throws Exception {
        stage.act(heading);
        var page = new PlayerPage(stage, PLAYER);
        try (var scope = StructuredTaskScope.open()) {
            for (var question : QUESTIONS) {
                scope.fork(() -> {
                    page.ask(question, players);
                    return null;
                });
            }
            scope.join();
        }
        return page.complete();
    }

    /// Plain JDBC, without a pool. The database is in memory: here the tasks themselves are inside H2, where an
    /// interrupt would close the file of one on disk.
    private static Duration onOneConnection(Stage stage) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:"); var setUp = connection.createStatement()) {
            setUp.execute(QueryPause.CREATE);
            stage.act("Four at once, all on the same connection");
            var page = new PlayerPage(stage, PLAYER);
            try (var scope = StructuredTaskScope.open()) {
                for (var question : QUESTIONS) {
                    scope.fork(() -> {
                        page.ask(question, connection);
                        return null;
                    });
                }
                scope.join();
            }
            return page.complete();
        }
    }

    private static String row(String how, Duration took, Duration oneByOne) {
        return "  %-31s %4d ms  %.2f times as fast".formatted(how, took.toMillis(),
                (double) oneByOne.toNanos() / took.toNanos());
    }

    /// Here the questions cost what they really cost, without a pause, so that it shows what making a pool adds. The
    /// file is open all the while: opening it anew each time would cost more yet.
    private void compareWithNewPools(Stage stage, Path folder) throws Exception {
        stage.act("A pool that is there, and a pool made for each page");
        try (var players = PlayerDatabase.open(folder, 4)) {
            var atHand = average(stage, () -> players.details(PLAYER));
            stage.tell("pool at hand", "%.2f ms a page".formatted(atHand));
            var anew = average(stage, () -> {
                try (var pool = Database.open(folder.resolve("players"), 4); var scope = StructuredTaskScope.open()) {
                    for (var question : QUESTIONS) {
                        scope.fork(() -> pool.run(session -> question.answer().from(session, PLAYER)));
                    }
                    scope.join();
                }
            });
            stage.tell("pool made anew", "%.2f ms a page".formatted(anew));
            stage.print("""

                    A page with a pool made for it takes %.0f times as long, and that although
                    connections into one's own process need no network and no encryption."""
                    .formatted(anew / atHand));
        }
    }

    private interface Request {
        void run() throws Exception;
    }

    /// @return milliseconds of the world's time, at any speed of the stage
    private double average(Stage stage, Request request) throws Exception {
        // The first ones are not counted: the JVM is still making itself acquainted with them.
        for (int i = 0; i < pages / 2; i++) {
            request.run();
        }
        var begun = stage.elapsed();
        for (int i = 0; i < pages; i++) {
            request.run();
        }
        return stage.clock().toRealNanos(stage.elapsed().minus(begun).toNanos()) / 1e6 / pages;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public String name() {
        return "player-database";
    }

    @Override
    public int lesson() {
        return 3;
    }

    /// The database's threads really wait.
    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String title() {
        return "Player database: four queries at once, and what the pool has to say to that";
    }

    @Override
    public String remark() {
        return """
                Four tasks are worth four connections: the page then takes as long as its
                slowest query. A smaller pool makes tasks wait, in order and without harm: that
                is backpressure. A connection runs one statement at a time, so tasks that share
                one stand in line inside it. Make a pool once: it is there to be kept.
                """;
    }
}
