package quest.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// A process that compiles: a source can keep the compiler busy for hours or fill its heap, and then this process is
/// ended and the grader is not. It stays warm from one submission to the next, because a cold compiler is five times as
/// slow. It runs nothing of what it compiles.
///
/// Reads a [CompileJob] in each line of its standard input and answers with a [CompileJob.Done] in one line. Ends with
/// its input.
final class CompileWorker {

    private static final String OWN_PACKAGES = "quest/exercises/lesson";
    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_TEXT = 1_000;

    private CompileWorker() {
    }

    static void main() throws IOException {
        var mapper = new JsonMapper();
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            out.print(mapper.writeValueAsString(done(mapper.readValue(line, CompileJob.class))) + "\n");
            out.flush();
        }
    }

    private static CompileJob.Done done(CompileJob job) {
        try {
            return compile(job);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // javac wraps what it throws of its own
            var overflow = e instanceof StackOverflowError || e.getCause() instanceof StackOverflowError;
            return new CompileJob.Done(List.of(),
                    overflow ? "something in it is nested too deeply" : shortened(String.valueOf(e)), Map.of());
        }
    }

    private static CompileJob.Done compile(CompileJob job) throws IOException {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var javac = ToolProvider.getSystemJavaCompiler();
        var output = new StringWriter();
        boolean compiled;
        try (var files = javac.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            compiled = javac.getTask(output, files, diagnostics, options(job), null,
                    files.getJavaFileObjectsFromStrings(job.sources())).call();
        }
        var errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR).limit(MOST_ERRORS)
                .map(CompileWorker::error).toList();
        if (!compiled && errors.isEmpty()) {
            return new CompileJob.Done(List.of(), output.toString().contains("StackOverflowError")
                    ? "something in it is nested too deeply" : "the compiler did not say why", Map.of());
        }
        return new CompileJob.Done(errors, null, compiled ? classes(job) : Map.of());
    }

    private static List<String> options(CompileJob job) {
        return List.of("-d", job.into(), "-cp", String.join(java.io.File.pathSeparator, job.classPath()),
                "-sourcepath", job.sourceRoot(), "--enable-preview",
                "--source", String.valueOf(Runtime.version().feature()), "-encoding", "UTF-8", "-proc:none",
                "-Xlint:none", "-nowarn", "-g", "-parameters");
    }

    private static Map<String, CompileJob.Compiled> classes(CompileJob job) throws IOException {
        var into = Path.of(job.into());
        var bytes = new HashMap<String, byte[]>();
        for (var file : classFiles(into)) {
            var name = into.relativize(file).toString().replace('\\', '/').replaceFirst("\\.class$", "");
            bytes.put(name, Files.readAllBytes(file));
        }
        // When the code runs, a name that is not the submission's is that of somebody else's class.
        var own = new HashSet<>(bytes.keySet());
        own.removeIf(name -> !name.startsWith(OWN_PACKAGES)
                || job.taken().contains(name.contains("$") ? name.substring(0, name.indexOf('$')) : name));
        own.addAll(job.given());
        var policy = new CodePolicy(own);
        var classes = new TreeMap<String, CompileJob.Compiled>();
        bytes.forEach((name, classFile) -> {
            var source = ClassFile.of().parse(classFile).findAttribute(Attributes.sourceFile())
                    .map(attribute -> attribute.sourceFile().stringValue()).orElse("");
            var violation = policy.check(classFile);
            classes.put(name, new CompileJob.Compiled(source, violation == null ? null : violation.what(),
                    violation == null ? 0 : violation.line()));
        });
        return classes;
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".class")).toList());
        }
    }

    private static CompileJob.Error error(Diagnostic<? extends JavaFileObject> diagnostic) {
        var error = ExerciseCompiler.error(diagnostic);
        return new CompileJob.Error(error.file() == null ? null : error.file().toString(), error.line(),
                shortened(error.source()), shortened(error.message()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
    }
}
