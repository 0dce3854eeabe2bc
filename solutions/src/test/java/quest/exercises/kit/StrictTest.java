package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// What JUnit itself, and so an IDE or Surefire, is told.
class StrictTest {

    @Test
    void notStartedIsSkippedAsARule() {
        var summary = run(false, "NotStartedTest");

        assertThat(summary.getTestsFoundCount()).isEqualTo(10);
        assertThat(summary.getTestsAbortedCount()).isEqualTo(10);
    }

    @Test
    void notStartedFailsWhenItIsStrict() {
        var summary = run(true, "NotStartedTest");

        assertThat(summary.getTestsFailedCount()).isEqualTo(10);
        assertThat(summary.getFailures()).allSatisfy(failure -> assertThat(failure.getException())
                .hasMessageMatching("(?s)not started: the part that is missing.*Answers.java:\\d+"));
    }

    @Test
    void wrongFailsEitherWay() {
        assertThat(run(false, "MixedTest$Aardvark").getTestsFailedCount()).isEqualTo(4);
        assertThat(run(true, "MixedTest$Aardvark").getTestsFailedCount()).isEqualTo(5);
    }

    @Test
    void rightPassesEitherWay() {
        assertThat(run(false, "RightTest").getTestsSucceededCount()).isEqualTo(1);
        assertThat(run(true, "RightTest").getTestsSucceededCount()).isEqualTo(1);
    }

    private static TestExecutionSummary run(boolean strict, String testClass) {
        String before = System.setProperty("quest.strict", String.valueOf(strict));
        try {
            var listener = new SummaryGeneratingListener();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass("quest.exercises.lesson00." + testClass)).build();
            LauncherFactory.create().execute(
                    LauncherExecutionRequestBuilder.request(request).listeners(listener).build());
            return listener.getSummary();
        } finally {
            if (before == null) {
                System.clearProperty("quest.strict");
            } else {
                System.setProperty("quest.strict", before);
            }
        }
    }
}
