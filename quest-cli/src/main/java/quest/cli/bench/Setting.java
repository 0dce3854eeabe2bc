package quest.cli.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Where, when and how something was measured: what stands above the numbers.
///
/// @param command what was typed
/// @param load how many threads wanted a core before it began; NaN where the system does not tell
/// @param quick measured shortly: a look, and nothing to quote
public record Setting(Machine machine, String jdk, String command, LocalDate date, double load, boolean quick) {

    /// From here on, others have had a good part of the machine.
    private static final double BUSY = 0.5;

    /// @return what a reader has to know before trusting a number; empty when all is well
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (quick) {
            warnings.add("Measured shortly (--quick): good for a look, too noisy to quote.");
        }
        if (load >= BUSY * machine.cores()) {
            warnings.add("The machine was busy before this began: load %s on %d %s. What else ran is in the numbers."
                    .formatted(loadShown(), machine.cores(), machine.cores() == 1 ? "core" : "cores"));
        }
        return warnings;
    }

    String loadShown() {
        return Double.isNaN(load) ? "not known" : Figures.rounded(load);
    }
}
