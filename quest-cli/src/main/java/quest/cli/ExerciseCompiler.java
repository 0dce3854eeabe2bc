package quest.cli;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles one exercise and its tests by themselves, into a folder of their own, so that an exercise which does not
/// compile costs only itself. The tests' kit is compiled once and kept until it changes. Used by one thread.
final class ExerciseCompiler {

    /// The package before a class's name: `java.lang.` in `java.lang.String`.
    private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z])");

    private final Course course;
    private final List<Path> libraries;
    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    /// Kept from one compilation to the next, because it keeps the jars open.
    private StandardJavaFileManager files;

    /// @param libraries the jars of JUnit and AssertJ
    ExerciseCompiler(Course course, List<Path> libraries) {
        this.course = course;
        this.libraries = List.copyOf(libraries);
        if (javac == null) {
            throw QuestException.environment("This Java has no compiler: %s is not a JDK.\nInstall a JDK 25: %s"
                    .formatted(System.getProperty("java.home"), "https://adoptium.net"));
        }
    }

    /// With the libraries that the last build has put beside the command.
    static ExerciseCompiler of(Course course) {
        var folder = course.testLibraries();
        try (Stream<Path> jars = Files.list(folder)) {
            return new ExerciseCompiler(course,
                    jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList());
        } catch (IOException _) {
            throw QuestException.environment("The libraries for the tests are missing: " + course.show(folder)
                    + "\nThis builds them: mvn -pl quest-cli -am -Dmaven.test.skip=true package");
        }
    }

    /// Compiles the exercise with its tests.
    ///
    /// @return what is wrong in it; empty when it compiles
    /// @throws QuestException when the tests' kit does not compile, which is not the learner's doing
    List<CompileError> compile(Exercise exercise) {
        prepare();
        var sources = List.of(course.exerciseSources().resolve(exercise.sourcePath()),
                course.exerciseTests().resolve(exercise.testPath()));
        var errors = compile(sources, classes(exercise), join(List.of(kitClasses()), libraries));
        var own = errors.stream().filter(error -> !isTest(error)).toList();
        // The tests cannot compile against a class that does not: what they say then is only an echo.
        return own.isEmpty() ? errors : own;
    }

    /// Where an exercise's classes and those of its tests go.
    Path classes(Exercise exercise) {
        return course.notes().resolve("classes").resolve(exercise.key());
    }

    /// The class path of a JVM in which tests run, without the exercise's own [#classes].
    List<Path> kitClassPath() {
        return join(List.of(kitClasses(), course.exerciseTestResources()), libraries);
    }

    /// Another one after each change of the tests' kit.
    String kitVersion() {
        return Sources.read(kitStamp());
    }

    boolean isTest(CompileError error) {
        return error.file() != null && error.file().startsWith(course.exerciseTests());
    }

    private Path kitClasses() {
        return course.notes().resolve("classes/kit");
    }

    private Path kitStamp() {
        return course.notes().resolve("classes/kit.stamp");
    }

    /// Compiles the tests' kit, if it is not compiled as it is now.
    void prepare() {
        var sources = join(javaFiles(course.exerciseTests().resolve("quest/exercises/kit")),
                javaFiles(course.exerciseSources().resolve("quest/exercises")));
        var stamp = kitStamp();
        var digest = digest(sources);
        if (Files.isDirectory(kitClasses()) && Files.exists(stamp) && Sources.read(stamp).equals(digest)) {
            return;
        }
        try {
            Files.deleteIfExists(stamp); // the classes are about to go, and come back only if the kit compiles
            var errors = compile(sources, kitClasses(), libraries);
            if (!errors.isEmpty()) {
                throw kitDoesNotCompile(errors.getFirst());
            }
            Files.writeString(stamp, digest);
        } catch (IOException e) {
            throw cannotWrite(stamp, e);
        }
    }

    private QuestException kitDoesNotCompile(CompileError error) {
        return QuestException.environment("""
                The tests' own kit does not compile, which is not your exercise's doing.
                %s:%d: %s
                Has a file there been edited? `git status` shows it, `git restore exercises/src/test` undoes it."""
                .formatted(error.file() == null ? "" : course.show(error.file()), error.line(), error.message()));
    }

    private List<CompileError> compile(List<Path> sources, Path into, List<Path> classPath) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try {
            clear(into);
            if (files == null) {
                files = javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
            }
            var compiled = javac.getTask(new StringWriter(), files, diagnostics, options(into, classPath), null,
                    files.getJavaFileObjectsFromPaths(sources)).call();
            var errors = diagnostics.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .map(ExerciseCompiler::error).toList();
            if (!compiled && errors.isEmpty()) {
                throw QuestException.environment("The compiler failed without saying why, on " + sources);
            }
            return errors;
        } catch (IOException e) {
            throw cannotWrite(into, e);
        }
    }

    /// An exercise may use another that the learner has written: javac finds it on the source path. Lesson 3's use a
    /// preview of the JDK.
    private List<String> options(Path into, List<Path> classPath) {
        return List.of("-d", into.toString(), "-cp", asText(classPath),
                "-sourcepath", course.exerciseSources().toString(),
                "--enable-preview", "--source", String.valueOf(Runtime.version().feature()),
                "-encoding", "UTF-8", "-proc:none", "-Xlint:none", "-g", "-parameters");
    }

    static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
        var message = QUALIFIER.matcher(diagnostic.getMessage(Locale.ENGLISH).strip()).replaceAll("");
        var source = diagnostic.getSource();
        if (source == null) {
            return new CompileError(null, 0, 0, "", message);
        }
        var file = Path.of(source.toUri());
        var lines = Sources.read(file).split("\n", -1);
        var line = (int) Math.max(0, diagnostic.getLineNumber());
        return new CompileError(file, line, (int) Math.max(0, diagnostic.getColumnNumber()),
                line > 0 && line <= lines.length ? lines[line - 1] : "", message);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder + ": " + e);
        }
    }

    private static String digest(List<Path> files) {
        var sha256 = Sources.sha256();
        for (var file : files) {
            sha256.update(file.toString().getBytes(StandardCharsets.UTF_8));
            sha256.update(Sources.read(file).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private QuestException cannotWrite(Path path, IOException e) {
        return QuestException.environment("Cannot write " + course.show(path) + ": " + e);
    }

    static String asText(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> join(List<Path> first, List<Path> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
