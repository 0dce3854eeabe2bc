package quest.exercises.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import quest.exercises.kit.ThreadDump.Seen;

/// Where each of the learner's threads stands, for a test that does not end: the thread that runs the test, and every
/// other that has the learner's code on its stack.
///
/// @param text several lines
/// @param threads the ids of all that it tells of
/// @param where `file:line` in the learner's code at which the test stands, or the file alone
record ThreadReport(String text, String where, Set<Long> threads) {
    private static final int FRAMES = 3;
    private static final int THREADS = 8;

    /// @param leftBehind ids of threads of earlier tests, which say nothing about this one
    static ThreadReport of(Thread testThread, Set<Long> leftBehind, LearnersFile file) {
        var dump = ThreadDump.now();
        var learners = new ArrayList<>(dump.threads().values());
        learners.removeIf(thread -> thread.id() != testThread.threadId()
                && (leftBehind.contains(thread.id()) || thread.stack().stream().noneMatch(Frames::isLearners)));
        learners.sort(Comparator.comparing(thread -> thread.id() != testThread.threadId()));

        var text = new StringBuilder("Where your threads stand:");
        for (var thread : learners.subList(0, Math.min(THREADS, learners.size()))) {
            describe(thread, dump, file, text);
        }
        if (learners.size() > THREADS) {
            text.append("\n  and ").append(learners.size() - THREADS).append(" more");
        }
        deadlock(dump, leftBehind, text);
        String where = learners.stream().flatMap(thread -> thread.stack().stream()).filter(Frames::isLearners)
                .findFirst().map(frame -> Frames.where(frame, file)).orElse(file.shown());
        return new ThreadReport(text.toString(), where, learners.stream().map(Seen::id).collect(Collectors.toSet()));
    }

    private static void describe(Seen thread, ThreadDump dump, LearnersFile file, StringBuilder text) {
        text.append("\n  ").append(named(thread)).append(thread.virtual() ? " (virtual) " : " ").append(doing(thread));
        Seen owner = dump.threads().get(dump.owners().get(thread.id()));
        if (owner != null) {
            text.append(", for a lock that ").append(named(owner)).append(" holds");
        }
        for (var frame : thread.stack().stream().filter(Frames::isLearnersOrTests).limit(FRAMES).toList()) {
            String where = Frames.isLearners(frame) ? Frames.where(frame, file)
                    : frame.getFileName() + ":" + frame.getLineNumber();
            text.append("\n      at ").append(where).append(" (").append(method(frame)).append(")");
        }
    }

    /// The compiler calls a lambda in `offload` `lambda$offload$0`.
    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        return name.startsWith("lambda$") ? "in a lambda of " + name.split("\\$")[1] : name;
    }

    /// The call into the JDK that it is in says more than the state: a thread is parked in a hundred ways.
    private static String doing(Seen thread) {
        int own = 0;
        while (own < thread.stack().size() && !Frames.isLearnersOrTests(thread.stack().get(own))) {
            own++;
        }
        String call = own == 0 ? "" : " in " + call(thread.stack().get(own - 1));
        return switch (thread.state()) {
            case "RUNNABLE" -> "runs" + call;
            case "BLOCKED" -> "waits to enter a synchronized block" + call;
            default -> call.equals(" in Thread.sleep") ? "sleeps" : "waits" + call;
        };
    }

    private static String call(StackTraceElement frame) {
        return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static String named(Seen thread) {
        return thread.name().isEmpty() ? "thread #" + thread.id() : '"' + thread.name() + '"';
    }

    /// Threads that wait for each other in a circle.
    private static void deadlock(ThreadDump dump, Set<Long> leftBehind, StringBuilder text) {
        for (Long start : dump.owners().keySet()) {
            var circle = new ArrayList<Long>();
            Long next = start;
            while (next != null && !circle.contains(next)) {
                circle.add(next);
                next = dump.owners().get(next);
            }
            if (start.equals(next) && !leftBehind.contains(start)) {
                circle.add(start);
                List<String> names = circle.stream().map(id -> named(dump.threads().get(id))).toList();
                text.append("\nDeadlock: ").append(String.join(" waits for ", names)).append(", and none can go on.");
                return;
            }
        }
    }
}
