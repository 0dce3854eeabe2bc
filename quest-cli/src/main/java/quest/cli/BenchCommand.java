package quest.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs the JMH benchmarks of the lessons, each lesson's in a JVM of its own.
@Command(name = "bench", header = "Run the benchmarks, and print a table.",
        description = {"", "Close what else uses the processor: a benchmark measures that too. "
                + "What stands after -- goes to JMH as it is."},
        footer = {"", "Examples:", "  ./quest bench lesson01 --quick", "  ./quest bench CallbackBenchmark",
                "  ./quest bench CallbackBenchmark -- -f 3 -prof gc"})
final class BenchCommand implements Callable<Integer> {

    /// Enough to see an order of magnitude.
    private static final List<String> SHORT = List.of("-f", "1", "-wi", "2", "-w", "300ms", "-i", "3", "-r", "300ms");

    private static final String WHOLE_LESSON = "";

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME",
            description = "A lesson, a benchmark's class, or Class.method. Without: all.")
    private List<String> positional = List.of();

    @Option(names = "--quick", description = "The headlines only, measured shortly: under two minutes. "
            + "Good for a look, too noisy to quote.")
    private boolean quick;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var all = Benchmarks.of(session.course());
        if (all.isEmpty()) {
            throw QuestException.environment("There are no benchmarks in this checkout: "
                    + "expected src/test/java/**/bench/*Benchmark.java in a lesson.");
        }
        var names = positional.subList(0, positional.size() - jmhArguments().size());
        var patterns = names.stream().map(name -> pattern(name, all)).toList();
        var exitCode = ExitCode.OK;
        for (var benchmarks : all) {
            var chosen = patterns.stream().filter(pattern -> pattern.benchmarks() == benchmarks).toList();
            if (names.isEmpty() || chosen.contains(new Pattern(benchmarks, WHOLE_LESSON))) {
                exitCode = Math.max(exitCode, run(benchmarks, List.of()));
            } else if (!chosen.isEmpty()) {
                exitCode = Math.max(exitCode, run(benchmarks, chosen.stream().map(Pattern::regex).toList()));
            }
        }
        return exitCode;
    }

    /// What stands after `--`.
    private List<String> jmhArguments() {
        var arguments = spec.commandLine().getParent().getParseResult().originalArgs();
        var delimiter = arguments.indexOf("--");
        return delimiter < 0 ? List.of() : arguments.subList(delimiter + 1, arguments.size());
    }

    /// @param regex what JMH takes, or [#WHOLE_LESSON]
    private record Pattern(Benchmarks benchmarks, String regex) {
    }

    private Pattern pattern(String asked, List<Benchmarks> all) {
        var dot = asked.indexOf('.');
        var type = dot < 0 ? asked : asked.substring(0, dot);
        var method = dot < 0 ? "" : java.util.regex.Pattern.quote(asked.substring(dot + 1)) + "$";
        var known = new ArrayList<String>();
        for (var benchmarks : all) {
            if (Names.same(benchmarks.lesson().key(), asked)) {
                return new Pattern(benchmarks, WHOLE_LESSON);
            }
            for (var name : benchmarks.classes()) {
                if (Names.same(name, type) || Names.same(name, type + "Benchmark")) {
                    return new Pattern(benchmarks, "\\.bench\\." + name + "\\." + method);
                }
                known.add(name);
            }
        }
        var spoken = known.stream().map(name -> name.replaceFirst("Benchmark$", "")).toList();
        throw QuestException.usage("There is no benchmark '" + asked + "'." + Names.didYouMean(Names.near(type, spoken))
                + "\nThere are: " + String.join(", ", known));
    }

    private int run(Benchmarks benchmarks, List<String> patterns) throws IOException, InterruptedException {
        if (benchmarks.stale(session.course())) {
            session.screen().line("compiling the benchmarks of lesson " + benchmarks.lesson().number() + " "
                    + session.screen().ellipsis());
            Maven.run(session.course(), List.of("-pl", benchmarks.lesson().folder(), "-am", "test-compile",
                    "dependency:build-classpath", "-Dmdep.outputFile=target/bench.classpath"));
            touch(benchmarks.classPathFile());
        }
        var results = session.course().notes().resolve("bench").resolve(benchmarks.lesson().key() + ".json");
        Files.createDirectories(results.getParent());
        Files.deleteIfExists(results);
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow", // JMH still uses it, and Java would warn
                "-cp", benchmarks.classPath(), "org.openjdk.jmh.Main",
                "-rf", "json", "-rff", results.toString(), "-foe", "true"));
        if (quick) {
            command.addAll(SHORT);
            if (patterns.isEmpty()) {
                command.addAll(benchmarks.headlines());
            }
        }
        command.addAll(patterns);
        command.addAll(jmhArguments());
        var exitCode = follow(command);
        if (exitCode != 0) {
            return ExitCode.ENVIRONMENT;
        }
        if (Files.exists(results)) { // JMH writes none when it was only asked to list
            var screen = session.screen();
            screen.line();
            new BenchTable(JsonMapper.builder().build().readTree(results.toFile())).print(screen);
            screen.line();
            screen.line(screen.dim("In full: " + session.course().show(results)));
        }
        return ExitCode.OK;
    }

    /// Runs JMH, shows how far it is, and everything it said when it fails.
    private int follow(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(session.course().home().toFile())
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        var progress = new BenchProgress(session.screen());
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                progress.accept(line);
            }
        }
        var exitCode = process.waitFor();
        progress.end(exitCode != 0);
        return exitCode;
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    }
}
