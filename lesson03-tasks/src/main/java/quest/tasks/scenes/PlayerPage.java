package quest.tasks.scenes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import quest.stage.Lanes;
import quest.stage.Stage;
import quest.tasks.db.PlayerDatabase;
import quest.tasks.scenes.PlayerDatabaseScene.Question;

/// One page that is put together from answers, and the picture of it: a dot while a question waits, a hash while the
/// database is at it. Any thread may ask.
final class PlayerPage {

    private final Stage stage;
    private final String player;
    private final Lanes picture = new Lanes();
    private final AtomicInteger mostInUse = new AtomicInteger();

    PlayerPage(Stage stage, String player) {
        this.stage = stage;
        this.player = player;
    }

    /// Asks on a connection of the pool, as soon as it has one to spare.
    void ask(Question question, PlayerDatabase players) throws SQLException, InterruptedException {
        var asked = asked(question);
        players.run(session -> {
            mostInUse.accumulateAndGet(players.connectionsInUse(), Math::max);
            long begun = session.query(QueryPause.CALL, row -> row.getLong(1), realNanos(question)).getFirst();
            answered(question, asked, begun, question.answer().from(session, player));
            return null;
        });
    }

    /// Asks on this connection, whoever else may be using it.
    void ask(Question question, Connection connection) throws SQLException {
        var asked = asked(question);
        try (var statement = connection.prepareStatement(QueryPause.CALL)) {
            statement.setLong(1, realNanos(question));
            try (var result = statement.executeQuery()) {
                result.next();
                answered(question, asked, result.getLong(1), "");
            }
        }
    }

    private long realNanos(Question question) {
        return stage.clock().toRealNanos(Duration.ofMillis(question.millis()).toNanos());
    }

    private synchronized Duration asked(Question question) {
        stage.tell(question.name(), "is asked for");
        picture.note(question.name(), "");
        return stage.elapsed();
    }

    /// @param begun when the database began, on the system's clock
    private synchronized void answered(Question question, Duration asked, long begun, String answer) {
        var now = stage.elapsed();
        double realNanosPerNano = stage.clock().toRealNanos(1_000_000_000) / 1e9;
        var busy = Duration.ofNanos((long) ((System.nanoTime() - begun) / realNanosPerNano));
        var began = max(asked, now.minus(busy));
        picture.draw(question.name(), '.', asked, began);
        picture.draw(question.name(), '#', began, now);
        picture.note(question.name(), "after %d ms".formatted(now.minus(asked).toMillis()));
        stage.tell(question.name(), answer.isEmpty() ? "is there" : "is there: " + answer);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Prints the picture.
    ///
    /// @return how long it took since the act began
    synchronized Duration complete() {
        var took = stage.elapsed();
        stage.tell("page", mostInUse.get() == 0 ? "is complete"
                : "is complete; connections in use at once: " + mostInUse.get());
        stage.print("\n" + picture + "\n");
        return took;
    }
}
