package quest.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import quest.cli.bench.Headline;

/// The JMH benchmarks of one lesson: the classes in the `bench` folders of its tests.
///
/// @param classes the classes' simple names
record Benchmarks(Lesson lesson, Path module, List<String> classes) {

    /// The lessons that have benchmarks.
    static List<Benchmarks> of(Course course) {
        var all = new ArrayList<Benchmarks>();
        for (var lesson : Course.LESSONS) {
            var module = course.home().resolve(lesson.folder());
            var classes = files(module.resolve("src/test/java")).stream()
                    .filter(file -> file.getParent().endsWith("bench") && file.toString().endsWith("Benchmark.java"))
                    .map(file -> file.getFileName().toString().replace(".java", "")).sorted().toList();
            if (!classes.isEmpty()) {
                all.add(new Benchmarks(lesson, module, classes));
            }
        }
        return all;
    }

    /// The arguments that limit JMH to the headlines: what `bench-quick.txt` among the test resources says, one JMH
    /// argument a line. Without that file, all benchmarks.
    List<String> headlines() {
        return arguments("bench-quick.txt");
    }

    /// Whether the course's headline is measured here.
    boolean hasHeadline() {
        return classes.contains(Headline.BENCHMARK);
    }

    /// The arguments with which JMH measures the headline: what `bench-headline.txt` says, one JMH argument a line, and
    /// after it, when it is to be quick, `bench-headline-quick.txt`.
    List<String> headline(boolean quick) {
        var arguments = new ArrayList<>(arguments("bench-headline.txt"));
        if (arguments.isEmpty()) {
            arguments.add("\\." + Headline.BENCHMARK + "\\.");
        }
        if (quick) {
            arguments.addAll(arguments("bench-headline-quick.txt"));
        }
        return arguments;
    }

    private List<String> arguments(String name) {
        var file = module.resolve("src/test/resources").resolve(name);
        return Files.exists(file)
                ? Sources.read(file).lines().map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()
                : List.of();
    }

    /// Where Maven writes the class path of the module's tests.
    Path classPathFile() {
        return module.resolve("target/bench.classpath");
    }

    /// The class path on which the benchmarks run.
    String classPath() {
        return String.join(File.pathSeparator, module.resolve("target/test-classes").toString(),
                module.resolve("target/classes").toString(), Sources.read(classPathFile()).strip());
    }

    /// Whether something has changed since Maven last compiled the benchmarks for the command.
    boolean stale(Course course) {
        if (!Files.exists(module.resolve("target/test-classes/META-INF/BenchmarkList"))) {
            return true;
        }
        var inputs = new ArrayList<>(List.of(course.home().resolve("pom.xml"), module.resolve("pom.xml"),
                module.resolve("src/test")));
        for (var each : Course.LESSONS) {
            inputs.add(course.home().resolve(each.folder()).resolve("src/main"));
        }
        return BuildStamp.changedSince(classPathFile(), inputs);
    }

    /// They have just been compiled.
    void compiled() throws IOException {
        Files.setLastModifiedTime(classPathFile(), FileTime.fromMillis(System.currentTimeMillis()));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder + ": " + e);
        }
    }
}
