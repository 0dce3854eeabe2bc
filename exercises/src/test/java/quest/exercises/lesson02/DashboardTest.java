package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.lesson02.Dashboard.Archives;
import quest.exercises.lesson02.Dashboard.Page;

@DisplayName("Dashboard")
class DashboardTest {

    private static final Page PAGE = new Page("9 of 10 won", List.of("against Bo", "against Cy"), 3,
            List.of("dragon slain"));

    private final List<AssertionError> waited = new ArrayList<>();
    private final SlowArchives archives = new SlowArchives();

    @Nested
    @Points(0.6)
    @DisplayName("Together, and not one by one")
    class Together {

        @Test
        @DisplayName("all four archives are asked at once")
        void allAreAskedAtOnce() {
            load();
            assertThat(archives.asked).withFailMessage("""
                    load was called, and no answer is there yet. All four archives should have been asked by now. \
                    Yours has asked: %s.""", archives.asked)
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
            assertNobodyWaited();
            assertThat(archives.now).withFailMessage("""
                    Statistics 150 ms, games 200 ms, rank 100 ms, achievements 120 ms: max(150, 200, 100, 120) = 200 \
                    ms. Yours took %s.""",
                    archives.now == 570 ? "570 ms = 150 + 200 + 100 + 120, each asked after the one before"
                    : archives.now == 1_000 ? "more than 1000 ms" : archives.now + " ms").isEqualTo(200);
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
                assertNobodyWaited();
                if (page.state() != CompletableFuture.State.FAILED) {
                    fail("The archive '%s' failed. So should the page. It %s.", name, outcome(page));
                }
                assertThat(page.exceptionNow()).withFailMessage("""
                        The archive '%s' failed with %s. So should the page. It failed with %s.""", name, fire,
                        page.exceptionNow()).isSameAs(fire);
            }
        }
    }

    private CompletableFuture<Page> load() {
        var page = new Dashboard(archives).load("Ada");
        assertNobodyWaited();
        assertThat(page).withFailMessage("load should return a future. Yours returned null.").isNotNull();
        return page;
    }

    private void assertOpen(String when, CompletableFuture<Page> page) {
        assertNobodyWaited();
        assertThat(page.isDone()).withFailMessage("%s. So there can be no page. It %s.", when, outcome(page)).isFalse();
    }

    private void assertPage(String when, CompletableFuture<Page> page, Page expected) {
        assertNobodyWaited();
        assertThat(outcome(page)).withFailMessage("%s. Expected: %s. The page %s.", when, expected, outcome(page))
                .isEqualTo("brought " + expected);
    }

    private void assertNobodyWaited() {
        if (!waited.isEmpty()) {
            throw waited.getFirst();
        }
    }

    private static String outcome(CompletableFuture<?> future) {
        return switch (future.state()) {
            case RUNNING -> "is still open";
            case SUCCESS -> "brought " + future.resultNow();
            case FAILED -> "failed with " + future.exceptionNow();
            case CANCELLED -> "was cancelled";
        };
    }

    /// Archives that answer in game time, which is moved by hand. One of them may fail instead.
    private final class SlowArchives implements Archives {

        private record Answer(long moment, Runnable settle) {
        }

        private final List<String> asked = new ArrayList<>();
        private final List<String> players = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private String failing = "";
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
            asked.add(name);
            players.add(player);
            var answer = new Later<T>(waited);
            boolean fails = name.equals(failing);
            answers.add(new Answer(now + millis, () -> {
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

    /// A future that the loop's thread itself will settle. Whoever waits for it on that thread waits for ever, so
    /// this one says so instead, and so do those that are made of it.
    private static class Later<T> extends CompletableFuture<T> {

        private final List<AssertionError> waited;

        Later(List<AssertionError> waited) {
            this.waited = waited;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Later<>(waited);
        }

        @Override
        public T join() {
            refuseToWait("join");
            return super.join();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            refuseToWait("get");
            return super.get();
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            refuseToWait("get");
            return super.get(timeout, unit);
        }

        private void refuseToWait(String method) {
            if (!isDone()) {
                var wait = new AssertionError("""
                        Your code called %s() on a future that is still open. The loop's thread would stand there and \
                        wait for what only the loop's thread can bring: for ever.""".formatted(method));
                waited.add(wait);
                throw wait;
            }
        }
    }
}
