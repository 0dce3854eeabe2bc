package quest.gameserver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.LoopThread;
import quest.tasks.db.PlayerDatabase;
import quest.tasks.db.SeedData;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ScoresTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.120456Z");

    @TempDir
    private Path folder;
    private final LoopThread thread = new LoopThread();
    private LastingDatabase lasting;
    private PlayerDatabase database;
    private Scores scores;

    @BeforeEach
    void open() throws Exception {
        lasting = new LastingDatabase(() -> PlayerDatabase.open(folder, 5, SeedData.NOBODY));
        database = lasting.current();
        scores = new Scores(thread.loop, lasting, Duration.ZERO, Duration.ofMillis(1));
        thread.start();
    }

    @AfterEach
    void close() {
        scores.close();
        thread.close();
    }

    private static Game game(String player, int score, int minute) {
        return new Game(player, "lava", score, 0, NOON.plusSeconds(60L * minute));
    }

    private <T> T ask(Callable<CompletableFuture<T>> question) {
        return thread.call(question).join();
    }

    private void record(Game... games) {
        ask(() -> CompletableFuture.allOf(
                List.of(games).stream().map(scores::record).toArray(CompletableFuture[]::new)));
    }

    /// In the order in which they were recorded.
    private List<Integer> recordedScores() throws Exception {
        return database.run(session -> session.query("SELECT score FROM matches ORDER BY id", row -> row.getInt(1)));
    }

    @Test
    void leaderboardHasTheBestGameOfEachPlayerTheHighestFirst() {
        record(game("ann", 3, 0), game("bob", 7, 1), game("ann", 5, 2), game("bot-1", 7, 3), game("cid", 0, 4));

        assertThat(ask(() -> scores.leaders(10))).containsExactly(new Leader("bob", 7), new Leader("bot-1", 7),
                new Leader("ann", 5), new Leader("cid", 0));
        assertThat(ask(() -> scores.leaders(1))).containsExactly(new Leader("bob", 7));
    }

    @Test
    void dashboardIsTheFourAnswersTogether() throws Exception {
        record(game("bob", 60, 0), new Game("ann", "lava", 12, 2, NOON), game("ann", 1, 1));

        var dashboard = ask(() -> scores.dashboard("ann"));

        assertThat(new ObjectMapper().writeValueAsString(dashboard)).isEqualTo("""
                {"player":"ann","stats":{"games":2,"best":12,"total":13},"recent":[\
                {"room":"lava","score":1,"endedAt":"2026-03-01T12:01:00.120Z"},\
                {"room":"lava","score":12,"endedAt":"2026-03-01T12:00:00.120Z"}],"rank":2,\
                "achievements":["first-meal","ten-points","first-kill"]}""");
        assertThat(ask(() -> scores.dashboard("bob")).achievements())
                .containsExactly("first-meal", "ten-points", "fifty-points");
    }

    @Test
    void whoHasFinishedNoGameHasNoDashboard() {
        assertThat(ask(() -> scores.dashboard("nobody"))).isNull();
        assertThat(ask(() -> scores.dashboard("x' OR '1'='1"))).isNull();
    }

    @Test
    void tenGamesAreAnAchievementEvenWithoutAPoint() {
        for (int i = 0; i < 9; i++) {
            record(game("ann", 0, i));
        }
        assertThat(ask(() -> scores.dashboard("ann")).achievements()).isEmpty();
        record(game("ann", 0, 9));

        var dashboard = ask(() -> scores.dashboard("ann"));
        assertThat(dashboard.achievements()).containsExactly("ten-games");
        assertThat(dashboard.rank()).isOne();
        assertThat(dashboard.recent()).hasSize(10);
    }

    @Test
    void bestOfSeveralIsInTheirOrderAndZeroForTheUnknown() {
        record(game("ann", 3, 0), game("bob", 7, 1));

        assertThat(ask(() -> scores.best(List.of("nobody", "bob", "ann"))))
                .containsExactly(entry("nobody", 0), entry("bob", 7), entry("ann", 3));
        assertThat(ask(() -> scores.best(List.of()))).isEmpty();
    }

    /// The arithmetic that GroupCommit promises, with a real database: one player dies, and while that is written, a
    /// thousand others.
    @Test
    void aThousandWhoDieTogetherAreDurableInTwoTransactions() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var holdingUp = Thread.ofVirtual().start(() -> uninterrupted(() -> database.change(_ -> {
            begun.countDown();
            return uninterrupted(() -> {
                goOn.await();
                return null;
            });
        })));
        begun.await();
        var all = thread.call(() -> IntStream.rangeClosed(1, 1_001)
                .mapToObj(i -> scores.record(game("p" + i, i, 0))).toList());
        assertThat(all).noneMatch(CompletableFuture::isDone);
        goOn.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        holdingUp.join();

        assertThat(recordedScores()).isEqualTo(IntStream.rangeClosed(1, 1_001).boxed().toList());
        assertThat(ask(() -> scores.leaders(2)))
                .containsExactly(new Leader("p1001", 1_001), new Leader("p1000", 1_000));
        assertThat(scores.transactions()).isEqualTo(2);
    }

    private static <T> T uninterrupted(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDatabaseThatFailsIsReportedAndTriedAgainUntilItWorks() throws Exception {
        record(game("ann", 1, 0));
        database.change(session -> session.update("ALTER TABLE matches RENAME TO away"));
        var trail = new ArrayList<String>();
        var durable = thread.call(() -> {
            scores.record(game("ann", 2, 1)).thenRun(() -> trail.add("ann"));
            return scores.record(game("bob", 3, 2)).thenRun(() -> trail.add("bob"));
        });
        thread.awaitUntil(() -> thread.failures.size() >= 3);
        assertThat(durable).isNotDone();
        assertThat(ask(() -> scores.leaders(10))).as("what failed has changed nothing")
                .containsExactly(new Leader("ann", 1));

        database.change(session -> session.update("ALTER TABLE away RENAME TO matches"));
        durable.join();

        assertThat(thread.call(() -> trail)).containsExactly("ann", "bob");
        assertThat(recordedScores()).containsExactly(1, 2, 3);
        assertThat(thread.failures).allSatisfy(each -> {
            assertThat(each.getMessage()).contains("games could not be written, next attempt within");
            assertThat(each).rootCause().hasMessageContaining("MATCHES");
        });
        thread.failures.clear();
    }

    /// As with a disk that is full: H2 cannot write, and gives up for good. Here its file is closed under it, since a
    /// thread that reads it, for a copy, is interrupted.
    @Test
    void aDatabaseThatBrokeIsOpenedAgain() throws Exception {
        record(game("ann", 1, 0));
        assertThatThrownBy(() -> database.run(session -> {
            Thread.currentThread().interrupt();
            return session.update("BACKUP TO ?", folder.resolve("copy.zip").toString());
        })).isInstanceOf(SQLException.class);

        record(game("ann", 2, 1), game("bob", 3, 2));

        assertThat(lasting.current()).isNotSameAs(database);
        assertThat(ask(() -> scores.dashboard("ann")).stats()).isEqualTo(new Dashboard.Stats(2, 2, 3));
        assertThat(ask(() -> scores.leaders(10))).containsExactly(new Leader("bob", 3), new Leader("ann", 2));
        assertThat(thread.failures).isNotEmpty();
        thread.failures.clear();
    }

    @Test
    void aDatabaseThatCannotBeOpenedAgainYetIsTriedUntilItCan() throws Exception {
        var attempts = new ArrayList<String>();
        var stubborn = new LastingDatabase(() -> {
            attempts.add("open");
            if (attempts.size() == 2 || attempts.size() == 3) {
                throw new SQLException("disk full");
            }
            return PlayerDatabase.open(folder.resolve("other"), 5, SeedData.NOBODY);
        });
        try (var other = new Scores(thread.loop, stubborn, Duration.ZERO, Duration.ofMillis(1))) {
            stubborn.current().close();
            ask(() -> other.record(game("ann", 1, 0)));
            assertThat(ask(() -> other.leaders(10))).containsExactly(new Leader("ann", 1));
        }
        assertThat(attempts).hasSize(4);
        assertThat(thread.failures).hasSize(3).extracting(each -> each.getCause().getSuppressed().length)
                .containsExactly(1, 1, 0);
        thread.failures.clear();
    }

    @Test
    void aQuestionThatFailsSaysSo() throws Exception {
        database.change(session -> session.update("ALTER TABLE players RENAME TO away"));
        assertThatThrownBy(() -> ask(() -> scores.leaders(10))).rootCause().hasMessageContaining("PLAYERS");
        assertThatThrownBy(() -> ask(() -> scores.dashboard("ann"))).rootCause().hasMessageContaining("PLAYERS");
        database.change(session -> session.update("ALTER TABLE away RENAME TO players"));
        assertThat(ask(() -> scores.leaders(10))).isEmpty();
    }

    @Test
    void whatWasAcceptedIsThereAfterClosingAndOpeningAgain() throws Exception {
        var accepted = thread.call(() -> IntStream.range(0, 300).mapToObj(i -> scores.record(game("p" + i, i, 0)))
                .toList());
        scores.close();
        CompletableFuture.allOf(accepted.toArray(CompletableFuture[]::new)).join();
        assertThat(thread.call(() -> scores.record(game("late", 1, 0)))).isCompletedExceptionally();

        try (var again = Scores.open(thread.loop, folder)) {
            assertThat(ask(() -> again.leaders(1_000))).hasSize(300);
        }
    }

    @Test
    void aGameThatCouldNeverBeRecordedIsRefusedAtOnce() {
        assertThatThrownBy(() -> game("", 1, 0)).hasMessageContaining("player's name has 1 to 64");
        assertThatThrownBy(() -> game("ann", -1, 0)).hasMessage("a score is 0 or more, not -1");
        assertThatThrownBy(() -> new Game("ann", "lava", 1, -1, NOON)).hasMessage("a game has 0 kills or more, not -1");
        assertThatThrownBy(() -> new Game("ann", "x".repeat(65), 1, 0, NOON)).hasMessageContaining("room's name");
        assertThat(game("ann", 1, 0).endedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.120Z"));
    }
}
