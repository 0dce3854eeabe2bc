package quest.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What this system can do to keep a process small, beyond what its JVM can be told: a session and a network of its
/// own, one core that it shares with one other run, and limits on address space (and so on threads), CPU time and
/// files. What is missing is said, not hidden. Immutable.
///
/// @param missing in words, what the system cannot do; empty when it can do all
record ForkLimits(boolean session, boolean network, boolean cores, List<String> ulimits, List<Integer> coreNumbers,
                  List<String> missing) {

    /// A network that has nothing in it but itself: `127.0.0.1` there is nobody else's. Who starts it is root in it, and
    /// nowhere else, which it takes to switch the loopback interface on.
    private static final List<String> OWN_NETWORK = List.of("unshare", "--user", "--map-root-user", "--net");
    private static final String LOOPBACK_ON = "{ ip link set lo up || ifconfig lo up; } 2> /dev/null";

    /// 6 GB: a JVM with its heap, and some 4,000 threads with their stacks. Unlike a limit on the number of processes
    /// it also holds for root, and does not count what else the user runs.
    private static final long MOST_ADDRESS_SPACE_KB = 6L << 20;

    /// Of all its threads together. Each test's own limit strikes long before; this is for a process that nobody ended.
    private static final int MOST_CPU_SECONDS = 900;

    /// In units of 512 bytes, which is what POSIX says: 64 MB.
    private static final int LARGEST_FILE = 1 << 17;

    /// So many ports, too: one who binds all that the system has to give leaves none for the others.
    private static final int MOST_OPEN_FILES = 2_048;

    private static final List<String> ULIMITS = List.of("ulimit -v " + MOST_ADDRESS_SPACE_KB,
            "ulimit -t " + MOST_CPU_SECONDS, "ulimit -f " + LARGEST_FILE, "ulimit -n " + MOST_OPEN_FILES,
            "ulimit -c 0");

    /// Tries what there is.
    static ForkLimits ofThisSystem() throws InterruptedException {
        var numbers = allowedCores();
        var session = works(List.of("setsid", "true"));
        var cores = !numbers.isEmpty() && works(List.of("taskset", "-c", numbers.getFirst().toString(), "true"));
        var network = works(inOwnNetwork(LOOPBACK_ON));
        var ulimits = new ArrayList<String>();
        for (var ulimit : ULIMITS) {
            if (works(List.of("sh", "-c", ulimit))) {
                ulimits.add(ulimit);
            }
        }
        var missing = new ArrayList<String>();
        if (!session) {
            missing.add("no session of its own for each run (setsid): a child that detaches itself may get away");
        }
        if (!network) {
            missing.add("no network of its own for each run (unshare and ip): one may connect to whatever this machine "
                    + "can reach, and to what runs beside it");
        }
        if (!cores) {
            missing.add("no core to keep each run on (taskset): one that spins takes time from all others");
        }
        ULIMITS.stream().filter(ulimit -> !ulimits.contains(ulimit)).forEach(ulimit -> missing.add("no " + ulimit
                + (ulimit.startsWith("ulimit -v") ? ": one that starts threads without end may slow the system" : "")));
        return new ForkLimits(session, network, cores, List.copyOf(ulimits), numbers, List.copyOf(missing));
    }

    /// The command, limited.
    ///
    /// @param slot from 0: which of the runs at one time this is
    List<String> apply(List<String> command, int slot) {
        var limited = new ArrayList<String>();
        if (session) {
            limited.add("setsid");
        }
        if (cores) {
            limited.addAll(List.of("taskset", "-c", coreNumbers.get(slot % coreNumbers.size()).toString()));
        }
        var before = new ArrayList<>(ulimits);
        if (network) {
            before.addFirst(LOOPBACK_ON);
        }
        if (!before.isEmpty()) {
            var script = String.join(" && ", before) + " && exec \"$@\"";
            limited.addAll(network ? inOwnNetwork(script) : List.of("sh", "-c", script));
            limited.add("limited");
        }
        limited.addAll(command);
        return limited;
    }

    private static List<String> inOwnNetwork(String script) {
        var command = new ArrayList<>(OWN_NETWORK);
        command.addAll(List.of("sh", "-c", script));
        return command;
    }

    static boolean givesSession(List<String> command) {
        return command.getFirst().equals("setsid");
    }

    private static boolean works(List<String> command) throws InterruptedException {
        if (File.separatorChar == '\\') {
            return false;
        }
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// The cores that this process may use, as Linux lists them: `0-1,4`. Empty elsewhere.
    private static List<Integer> allowedCores() {
        var numbers = new ArrayList<Integer>();
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    for (var range : line.substring(line.indexOf(':') + 1).strip().split(",")) {
                        var ends = range.split("-");
                        var last = Integer.parseInt(ends[ends.length - 1]);
                        for (var core = Integer.parseInt(ends[0]); core <= last; core++) {
                            numbers.add(core);
                        }
                    }
                }
            }
        } catch (IOException | NumberFormatException _) {
            return List.of();
        }
        return List.copyOf(numbers);
    }
}
