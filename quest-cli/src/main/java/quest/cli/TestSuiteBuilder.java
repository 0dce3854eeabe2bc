package quest.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Makes the tests ready for grading, from this checkout's own sources and pristine stubs: nothing of a submission is
/// in them. They are compiled once, against the stubs, and kept until one of their sources changes.
final class TestSuiteBuilder {

    private final Course course;
    private final List<Exercise> exercises;
    private final List<Path> libraries;
    private final Path folder;
    private final String digest;

    /// @param libraries the jars of JUnit and AssertJ
    TestSuiteBuilder(Course course, List<Exercise> exercises, List<Path> libraries) {
        this.course = course;
        this.exercises = exercises;
        this.libraries = libraries;
        this.digest = digest(inputs());
        this.folder = course.notes().resolve("grading").resolve(digest.substring(0, 16));
    }

    /// The class `Todo` alone: what an exercise is given, besides the JDK.
    Path given() {
        return folder.resolve("given");
    }

    /// The exercises' own tests.
    TestSuite ownTests(GradedJvm jvm) throws InterruptedException {
        var done = folder.resolve("done");
        if (!Files.exists(done)) {
            delete(folder);
            build();
            write(done, digest);
        }
        var jars = jars(folder.resolve("tests.jar"));
        var suite = new TestSuite(false, jars, folder.resolve("shared.jsa"), new TestPlan(new TreeMap<>()),
                List.of(), digest);
        if (!Files.exists(suite.archive())) {
            jvm.makeArchive(jars, stubClasses(), stubSources(), exercises.getFirst(), suite.archive());
        }
        return planned(jvm, new TestSuite(false, jars, Files.exists(suite.archive()) ? suite.archive() : null,
                suite.plan(), testClasses(course.exerciseTests(), exercises), digest), exercises);
    }

    /// The teacher's tests: classes of the same names as the exercises' own, in a folder elsewhere.
    TestSuite hiddenTests(Path hidden, TestSuite own, GradedJvm jvm) throws InterruptedException {
        var tested = exercises.stream().filter(it -> Files.exists(hidden.resolve(it.testPath()))).toList();
        if (tested.isEmpty()) {
            throw QuestException.usage("There is no test in %s.\nExpected: files such as %s, of the same name as the "
                    .formatted(hidden, exercises.getFirst().testPath()) + "exercise's own test.");
        }
        var sources = javaFiles(hidden);
        var hiddenDigest = digest(sources);
        var place = folder.resolve("hidden-" + hiddenDigest.substring(0, 16));
        var jar = place.resolve("tests.jar");
        if (!Files.exists(jar)) {
            delete(place);
            var classPath = new ArrayList<>(List.of(kitJar(), stubClasses()));
            classPath.addAll(libraries);
            compile(sources, place.resolve("classes"), classPath, "The hidden tests do not compile.");
            jar(place.resolve("classes"), jar);
        }
        return planned(jvm, new TestSuite(true, jars(jar), own.archive(), own.plan(), testClasses(hidden, tested),
                hiddenDigest), tested);
    }

    private TestSuite planned(GradedJvm jvm, TestSuite suite, List<Exercise> tested) throws InterruptedException {
        var kept = suite.jars().getLast().resolveSibling("plan");
        if (!Files.isDirectory(kept)) {
            jvm.list(suite.jars(), stubClasses(), stubSources(), tested, kept);
        }
        var plan = new TreeMap<String, List<ExerciseResult.Group>>();
        var files = new ResultFiles(course);
        for (var exercise : tested) {
            var result = files.read(kept.resolve(exercise.key() + ".json"));
            if (result == null) {
                delete(kept);
                throw QuestException.environment("The tests of " + exercise.name() + " cannot be listed.");
            }
            plan.put(exercise.key(), result.groups());
        }
        return new TestSuite(suite.hidden(), suite.jars(), suite.archive(), new TestPlan(plan), suite.testClasses(),
                suite.digest());
    }

    private List<Path> jars(Path tests) {
        var jars = new ArrayList<>(List.of(kitJar()));
        jars.addAll(libraries);
        jars.add(tests);
        return jars;
    }

    private Path kitJar() {
        return folder.resolve("kit.jar");
    }

    private Path stubClasses() {
        return folder.resolve("stubs");
    }

    private Path stubSources() {
        return folder.resolve("stub-sources");
    }

    private void build() {
        try {
            for (var exercise : exercises) {
                var stub = stubSources().resolve(exercise.sourcePath());
                Files.createDirectories(stub.getParent());
                Files.copy(course.stubs().resolve(exercise.key() + ".java"), stub);
            }
            compile(List.of(todo()), given(), List.of(), "The class Todo does not compile.");
            var stubs = exercises.stream().map(exercise -> stubSources().resolve(exercise.sourcePath())).toList();
            compile(stubs, stubClasses(), List.of(given()), "The pristine stubs do not compile.");
            var kit = new ArrayList<>(javaFiles(course.exerciseTests().resolve("quest/exercises/kit")));
            kit.add(todo());
            compile(kit, folder.resolve("kit"), libraries, "The tests' kit does not compile.");
            copy(course.exerciseTestResources(), folder.resolve("kit"));
            jar(folder.resolve("kit"), kitJar());
            var tests = exercises.stream().map(it -> course.exerciseTests().resolve(it.testPath())).toList();
            var classPath = new ArrayList<>(List.of(kitJar(), stubClasses()));
            classPath.addAll(libraries);
            compile(tests, folder.resolve("tests"), classPath, "The exercises' tests do not compile.");
            jar(folder.resolve("tests"), folder.resolve("tests.jar"));
        } catch (IOException e) {
            throw QuestException.environment("Cannot make the tests ready: " + e);
        }
    }

    private Path todo() {
        return course.exerciseSources().resolve("quest/exercises/Todo.java");
    }

    private List<Path> inputs() {
        var inputs = new ArrayList<Path>();
        inputs.add(course.exerciseList());
        inputs.add(todo());
        inputs.addAll(javaFiles(course.exerciseTests()));
        inputs.addAll(javaFiles(course.stubs()));
        inputs.addAll(below(course.exerciseTestResources()));
        return inputs;
    }

    private String digest(List<Path> files) {
        var sha256 = Sources.sha256();
        sha256.update((Runtime.version() + " " + libraries).getBytes(StandardCharsets.UTF_8));
        for (var file : files) {
            if (!Files.exists(file)) {
                throw QuestException.environment("The course is not whole: %s is missing.\n`git status` shows what was "
                        .formatted(course.show(file)) + "deleted.");
            }
            sha256.update(("\0" + file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(Sources.read(file).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<String> testClasses(Path root, List<Exercise> tested) {
        var classes = new TreeSet<String>();
        javaFiles(root).forEach(file -> classes.add(
                root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.java$", "")));
        tested.forEach(exercise -> classes.add(exercise.testPath().replaceFirst("\\.java$", "")));
        return List.copyOf(classes);
    }

    private static void compile(List<Path> sources, Path into, List<Path> classPath, String complaint) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = javac.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            Files.createDirectories(into);
            var options = List.of("-d", into.toString(), "-cp", ExerciseCompiler.asText(classPath), "-sourcepath", "",
                    "--enable-preview", "--source", String.valueOf(Runtime.version().feature()), "-encoding", "UTF-8",
                    "-proc:none", "-nowarn", "-g", "-parameters");
            if (!javac.getTask(new StringWriter(), files, diagnostics, options, null,
                    files.getJavaFileObjectsFromPaths(sources)).call()) {
                throw QuestException.environment(complaint + diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).findFirst()
                        .map(ExerciseCompiler::error).map(error -> "\n%s:%d: %s".formatted(error.file(), error.line(),
                                error.message())).orElse(""));
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + into + ": " + e);
        }
    }

    private static void jar(Path folder, Path jar) {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : below(folder)) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + jar + ": " + e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : below(from)) {
            var target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + file + ": " + e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        return below(folder).stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    private static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder + ": " + e);
        }
    }

    /// The folder and all below it. Links are deleted, not followed.
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot delete " + folder + ": " + e);
        }
    }
}
