package quest.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// Grades submissions, as many runs at once as there are slots: a slot is half a core, a
/// compiler, and the memory for one run.
final class Grading {

    /// Changes whenever grades may come out otherwise for the same work, so that none is kept from before.
    private static final String VERSION = "3";

    /// A slot's own things. One run at a time uses them.
    private record Slot(int number, SubmissionCompiler compiler) {
    }

    private interface InSlot<T> {
        T run(Slot slot) throws InterruptedException;
    }

    private final List<Exercise> exercises;
    private final ExerciseGrader grader;
    private final GradeStore store;
    private final GradeProgress progress;
    private final UntouchedStubs untouched;
    private final String fingerprint;
    private final LinkedBlockingQueue<Slot> slots = new LinkedBlockingQueue<>();
    private final int slotCount;

    /// What a grading is made with.
    ///
    /// @param compilers one for each run at a time
    /// @param settings what changes grades, besides tests and work: the limit of time
    record Means(List<TestSuite> suites, GradedJvm jvm, List<SubmissionCompiler> compilers, UntouchedStubs untouched,
                 String settings) {
    }

    Grading(List<Exercise> exercises, Means means, GradeStore store, GradeProgress progress) {
        this.exercises = exercises;
        this.grader = new ExerciseGrader(means.suites, means.jvm);
        this.store = store;
        this.progress = progress;
        this.untouched = means.untouched;
        this.slotCount = means.compilers.size();
        for (var i = 0; i < slotCount; i++) {
            slots.add(new Slot(i, means.compilers.get(i)));
        }
        this.fingerprint = VERSION + means.settings + means.suites.stream().map(TestSuite::digest).toList();
    }

    /// Grades all that are not kept from an earlier time.
    ///
    /// @return in the order of the submissions
    List<Grade> grade(List<Submission> submissions) throws InterruptedException {
        // One submission more than slots is under way, so that a slot is never idle between two.
        var threads = Thread.ofPlatform().daemon().factory();
        try (var submissionsAtOnce = Executors.newFixedThreadPool(slotCount + 1, threads);
                var runs = Executors.newFixedThreadPool(slotCount, threads)) {
            try {
                var grades = new ArrayList<Future<Grade>>();
                for (var submission : submissions) {
                    // Not by its content: two may have handed in the same.
                    var work = store.work().resolve("" + grades.size());
                    grades.add(submissionsAtOnce.submit(() -> grade(submission, work, runs)));
                }
                var done = new ArrayList<Grade>();
                for (var grade : grades) {
                    done.add(result(grade));
                }
                return done;
            } finally {
                submissionsAtOnce.shutdownNow();
                runs.shutdownNow();
            }
        }
    }

    private Grade grade(Submission submission, Path work, ExecutorService runs) throws InterruptedException {
        var taken = Taken.from(submission, exercises);
        var key = HexFormat.of().formatHex(digest(taken));
        var kept = store.kept(submission.name(), key);
        if (kept != null) {
            progress.kept();
            return kept;
        }
        var grade = graded(submission, taken, work, runs);
        ForkedJvm.throwIfEnding();
        store.keep(grade, key);
        TestSuiteBuilder.delete(work);
        progress.done();
        return grade;
    }

    private Grade graded(Submission submission, Taken taken, Path work, ExecutorService runs)
            throws InterruptedException {
        var sources = work.resolve("src");
        try {
            taken.writeTo(sources, exercises);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + work + ": " + e);
        }
        var begun = exercises.stream().filter(exercise -> taken.sources().containsKey(exercise.key())
                && !untouched.is(exercise, taken.sources().get(exercise.key()))).toList();
        var compiled = begun.isEmpty() ? new Compiled() : result(runs.submit(inSlot(slot ->
                slot.compiler.compile(begun, sources, work.resolve("classes")))));
        var graded = new TreeMap<String, Grade.OfExercise>();
        var running = new ArrayList<Future<List<Grade.OfExercise>>>();
        for (var together : together(begun, compiled)) {
            running.add(runs.submit(inSlot(slot -> {
                progress.running(submission, together.getFirst());
                var first = together.getFirst().key();
                return grader.grade(together, new ExerciseGrader.Place(compiled.classes().get(first), sources,
                        work.resolve("run/" + first), slot.number));
            })));
        }
        for (var grades : running) {
            result(grades).forEach(grade -> graded.put(grade.lesson() + "/" + grade.exercise(), grade));
        }
        var inOrder = exercises.stream().map(exercise -> graded.containsKey(exercise.key())
                ? graded.get(exercise.key()) : withoutRun(exercise, taken, compiled)).toList();
        return Grade.of(submission.name(), taken.remarks(), inOrder);
    }

    /// Those that may share a JVM: of one lesson, and compiled together.
    private static Collection<List<Exercise>> together(List<Exercise> begun, Compiled compiled) {
        var together = new LinkedHashMap<String, List<Exercise>>();
        for (var exercise : begun) {
            var classes = compiled.classes().get(exercise.key());
            if (classes != null) {
                together.computeIfAbsent(exercise.lesson() + " " + classes, _ -> new ArrayList<>()).add(exercise);
            }
        }
        return together.values();
    }

    private Grade.OfExercise withoutRun(Exercise exercise, Taken taken, Compiled compiled) {
        var complaint = compiled.complaints().get(exercise.key());
        var refused = taken.refused().get(exercise.key());
        if (complaint != null) {
            return grader.withoutRun(exercise, complaint.standing(), complaint.why());
        } else if (refused != null) {
            return grader.withoutRun(exercise, Grade.Standing.REFUSED, refused);
        }
        return grader.withoutRun(exercise, taken.sources().containsKey(exercise.key())
                ? Grade.Standing.NOT_STARTED : Grade.Standing.NOT_HANDED_IN, null);
    }

    private <T> Callable<T> inSlot(InSlot<T> work) {
        return () -> {
            var slot = slots.take();
            try {
                return work.run(slot);
            } finally {
                slots.add(slot);
            }
        };
    }

    private byte[] digest(Taken taken) {
        var sha256 = Sources.sha256();
        sha256.update(fingerprint.getBytes(StandardCharsets.UTF_8));
        return sha256.digest(taken.digest());
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException told -> throw told;
                case InterruptedException ending -> throw ending;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
