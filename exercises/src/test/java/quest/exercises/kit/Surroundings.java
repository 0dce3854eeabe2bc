package quest.exercises.kit;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// What all code in a JVM shares, as it was before somebody's code ran. Whoever lets code run in this JVM that must
/// not notice what ran before asks afterwards whether all is as it was. Nothing is put back: a JVM costs little, and
/// what cannot be seen from here (a native handle, a cache) often comes along with what can.
///
/// Used by the thread that runs the tests.
final class Surroundings {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(10);

    private final StartedThreads threads = new StartedThreads();
    private final TimeZone timeZone = TimeZone.getDefault();
    private final Locale locale = Locale.getDefault();
    // Behind the time zone, which becomes a property when it is first asked for.
    private final Properties properties = (Properties) System.getProperties().clone();
    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    /// What is not as it was, in a few words; null when nothing is seen to differ. Threads that are about to end, and
    /// work in the common pool, are given a second.
    String changed() {
        if (!properties.equals(System.getProperties())) {
            return "system properties were changed: " + changedProperties();
        } else if (!timeZone.equals(TimeZone.getDefault())) {
            return "the default time zone was changed";
        } else if (!locale.equals(Locale.getDefault())) {
            return "the default locale was changed";
        } else if (in != System.in || out != System.out || err != System.err) {
            return "System.in, out or err was replaced";
        } else if (handler != Thread.getDefaultUncaughtExceptionHandler()) {
            return "the handler of uncaught exceptions was replaced";
        }
        long end = System.nanoTime() + PATIENCE;
        String left = left();
        while (left != null && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            left = left();
        }
        return left;
    }

    private String changedProperties() {
        var now = System.getProperties();
        var names = new TreeSet<>(properties.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(properties.get(name), now.get(name)));
        return names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private String left() {
        var commonPool = ForkJoinPool.commonPool();
        if (!commonPool.isQuiescent() || commonPool.getDelayedTaskCount() > 0) {
            return "the common pool still has work";
        }
        if (ProcessHandle.current().children().findAny().isPresent()) {
            return "a child process was left running";
        }
        int left = threads.left();
        return left == 0 ? null : left + (left == 1 ? " thread was" : " threads were") + " left running";
    }
}
