package quest.exercises.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells the learner's frames of a stack from those of the tests, of JUnit and of the JDK.
final class Frames {
    private static final Pattern EXERCISE = Pattern.compile("quest\\.exercises\\.lesson\\d\\d\\.([^$]+)(\\$.*)?");

    private Frames() {
    }

    static boolean isLearners(StackTraceElement frame) {
        var matcher = EXERCISE.matcher(frame.getClassName());
        return matcher.matches() && !matcher.group(1).endsWith("Test");
    }

    static boolean isLearnersOrTests(StackTraceElement frame) {
        return EXERCISE.matcher(frame.getClassName()).matches();
    }

    /// `file:line` of the nearest of the learner's frames that a failure passed through, else the learner's file.
    static String where(Throwable failure, LearnersFile file) {
        return learners(failure).findFirst().map(frame -> where(frame, file)).orElse(file.shown());
    }

    static String where(StackTraceElement frame, LearnersFile file) {
        String folder = file.shown().substring(0, file.shown().lastIndexOf('/') + 1);
        return folder + frame.getFileName() + ":" + frame.getLineNumber();
    }

    static boolean passedThroughLearners(Throwable failure) {
        return learners(failure).findFirst().isPresent();
    }

    private static Stream<StackTraceElement> learners(Throwable failure) {
        var family = new ArrayList<Throwable>();
        addFamily(failure, family, Collections.newSetFromMap(new IdentityHashMap<>()));
        return family.stream().flatMap(throwable -> Stream.of(throwable.getStackTrace())).filter(Frames::isLearners);
    }

    /// The failure, what caused it, and what it suppressed.
    private static void addFamily(Throwable throwable, List<Throwable> family, Set<Throwable> seen) {
        if (throwable == null || !seen.add(throwable)) {
            return;
        }
        family.add(throwable);
        addFamily(throwable.getCause(), family, seen);
        for (var suppressed : throwable.getSuppressed()) {
            addFamily(suppressed, family, seen);
        }
    }
}
