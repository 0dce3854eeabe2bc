package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static quest.exercises.kit.Later.outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.kit.Timeline;
import quest.exercises.lesson02.Dashboard.Archives;
import quest.exercises.lesson02.Dashboard.Page;

@DisplayName("Dashboard")
class DashboardTest {

    private static final Page PAGE = new Page("9 of 10 won", List.of("against Bo", "against Cy"), 3,
            List.of("dragon slain"));

    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final SlowArchives archives = new SlowArchives();

    @Nested
    @Points(0.6)
    @DisplayName("Together, and not one by one")
    class Together {

        @Test
        @DisplayName("all four archives are asked at once")
        void allAreAskedAtOnce() {
            var page = load();
            assertThat(archives.asked).withFailMessage(() -> """
                    load was called, and no answer is there yet. All four archives should have been asked by now. \
                    Yours has asked: %s.%s""".formatted(List.copyOf(archives.asked), shown(page)))
                    .containsExactlyInAnyOrder("statistics", "games", "rank", "achievements");
        }

        @Test
        @DisplayName("load returns at once")
        void loadReturnsAtOnce() {
            assertOpen("load was called, and no answer is there yet", load());
        }

        @Test
        @DisplayName("the page is there with the slowest answer")
        void pageIsThereWithTheSlowestAnswer() {
            var page = load();
            archives.advanceTo(199);
            assertOpen("After 199 ms the games, 200 ms, are missing", page);
            while (!page.isDone() && archives.now < 1_000) {
                archives.advanceTo(archives.now + 1);
            }
            loop.assertRulesKept();
            assertThat(archives.now).withFailMessage(() -> """
                    Statistics 150 ms, games 200 ms, rank 100 ms, achievements 120 ms: max(150, 200, 100, 120) = 200 \
                    ms. Yours took %s.%s""".formatted(
                    archives.now == 570 ? "570 ms = 150 + 200 + 100 + 120, each asked after the one before"
                    : archives.now == 1_000 ? "more than 1000 ms" : archives.now + " ms", shown(page))).isEqualTo(200);
        }

        @Test
        @DisplayName("whichever that is")
        void pageWaitsForWhicheverIsSlowest() {
            for (String name : List.of("statistics", "games", "rank", "achievements")) {
                archives.slow = name;
                var page = load();
                archives.advanceTo(archives.now + 399);
                assertOpen("Of '%s' the answer takes 400 ms today, and 399 are over".formatted(name), page);
                archives.advanceTo(archives.now + 1);
                assertPage("Of '%s' the answer came after 400 ms, as the last".formatted(name), page, PAGE);
            }
        }

        @Test
        @DisplayName("the page holds the answers")
        void pageHoldsTheAnswers() {
            var page = load();
            archives.advanceTo(1_000);
            assertPage("All four archives have answered", page, PAGE);
        }

        @Test
        @DisplayName("each archive is asked once, for this player")
        void eachArchiveIsAskedOnce() {
            var page = load();
            archives.advanceTo(1_000);
            assertPage("All four archives have answered", page, PAGE);
            assertThat(archives.asked)
                    .withFailMessage("One page was loaded: 4 questions. Yours has asked: %s.", archives.asked)
                    .hasSize(4);
            assertThat(archives.players).withFailMessage("load(\"Ada\"), but the archives were asked about: %s.",
                    archives.players).containsOnly("Ada");
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("When an archive fails")
    class Failures {

        private final IOException fire = new IOException("the archive is on fire");

        @Test
        @DisplayName("a page without achievements is better than none")
        void pageWithoutAchievements() {
            archives.failing = "achievements";
            archives.failure = fire;
            var page = load();
            archives.advanceTo(1_000);
            assertPage("The achievements failed, the other three have answered", page,
                    new Page(PAGE.statistics(), PAGE.games(), PAGE.rank(), List.of()));
        }

        @Test
        @DisplayName("it still waits for the others")
        void pageWithoutAchievementsStillWaits() {
            archives.failing = "achievements";
            archives.failure = fire;
            var page = load();
            archives.advanceTo(199);
            assertOpen("The achievements failed after 120 ms; after 199 ms the games, 200 ms, are missing", page);
            archives.advanceTo(200);
            assertPage("The achievements failed, and after 200 ms the other three have answered", page,
                    new Page(PAGE.statistics(), PAGE.games(), PAGE.rank(), List.of()));
        }

        @Test
        @DisplayName("if any other archive fails, so does the page")
        void failureOfAnyOtherFailsThePage() {
            for (String name : List.of("statistics", "games", "rank")) {
                archives.failing = name;
                archives.failure = fire;
                var page = load();
                archives.advanceTo(archives.now + 1_000);
                loop.assertRulesKept();
                if (page.state() != CompletableFuture.State.FAILED) {
                    fail("The archive '%s' failed. So should the page. It %s.", name, outcome(page));
                }
                assertThat(page.exceptionNow()).withFailMessage("""
                        The archive '%s' failed with %s. So should the page. It failed with %s.""", name, fire,
                        page.exceptionNow()).isSameAs(fire);
            }
        }
    }

    /// How yours goes on until the page is there, above how it should.
    private String shown(CompletableFuture<Page> page) {
        return Timeline.shown(() -> {
            while (!page.isDone() && archives.now < 1_000) {
                archives.advanceTo(archives.now + 1);
            }
            return archives.timeline;
        }, new Timeline("ms").stretch("statistics", 0, 150).stretch("games", 0, 200).stretch("rank", 0, 100)
                .stretch("achievements", 0, 120));
    }

    private CompletableFuture<Page> load() {
        return loop.begin("load", () -> new Dashboard(archives).load("Ada"));
    }

    private void assertOpen(String when, CompletableFuture<Page> page) {
        loop.assertRulesKept();
        assertThat(page.isDone()).withFailMessage("%s. So there can be no page. It %s.", when, outcome(page)).isFalse();
    }

    private void assertPage(String when, CompletableFuture<Page> page, Page expected) {
        loop.assertRulesKept();
        assertThat(outcome(page)).withFailMessage("%s. Expected: %s. The page %s.", when, expected, outcome(page))
                .isEqualTo("brought " + expected);
    }

    /// Archives that answer in game time, which is moved by hand. One of them may fail instead.
    private final class SlowArchives implements Archives {

        private record Answer(long moment, Runnable settle) {
        }

        private final List<String> asked = new ArrayList<>();
        private final List<String> players = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private final Timeline timeline = new Timeline("ms");
        private String failing = "";
        private String slow = "";
        private IOException failure;
        private long now;

        @Override
        public CompletableFuture<String> statistics(String player) {
            return ask("statistics", player, 150, PAGE.statistics());
        }

        @Override
        public CompletableFuture<List<String>> games(String player) {
            return ask("games", player, 200, PAGE.games());
        }

        @Override
        public CompletableFuture<Integer> rank(String player) {
            return ask("rank", player, 100, PAGE.rank());
        }

        @Override
        public CompletableFuture<List<String>> achievements(String player) {
            return ask("achievements", player, 120, PAGE.achievements());
        }

        private <T> CompletableFuture<T> ask(String name, String player, long millis, T value) {
            loop.enter("asked an archive");
            asked.add(name);
            players.add(player);
            var answer = new Later<T>(loop);
            boolean fails = name.equals(failing);
            long moment = now + (name.equals(slow) ? 400 : millis);
            timeline.stretch(name, now, moment);
            answers.add(new Answer(moment, () -> {
                if (fails) {
                    answer.completeExceptionally(new CompletionException(failure));
                } else {
                    answer.complete(value);
                }
            }));
            return answer;
        }

        private void advanceTo(long moment) {
            for (Answer answer; (answer = next()) != null && answer.moment <= moment; ) {
                now = answer.moment;
                answers.remove(answer);
                answer.settle.run();
            }
            now = moment;
        }

        private Answer next() {
            return answers.stream().min(Comparator.comparingLong(Answer::moment)).orElse(null);
        }
    }
}
