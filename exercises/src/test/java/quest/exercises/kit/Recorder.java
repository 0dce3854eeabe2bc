package quest.exercises.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Turns what JUnit tells of one exercise's tests into a `Result`, with one entry for each test method. One that runs
/// several times, with different parameters, is right when every run is; else the first other run decides.
///
/// JUnit calls it from one thread; the methods are synchronized because the JVM may end meanwhile, on another thread.
final class Recorder implements TestExecutionListener {
    private final String lesson;
    private final String exercise;
    private final LearnersFile file;
    private final TestPlan plan;
    /// By the method's unique id, in the order of the source.
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Group(String name, double possible) {
    }

    private static final class Entry {
        final Group group;
        final String name;
        final String title;
        State state = State.NOT_STARTED;
        String message;
        String where;
        boolean finished;
        long startedAt = -1;
        Runnable traceItsEnd = () -> { };
        long millis;

        Entry(Group group, String name, String title) {
            this.group = group;
            this.name = name;
            this.title = title;
        }
    }

    /// All tests of the plan are not started yet: that is the result of an exercise that is not run at all.
    Recorder(Class<?> testClass, TestPlan plan) {
        this.plan = plan;
        file = LearnersFile.of(testClass);
        lesson = testClass.getPackageName().substring(testClass.getPackageName().lastIndexOf('.') + 1);
        exercise = testClass.getSimpleName().substring(0, testClass.getSimpleName().length() - "Test".length());
        plan.getRoots().forEach(root -> collect(root, null));
        set(entries.values(), State.NOT_STARTED, "not started", file.firstTodo());
    }

    private void collect(TestIdentifier id, Group group) {
        Group here = group;
        switch (id.getSource().orElse(null)) {
            case MethodSource method ->
                entries.put(id.getUniqueId(), new Entry(group, method.getMethodName(), id.getDisplayName()));
            case ClassSource type when type.getJavaClass().isAnnotationPresent(Points.class) ->
                here = new Group(id.getDisplayName(), type.getJavaClass().getAnnotation(Points.class).value());
            // Tests outside of any group earn nothing.
            case ClassSource _ -> here = group == null ? new Group(id.getDisplayName(), 0) : group;
            case null, default -> { }
        }
        for (var child : plan.getChildren(id)) {
            collect(child, here);
        }
    }

    String lesson() {
        return lesson;
    }

    String exercise() {
        return exercise;
    }

    LearnersFile file() {
        return file;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier id) {
        Entry entry = entries.get(id.getUniqueId());
        if (entry != null) {
            entry.startedAt = System.nanoTime();
            entry.traceItsEnd = RunTrace.testBegins(entry.group.name, entry.title);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier id, TestExecutionResult result) {
        Entry entry = entryOf(id);
        if (entry == null) {
            // A class: when it fails (in @BeforeAll, say), its tests have not run.
            result.getThrowable().ifPresent(thrown -> set(unfinishedIn(id), thrown));
            return;
        }
        if (result.getStatus() == Status.SUCCESSFUL) {
            if (!entry.finished) {
                set(List.of(entry), State.RIGHT, null, null);
            }
        } else if (!entry.finished || entry.state == State.RIGHT) {
            set(List.of(entry), result.getThrowable().orElseThrow());
        }
        entry.traceItsEnd.run();
        entry.finished = true;
        entry.millis = (System.nanoTime() - entry.startedAt) / 1_000_000;
    }

    /// The JVM ends while a test runs: what was to come counts as wrong, for the reason given.
    synchronized void endedEarly(String message, String where) {
        set(entries.values().stream().filter(entry -> !entry.finished).toList(), State.WRONG, message, where);
    }

    synchronized Result result() {
        var tests = new LinkedHashMap<Group, List<Result.Test>>();
        for (var entry : entries.values()) {
            tests.computeIfAbsent(entry.group, _ -> new ArrayList<>()).add(new Result.Test(
                    entry.name, entry.title, entry.state, entry.message, entry.where, entry.millis));
        }
        var groups = new ArrayList<Result.Group>();
        tests.forEach((group, list) -> groups.add(Result.Group.of(group.name, group.possible, list)));
        return Result.of(lesson, exercise, file.hash(), groups);
    }

    /// The entry of a test method, or of the method of which this is one run.
    private Entry entryOf(TestIdentifier id) {
        Entry entry = entries.get(id.getUniqueId());
        return entry != null ? entry
                : id.getParentIdObject().map(plan::getTestIdentifier).map(this::entryOf).orElse(null);
    }

    private List<Entry> unfinishedIn(TestIdentifier container) {
        return plan.getDescendants(container).stream().map(id -> entries.get(id.getUniqueId()))
                .filter(entry -> entry != null && !entry.finished).toList();
    }

    private void set(Iterable<Entry> entries, Throwable thrown) {
        if (thrown instanceof Verdict verdict) {
            set(entries, verdict.state(), verdict.words(), verdict.where());
        } else {
            set(entries, State.WRONG, "the test could not run: " + thrown, file.shown());
        }
    }

    private static void set(Iterable<Entry> entries, State state, String message, String where) {
        for (var entry : entries) {
            entry.state = state;
            entry.message = message;
            entry.where = where;
        }
    }
}
