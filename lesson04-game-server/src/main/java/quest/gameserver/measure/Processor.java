package quest.gameserver.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One processor of the machine, to keep a process on: the one who is measured and the one who measures must not take
/// each other's. Where the system has no `taskset`, or only one processor, nothing is kept anywhere.
record Processor(int number) {

    private static final List<Path> TASKSET = List.of(Path.of("/usr/bin/taskset"), Path.of("/bin/taskset"));

    /// Whether processes can be kept on processors here.
    static boolean canBeChosen() {
        return Runtime.getRuntime().availableProcessors() > 1 && TASKSET.stream().anyMatch(Files::isExecutable);
    }

    /// The command that starts another command, and keeps it here.
    List<String> keeping(List<String> command) {
        if (!canBeChosen()) {
            return command;
        }
        var kept = new ArrayList<>(List.of("taskset", "-c", Integer.toString(number)));
        kept.addAll(command);
        return kept;
    }

    /// Keeps this process here, with all its threads, from now on.
    ///
    /// @return whether that could be done
    boolean keepThisProcess() throws InterruptedException {
        if (!canBeChosen()) {
            return false;
        }
        try {
            var taskset = new ProcessBuilder("taskset", "-a", "-cp", Integer.toString(number),
                    Long.toString(ProcessHandle.current().pid())).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return taskset.waitFor(10, TimeUnit.SECONDS) && taskset.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
