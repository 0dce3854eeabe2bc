package quest.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Grades the work of others.
@Command(name = "grade", header = "Grade one submission, or a folder of hundreds.",
        description = {"", "A submission is a folder or a zip: a whole checkout, or only its exercises/src/main/java. "
                + "Of it only the exercises' own files are taken, and put under the tests of this checkout. They "
                + "run in JVMs of their own, with limits on time and memory; an exercise that is not right there gets "
                + "one to itself, so that none loses by another.",
                "", "What is finished is kept, and not graded again unless the work or a test has changed: after "
                + "Ctrl-C, the same call goes on where it was.",
                "", "Exit codes: 0 when all were graded; with a single submission 1 when not all of it is right.",
                "What is kept apart from what, and what is not: docs/teaching.md"},
        footer = {"", "Examples:", "  ./quest grade submissions/", "  ./quest grade ann.zip",
                "  ./quest grade submissions/ --format csv > grades.csv",
                "  ./quest grade submissions/ --out term1 --hidden my-tests"})
final class GradeCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;
    /// A run's heap, its threads' stacks, and what its JVM needs for itself; and the compiler beside it.
    private static final long MEMORY_PER_RUN = 1_200L << 20;

    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "DIR",
            description = "A submission (a folder or a zip), or a folder of submissions.")
    private List<Path> paths;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
            description = "What to print: text (the default), csv, json, junit or html.")
    private String format;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the gradebook is written, in all formats, and "
            + "what is finished is kept. Without it: .quest/grade")
    private Path out;

    @Option(names = "--hidden", paramLabel = "DIR", description = "Your own tests, run besides the exercises': "
            + "DIR/quest/exercises/lesson01/ReadyQueueTest.java")
    private Path hidden;

    @Option(names = "--timeout", paramLabel = "S", defaultValue = "10",
            description = "Seconds that a single test may take. Without it: 10")
    private int timeout;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    private List<String> missing = List.of();

    GradeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var asked = format();
        if (timeout < 1 || timeout > MOST_SECONDS) {
            throw QuestException.usage("--timeout %d: expected seconds from 1 to %d.".formatted(timeout, MOST_SECONDS));
        }
        if (hidden != null && !Files.isDirectory(hidden)) {
            throw QuestException.usage("--hidden " + hidden + ": there is no such folder.");
        }
        var submissions = Submission.in(paths);
        var folder = out != null ? out : session.course().notes().resolve("grade");
        try (var store = GradeStore.open(folder.toAbsolutePath().normalize())) {
            var book = new Gradebook(session.desk().exercises(), grades(submissions, store));
            write(book, store);
            session.screen().out().print(book.as(asked, session.screen()));
            if (asked == Gradebook.Format.TEXT) {
                where(book, store);
            }
            return book.grades().size() > 1 || book.grades().getFirst().isAllRight()
                    ? ExitCode.OK : ExitCode.NOT_RIGHT;
        }
    }

    private Gradebook.Format format() {
        for (var known : Gradebook.Format.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
                return known;
            }
        }
        throw QuestException.usage("--format " + format + ": expected text, csv, json, junit or html.");
    }

    private List<Grade> grades(List<Submission> submissions, GradeStore store) throws InterruptedException {
        var course = session.course();
        var exercises = session.desk().exercises();
        var limits = ForkLimits.ofThisSystem();
        missing = limits.missing();
        var jvm = new GradedJvm(limits, timeout);
        session.screen().doing("making the tests ready");
        List<TestSuite> suites;
        var builder = new TestSuiteBuilder(course, exercises, libraries());
        try {
            var own = builder.ownTests(jvm);
            suites = hidden == null ? List.of(own) : List.of(own, builder.hiddenTests(hidden, own, jvm));
        } finally {
            session.screen().done();
        }
        var taken = new HashSet<String>();
        suites.forEach(suite -> taken.addAll(suite.testClasses()));
        taken.add("quest/exercises/Todo");
        var compilers = new ArrayList<SubmissionCompiler>();
        for (var i = 0; i < runsAtOnce(); i++) {
            compilers.add(new SubmissionCompiler(builder.given(), taken, limits.session()));
        }
        var progress = new GradeProgress(session.screen(), submissions.size(), System::nanoTime);
        try {
            var means = new Grading.Means(suites, jvm, compilers, new UntouchedStubs(course, exercises), "" + timeout);
            return new Grading(exercises, means, store, progress).grade(submissions);
        } finally {
            progress.end();
            compilers.forEach(SubmissionCompiler::close);
        }
    }

    /// Two for each core, since a run waits most of its time, for threads and sockets; and no more than there is memory
    /// for.
    private static int runsAtOnce() {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        var byMemory = system.getTotalMemorySize() / 2 / MEMORY_PER_RUN;
        return Math.clamp(byMemory, 1, 2 * Runtime.getRuntime().availableProcessors());
    }

    private void write(Gradebook book, GradeStore store) {
        var plain = new Screen(new PrintStream(OutputStream.nullOutputStream()), false, false, true);
        for (var each : Gradebook.Format.values()) {
            store.write(each.file(), book.as(each, plain));
        }
        for (var grade : book.grades()) {
            store.feedback(grade, new GradebookText(book, plain).full(grade));
        }
    }

    private void where(Gradebook book, GradeStore store) {
        var screen = session.screen();
        screen.line();
        if (book.grades().size() > 1) {
            screen.line("For each one what is not right, and why: " + session.course().show(store.folder())
                    + "/submissions/");
        }
        missing.forEach(what -> screen.paragraph("", "This system has " + what + "."));
        screen.line("All of it as a page: " + session.course().show(store.folder()) + "/gradebook.html");
    }

    private List<Path> libraries() {
        var folder = session.course().testLibraries();
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException _) {
            throw QuestException.environment("The libraries for the tests are missing: " + session.course().show(folder)
                    + "\nThis builds them: mvn -pl quest-cli -am -Dmaven.test.skip=true package");
        }
    }
}
