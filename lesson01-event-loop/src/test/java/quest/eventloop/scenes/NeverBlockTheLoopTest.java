package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class NeverBlockTheLoopTest {

    @Test
    void aComputationOnTheLoopMakesEveryTimerLate() {
        try (var stage = Stage.rehearsal()) {
            var latest = NeverBlockTheLoop.onTheLoop(stage, () -> {
                stage.compute(Duration.ofMillis(300));
                return "upstairs";
            });

            assertThat(stage.timeline()).extracting(Moment::toString).containsExactly(
                    "0.10 s torch: on time",
                    "0.20 s drum: on time",
                    "0.25 s wizard: begins to compute the way out",
                    "0.55 s wizard: knows the way out: upstairs",
                    "0.55 s torch: 0.25 s late",
                    "0.55 s drum: 0.15 s late",
                    "0.55 s torch: 0.05 s late",
                    "0.60 s drum: on time",
                    "0.70 s torch: on time",
                    "0.80 s drum: on time");
            assertThat(latest).isEqualTo(Duration.ofMillis(250));
        }
    }

    /// In virtual time work off the loop takes no time, so the wizard knows the way at once.
    @Test
    void offTheLoopItMakesNobodyLate() {
        try (var stage = Stage.rehearsal()) {
            var latest = NeverBlockTheLoop.offTheLoop(stage, () -> {
                stage.compute(Duration.ofMillis(300));
                return "upstairs";
            });

            assertThat(stage.timeline()).extracting(Moment::toString).containsExactly(
                    "0.10 s torch: on time",
                    "0.20 s drum: on time",
                    "0.25 s wizard: begins to compute the way out",
                    "0.25 s wizard: knows the way out: upstairs",
                    "0.30 s torch: on time",
                    "0.40 s drum: on time",
                    "0.50 s torch: on time",
                    "0.60 s drum: on time",
                    "0.70 s torch: on time",
                    "0.80 s drum: on time");
            assertThat(latest).isZero();
        }
    }

    /// In real time: the computation ends only after the last beat of the drum. On the loop it would never end.
    @Test
    void whileAWorkerComputesTheLoopGoesOn() {
        try (var stage = Stage.fastRehearsal()) {
            NeverBlockTheLoop.offTheLoop(stage, () -> {
                while (stage.timeline().stream().filter(moment -> !moment.who().equals("watchdog")).count() < 9) {
                    Thread.onSpinWait();
                }
                return "upstairs";
            });

            assertThat(stage.timeline()).last().extracting(Moment::what).isEqualTo("knows the way out: upstairs");
        }
    }

    /// In real time: the computation goes on until the watchdog has reported, however slow the machine. It reports a turn
    /// once, so if the machine held up the loop before the computation began, that is what it reported: then try again.
    @Test
    void theWatchdogNamesTheLineThatComputes() {
        var report = "";
        for (int attempt = 1; attempt <= 20 && !report.contains("computeUntilReported"); attempt++) {
            try (var stage = Stage.fastRehearsal()) {
                NeverBlockTheLoop.onTheLoop(stage, () -> computeUntilReported(stage));
                report = report(stage);
            }
        }

        assertThat(report).matches("the loop has been stuck for \\d{3,} ms, in\n"
                + "NeverBlockTheLoopTest.computeUntilReported\\(NeverBlockTheLoopTest.java:\\d+\\)");
    }

    /// Calls no other method of this class, so that this is the one to be named.
    private static String computeUntilReported(Stage stage) {
        while (true) {
            for (var moment : stage.timeline()) {
                if (moment.who().equals("watchdog")) {
                    return "upstairs";
                }
            }
        }
    }

    private static String report(Stage stage) {
        return stage.timeline().stream().filter(moment -> moment.who().equals("watchdog")).map(Moment::what).findFirst()
                .orElse("");
    }
}
