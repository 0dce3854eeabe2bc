package quest.exercises.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Later;
import quest.exercises.kit.LoopThread;
import quest.exercises.kit.Points;
import quest.exercises.lesson02.PromiseChain.Guild;
import quest.exercises.lesson02.PromiseChain.Hero;
import quest.exercises.lesson02.PromiseChain.NoWeaponException;
import quest.exercises.lesson02.PromiseChain.Report;
import quest.exercises.lesson02.PromiseChain.Weapon;

@DisplayName("PromiseChain")
class PromiseChainTest {

    private static final Hero ADA = new Hero("Ada", 9);
    private static final Weapon SWORD = new Weapon("sword", 7);

    @AutoClose
    private final LoopThread loop = new LoopThread();
    private final Messengers guild = new Messengers();
    private final PromiseChain chain = new PromiseChain(guild);

    @Nested
    @Points(0.7)
    @DisplayName("One messenger after the other")
    class Steps {

        @Test
        @DisplayName("a won fight is reported")
        void wonFightIsReported() {
            var report = fight("Ada");
            win();
            assertReport("Ada was found, her sword fetched, and the fight brought 50 gold", report,
                    new Report.Won("Ada", 50));
        }

        @Test
        @DisplayName("nobody is sent before the one before is back")
        void nobodyIsSentBeforeTheOneBeforeIsBack() {
            var report = fight("Ada");
            assertTrail("fight(\"Ada\"), and nobody is back yet", "find Ada");
            guild.bring("find Ada", ADA);
            assertTrail("Ada was found", "find Ada", "weapon of Ada");
            guild.bring("weapon of Ada", SWORD);
            assertTrail("Her sword was fetched", "find Ada", "weapon of Ada", "Ada fights with sword");
            assertOpen("The fight is not over", report);
        }

        @Test
        @DisplayName("each gets what those before have brought")
        void everyMessengerGetsWhatTheOneBeforeBrought() {
            fight("the strongest");
            guild.bring("find the strongest", new Hero("Cy", 12));
            guild.bring("weapon of Cy", new Weapon("axe", 8));
            assertTrail("The strongest is Cy, whose weapon is an axe", "find the strongest", "weapon of Cy",
                    "Cy fights with axe");
        }

        @Test
        @DisplayName("fight returns at once")
        void fightReturnsAtOnce() {
            assertOpen("fight(\"Ada\") was called, and nobody is back yet", fight("Ada"));
        }

        @Test
        @DisplayName("what is there at once is used at once")
        void stepsThatAreDoneAtOnce() {
            guild.ready.put("find Ada", CompletableFuture.completedFuture(ADA));
            guild.ready.put("weapon of Ada", CompletableFuture.completedFuture(SWORD));
            guild.ready.put("Ada fights with sword", CompletableFuture.completedFuture(50));
            assertReport("Every messenger's future was done when it was returned", fight("Ada"),
                    new Report.Won("Ada", 50));
        }

        @Test
        @DisplayName("two fights do not wait for each other")
        void fightsDoNotWaitForEachOther() {
            var ada = fight("Ada");
            var bo = fight("Bo");
            assertTrail("fight(\"Ada\"), then fight(\"Bo\"), and nobody is back yet", "find Ada", "find Bo");
            guild.bring("find Bo", new Hero("Bo", 3));
            guild.bring("weapon of Bo", SWORD);
            guild.bring("Bo fights with sword", 20);
            assertReport("Bo's fight is over, while Ada is still looked for", bo, new Report.Won("Bo", 20));
            assertOpen("Ada is still looked for", ada);
        }

        @Test
        @DisplayName("the gate is closed before the report is there")
        void gateIsClosedAfterAWonFight() {
            fight("Ada").thenAccept(_ -> guild.trail.add("report"));
            win();
            assertTrail("Ada has won", "find Ada", "weapon of Ada", "Ada fights with sword", "gate closed", "report");
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Fists, and only where they help")
    class Fists {

        private final NoWeaponException unarmed = new NoWeaponException("Ada has none");

        @Test
        @DisplayName("a hero without a weapon fights with fists")
        void heroWithoutWeaponFightsWithFists() {
            var report = fight("Ada");
            guild.bring("find Ada", ADA);
            guild.fail("weapon of Ada", unarmed);
            assertTrail("fetchWeapon failed with " + unarmed, "find Ada", "weapon of Ada", "Ada fights with fists");
            guild.bring("Ada fights with fists", 5);
            assertReport("Her fists brought 5 gold", report, new Report.Won("Ada", 5));
        }

        @Test
        @DisplayName("also if the failure comes in a wrapper")
        void wrappedFailureIsRecognized() {
            fight("Ada");
            guild.bring("find Ada", ADA);
            guild.fail("weapon of Ada", new CompletionException(unarmed));
            assertTrail("""
                    fetchWeapon failed with a CompletionException whose cause is %s, as a future does that was made of \
                    another""".formatted(unarmed), "find Ada", "weapon of Ada", "Ada fights with fists");
        }

        @Test
        @DisplayName("any other failure of the weapon ends the fight")
        void otherFailureOfTheWeaponIsNotMended() {
            var stolen = new IOException("the messenger was robbed");
            var report = fight("Ada");
            guild.bring("find Ada", ADA);
            guild.fail("weapon of Ada", stolen);
            assertTrail("fetchWeapon failed with " + stolen, "find Ada", "weapon of Ada", "gate closed");
            assertLost("fetchWeapon failed", report, stolen);
        }

        @Test
        @DisplayName("fists do not help when another step fails")
        void noWeaponElsewhereIsNotMended() {
            var report = fight("Ada");
            guild.fail("find Ada", unarmed);
            assertTrail("findHero itself failed, though with a NoWeaponException: there is no hero who could fight",
                    "find Ada", "gate closed");
            assertLost("findHero failed", report, unarmed);

            var broken = new NoWeaponException("the sword broke in the fight");
            var second = fight("Bo");
            guild.bring("find Bo", new Hero("Bo", 3));
            guild.bring("weapon of Bo", SWORD);
            guild.fail("Bo fights with sword", broken);
            assertLost("The fight itself failed, though with a NoWeaponException: it is over", second, broken);
        }
    }

    @Nested
    @Points(0.7)
    @DisplayName("A failure ends it, and is reported")
    class Failures {

        private final IOException lost = new IOException("the messenger lost the way");

        @Test
        @DisplayName("after a failure nobody else is sent")
        void failureEndsTheFight() {
            var report = fight("Ada");
            guild.fail("find Ada", lost);
            assertTrail("findHero failed with " + lost, "find Ada", "gate closed");
            assertLost("findHero failed", report, lost);
        }

        @Test
        @DisplayName("a fight that fails is lost")
        void failedFightIsLost() {
            var report = fight("Ada");
            guild.bring("find Ada", ADA);
            guild.bring("weapon of Ada", SWORD);
            guild.fail("Ada fights with sword", lost);
            assertLost("The fight failed", report, lost);
        }

        @Test
        @DisplayName("an Error is a failure too")
        void errorIsAFailure() {
            var error = new StackOverflowError("the hero thought about thinking");
            var report = fight("Ada");
            guild.bring("find Ada", ADA);
            guild.fail("weapon of Ada", error);
            assertLost("fetchWeapon failed with an Error", report, error);
        }

        @Test
        @DisplayName("the cause is reported without its wrapper")
        void wrapperIsTakenOff() {
            var report = fight("Ada");
            guild.fail("find Ada", new CompletionException(lost));
            assertLost("findHero failed with a CompletionException, as a future does that was made of another", report,
                    lost);
        }

        @Test
        @DisplayName("a messenger who throws is a failure, at any step")
        void messengerWhoThrowsIsAFailure() {
            for (String where : List.of("find Ada", "weapon of Ada", "Ada fights with sword")) {
                var refused = new IllegalStateException("no messenger wants to go: " + where);
                guild.throwing.put(where, refused);
                var report = fight("Ada");
                if (!where.equals("find Ada")) {
                    guild.bring("find Ada", ADA);
                    if (!where.equals("weapon of Ada")) {
                        guild.bring("weapon of Ada", SWORD);
                    }
                }
                assertLost("'%s' did not return a future, but threw".formatted(where), report, refused);
                guild.throwing.clear();
            }
        }

        @Test
        @DisplayName("the gate is closed once after a lost fight, before the report is there")
        void gateIsClosedOnceAfterALostFight() {
            fight("Ada").thenAccept(_ -> guild.trail.add("report"));
            guild.bring("find Ada", ADA);
            guild.bring("weapon of Ada", SWORD);
            guild.fail("Ada fights with sword", lost);
            assertTrail("Ada has lost", "find Ada", "weapon of Ada", "Ada fights with sword", "gate closed", "report");
        }
    }

    private CompletableFuture<Report> fight(String name) {
        guild.report = null;
        CompletableFuture<Report> report;
        try {
            report = loop.begin("fight", () -> chain.fight(name));
        } catch (RuntimeException thrown) {
            report = fail("fight should return a future, whatever its messengers do. Yours threw " + thrown, thrown);
        }
        guild.report = report;
        return report;
    }

    private void win() {
        guild.bring("find Ada", ADA);
        guild.bring("weapon of Ada", SWORD);
        guild.bring("Ada fights with sword", 50);
    }

    private void assertTrail(String when, String... expected) {
        loop.assertRulesKept();
        assertThat(guild.trail)
                .withFailMessage("%s. Expected: %s. Yours: %s.", when, String.join(" | ", expected),
                        String.join(" | ", guild.trail))
                .containsExactly(expected);
    }

    private void assertOpen(String when, CompletableFuture<Report> report) {
        loop.assertRulesKept();
        assertThat(report.isDone())
                .withFailMessage("%s, so there can be no report. Yours is there: %s.", when, report).isFalse();
    }

    private void assertReport(String when, CompletableFuture<Report> report, Report expected) {
        Report actual = settled(when, report);
        assertThat(actual).withFailMessage("%s. Expected the report %s. Yours: %s.", when, expected, actual)
                .isEqualTo(expected);
    }

    private void assertLost(String when, CompletableFuture<Report> report, Throwable cause) {
        switch (settled(when, report)) {
            case Report.Won won -> fail("%s, so the fight is lost. Yours was reported as %s.", when, won);
            case Report.Lost(Throwable actual) -> assertThat(actual)
                    .withFailMessage("%s. The report should name that very failure, %s. Yours names %s.", when, cause,
                            actual)
                    .isSameAs(cause);
        }
    }

    private Report settled(String when, CompletableFuture<Report> report) {
        loop.assertRulesKept();
        return switch (report.state()) {
            case RUNNING -> fail("%s. So it is over, but your report never comes. So far: %s.", when, guild.trail);
            case CANCELLED -> fail("%s. Your report was cancelled instead.", when);
            case FAILED -> fail("%s. The future should bring a report in any case. Yours failed with %s.", when,
                    report.exceptionNow());
            case SUCCESS -> report.resultNow();
        };
    }

    /// Messengers who come back when the test says so.
    private final class Messengers implements Guild {

        private final List<String> trail = new ArrayList<>();
        private CompletableFuture<Report> report;
        private final Map<String, CompletableFuture<?>> underWay = new LinkedHashMap<>();
        private final Map<String, CompletableFuture<?>> ready = new LinkedHashMap<>();
        private final Map<String, RuntimeException> throwing = new LinkedHashMap<>();

        @Override
        public CompletableFuture<Hero> findHero(String name) {
            return send("find " + name);
        }

        @Override
        public CompletableFuture<Weapon> fetchWeapon(Hero hero) {
            return send("weapon of " + hero.name());
        }

        @Override
        public CompletableFuture<Integer> fight(Hero hero, Weapon weapon) {
            return send(hero.name() + " fights with " + weapon.name());
        }

        @Override
        public void closeGate() {
            loop.enter("closed the gate");
            // A future that is done has told everybody, or is about to.
            trail.add(report != null && report.isDone() ? "gate closed after the report" : "gate closed");
        }

        @SuppressWarnings("unchecked")
        private <T> CompletableFuture<T> send(String errand) {
            loop.enter("sent a messenger");
            trail.add(errand);
            if (throwing.containsKey(errand)) {
                throw throwing.get(errand);
            }
            var future = ready.getOrDefault(errand, new Later<T>(loop));
            underWay.put(errand, future);
            return (CompletableFuture<T>) future;
        }

        @SuppressWarnings("unchecked")
        private <T> void bring(String errand, T value) {
            ((CompletableFuture<T>) messenger(errand)).complete(value);
        }

        private void fail(String errand, Throwable failure) {
            messenger(errand).completeExceptionally(failure);
        }

        private CompletableFuture<?> messenger(String errand) {
            loop.assertRulesKept();
            assertThat(underWay).withFailMessage("The messenger '%s' should be under way by now. Sent so far: %s.",
                    errand, trail)
                    .containsKey(errand);
            return underWay.get(errand);
        }
    }
}
