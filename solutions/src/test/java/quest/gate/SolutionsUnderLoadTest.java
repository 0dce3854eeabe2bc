package quest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/// A test that fails once in a thousand runs costs somebody an evening, and it fails where the machine is busy.
@Tag("gate")
class SolutionsUnderLoadTest {
    /// A run takes half a minute, and continuous integration has not for ever: it says how many it can afford.
    private static final int RUNS = Integer.getInteger("quest.runs", 100);

    @Test
    void everySolutionPassesEveryTestAgainAndAgainOnABusyMachine() {
        var stop = new AtomicBoolean();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread.ofPlatform().daemon().name("load-" + core).start(() -> {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        try {
            var launcher = LauncherFactory.create();
            var request = LauncherDiscoveryRequestBuilder.request().selectors(Course.here().exercises().stream()
                    .map(exercise -> DiscoverySelectors.selectClass(exercise.testClass())).toList()).build();
            for (int run = 1; run <= RUNS; run++) {
                var listener = new SummaryGeneratingListener();
                launcher.execute(LauncherExecutionRequestBuilder.request(request).listeners(listener).build());
                var summary = listener.getSummary();
                assertThat(summary.getFailures()).as("run %d", run).extracting(SolutionsUnderLoadTest::words).isEmpty();
                assertThat(summary.getTestsSucceededCount()).as("run %d", run)
                        .isEqualTo(summary.getTestsFoundCount()).isPositive();
            }
        } finally {
            stop.set(true);
        }
    }

    private static String words(Failure failure) {
        return failure.getTestIdentifier().getDisplayName() + ": " + failure.getException();
    }
}
