package quest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quest.cli.bench.Guess;
import quest.cli.bench.Machine;
import quest.cli.bench.Planned;
import quest.cli.bench.Question;
import quest.cli.bench.Setting;
import quest.cli.bench.Transcript;

/// Runs the JMH benchmarks of the lessons, each lesson's in JVMs of its own, and shows what came out.
@Command(name = "bench", header = "Run the benchmarks: a table, and a page with charts.",
        description = {"", "Close what else uses the processor: a benchmark measures that too. "
                + "Of what is measured you are asked for a guess first, where a lesson has a question about it. "
                + "What stands after -- goes to JMH as it is."},
        footer = {"", "Examples:", "  ./quest bench --quick", "  ./quest bench headline",
                "  ./quest bench lesson01 --quick", "  ./quest bench CallbackBenchmark",
                "  ./quest bench CallbackBenchmark -- -f 3 -prof gc"})
final class BenchCommand implements Callable<Integer> {

    /// With these JMH only tells about itself.
    private static final Set<String> QUESTIONS_TO_JMH = Set.of("-h", "-help", "-l", "-lp", "-lprof", "-lrf");

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME",
            description = "A lesson, a benchmark's class, Class.method, or headline: what async buys, in one table. "
                    + "Without: all.")
    private List<String> positional = List.of();

    @Option(names = "--quick", description = "Measure shortly: good for a look, too noisy to quote. Of a lesson only "
            + "what matters most; without a name the headline, in three minutes.")
    private boolean quick;

    @Option(names = "--no-guess", description = "Ask for no guesses. Nor is anybody asked who is not at a terminal.")
    private boolean noGuess;

    @Option(names = "--record", description = "Keep the headline with the course: in docs/headline.json and README.md.")
    private boolean record;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    BenchCommand(Session session) {
        this.session = session;
    }

    /// What was measured of all that was to be.
    ///
    /// @param missing what is not there, and why; empty when all is
    record Outcome(ArrayNode results, List<String> missing, boolean interrupted) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var load = Machine.load(); // before the benchmarks are compiled, which is a load of our own
        var all = Benchmarks.of(session.course());
        if (all.isEmpty()) {
            throw QuestException.environment("There are no benchmarks in this checkout: "
                    + "expected src/test/java/**/bench/*Benchmark.java in a lesson.");
        }
        var names = positional.subList(0, positional.size() - jmhArguments().size());
        if (record && (!names.stream().allMatch(name -> Names.same(name, BenchSelection.HEADLINE))
                || names.isEmpty() && !quick || !jmhArguments().isEmpty())) {
            throw QuestException.usage("--record keeps the whole headline and nothing else. It is used so: "
                    + session.course().call() + " bench headline --record");
        }
        var selections = BenchSelection.of(all, names, quick);
        for (var selection : selections) {
            compile(selection.benchmarks());
        }
        try (var jmh = new Jmh(session.course().home())) {
            if (jmhArguments().stream().anyMatch(QUESTIONS_TO_JMH::contains)) {
                return answers(jmh, selections);
            }
            var setting = new Setting(Machine.here(), Machine.jdk(), command(), LocalDate.now(ZoneOffset.UTC), load,
                    quick);
            return measure(jmh, selections, setting, fileName(names, selections));
        }
    }

    /// What stands after `--`.
    private List<String> jmhArguments() {
        var arguments = originalArguments();
        var delimiter = arguments.indexOf("--");
        return delimiter < 0 ? List.of() : arguments.subList(delimiter + 1, arguments.size());
    }

    private List<String> originalArguments() {
        return spec.commandLine().getParent().getParseResult().originalArgs();
    }

    /// As it was typed, but for what has nothing to do with the numbers.
    private String command() {
        var arguments = new ArrayList<>(originalArguments());
        arguments.remove("--no-guess");
        return session.course().call() + " " + String.join(" ", arguments);
    }

    /// @return by what was asked for; so that another headline replaces the one before
    private static String fileName(List<String> names, List<BenchSelection> selections) {
        if (names.isEmpty()) {
            return selections.size() == 1 ? BenchSelection.HEADLINE : "all";
        }
        return String.join("+", names).replaceAll("[^\\w.+-]", "_");
    }

    private void compile(Benchmarks benchmarks) throws InterruptedException, IOException {
        if (benchmarks.stale(session.course())) {
            session.screen().line("compiling the benchmarks of lesson " + benchmarks.lesson().number() + " "
                    + session.screen().ellipsis());
            Maven.run(session.course(), List.of("-pl", benchmarks.lesson().folder(), "-am", "test-compile",
                    "dependency:build-classpath", "-Dmdep.outputFile=target/bench.classpath"));
            benchmarks.compiled();
        }
    }

    private int answers(Jmh jmh, List<BenchSelection> selections) throws IOException, InterruptedException {
        var exitCode = ExitCode.OK;
        for (var selection : selections) {
            var classPath = selection.benchmarks().classPath();
            if (jmh.run(classPath, arguments(selection), session.screen()::line, () -> { }) != 0) {
                exitCode = ExitCode.USAGE;
            }
        }
        return exitCode;
    }

    private List<String> arguments(BenchSelection selection) {
        var arguments = new ArrayList<>(selection.arguments());
        arguments.addAll(jmhArguments());
        return arguments;
    }

    private int measure(Jmh jmh, List<BenchSelection> selections, Setting setting, String name)
            throws IOException, InterruptedException {
        var plans = new ArrayList<List<Planned>>();
        var questions = new ArrayList<Question>();
        for (var selection : selections) {
            plans.add(jmh.plan(selection.benchmarks().classPath(), arguments(selection)));
            questions.addAll(BenchQuestions.of(selection.questions(), plans.getLast()));
        }
        var planned = plans.stream().flatMap(List::stream).toList();
        if (planned.isEmpty()) {
            throw QuestException.usage("No benchmark is selected by this. What there is: "
                    + session.course().call() + " bench -- -l");
        }
        var guesses = guesses(questions);
        var files = new BenchFiles(session.course(), name);
        var progress = new BenchProgress(session.screen(), planned, files.estimates(), System::nanoTime);
        var outcome = run(jmh, selections, plans, progress, files);
        return new BenchReport(session, files, setting).tell(outcome.results(), guesses, outcome.missing(),
                outcome.interrupted(), record);
    }

    private List<Guess> guesses(List<Question> questions) {
        var console = System.console();
        var somebodyIsThere = session.screen().isTerminal() && console != null && console.isTerminal();
        return noGuess || !somebodyIsThere ? List.of()
                : BenchQuestions.ask(questions, console::readLine, session.screen());
    }

    private Outcome run(Jmh jmh, List<BenchSelection> selections, List<List<Planned>> plans, BenchProgress progress,
            BenchFiles files) throws IOException, InterruptedException {
        var results = JsonNodeFactory.instance.arrayNode();
        var missing = new ArrayList<String>();
        for (int i = 0; i < selections.size() && !jmh.wasInterrupted(); i++) {
            if (plans.get(i).isEmpty()) {
                continue;
            }
            var transcript = new Transcript();
            var part = files.part(i);
            var arguments = new ArrayList<>(List.of("-rf", "json", "-rff", part.toString()));
            arguments.addAll(arguments(selections.get(i)));
            var exitCode = jmh.run(selections.get(i).benchmarks().classPath(), arguments, line -> {
                transcript.accept(line);
                if (transcript.begins()) {
                    progress.begins(transcript.current());
                }
            }, progress::tick);
            progress.ends(plans.get(i));
            var measured = measured(part, transcript);
            measured.forEach(results::add);
            transcript.failures().forEach(failure -> missing.add("Failed: " + failure));
            if (jmh.wasInterrupted()) {
                missing.add("Interrupted: %d of %d were measured by then.".formatted(results.size(),
                        plans.stream().mapToInt(List::size).sum()));
            } else if (exitCode != 0) {
                missing.add("JMH failed in lesson %d (exit code %d). What it said last:\n%s".formatted(
                        selections.get(i).benchmarks().lesson().number(), exitCode,
                        String.join("\n", jmh.lastLines()).strip()));
            }
        }
        progress.end();
        return new Outcome(results, missing, jmh.wasInterrupted());
    }

    /// JMH writes its file at the very end. Without it, what it has printed is what there is.
    private static JsonNode measured(Path part, Transcript transcript) throws IOException {
        if (!Files.exists(part)) {
            return transcript.results();
        }
        var results = JsonMapper.builder().build().readTree(part.toFile());
        Files.delete(part);
        return results.isArray() ? results : transcript.results();
    }
}
