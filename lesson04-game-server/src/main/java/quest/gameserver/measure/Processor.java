package quest.gameserver.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One processor of the machine, to keep a process on: the one who is measured and the one who measures must not take
/// each other's. Where the system has no `taskset`, or this process may not use that processor, nobody is kept there.
record Processor(int number) {

    /// The command that starts another command, and keeps it here if that can be done.
    List<String> keeping(List<String> command) throws InterruptedException {
        if (!succeeds(List.of("taskset", "-c", text(), "true"))) {
            return command;
        }
        var kept = new ArrayList<>(List.of("taskset", "-c", text()));
        kept.addAll(command);
        return kept;
    }

    /// Keeps this process here, with all its threads, from now on.
    ///
    /// @return whether that could be done
    boolean keepThisProcess() throws InterruptedException {
        return succeeds(List.of("taskset", "-a", "-cp", text(), Long.toString(ProcessHandle.current().pid())));
    }

    private String text() {
        return Integer.toString(number);
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) { // there is no such program
            return false;
        }
    }
}
