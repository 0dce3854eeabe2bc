package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Compiles the exercises of a submission: all at once, which is quick; those in which there are errors, each by
/// itself, so that one which does not compile costs only itself. Then looks at what the classes use. Used by one
/// thread.
final class SubmissionCompiler implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LIMIT_ALONE = Duration.ofSeconds(30);
    private static final int MOST_ERRORS = 3;

    private final Path given;
    private final Set<String> taken;
    private final CompileFork compiler;

    /// @param given the folder of what exercises are given
    /// @param taken names of outermost classes that no submission may bring: those of the tests
    /// @param ownSession whether this system can give the compiler's process a session of its own
    SubmissionCompiler(Path given, Set<String> taken, boolean ownSession) {
        this.compiler = new CompileFork(ownSession);
        this.given = given;
        this.taken = Set.copyOf(taken);
    }

    /// @param sources the root of the submission's sources, which holds the exercises' own files and no other
    /// @param into an empty folder, for classes
    Compiled compile(List<Exercise> exercises, Path sources, Path into) throws InterruptedException {
        var compiled = new Compiled();
        var together = new ArrayList<>(exercises);
        for (var round = 0; !together.isEmpty(); round++) {
            var classes = into.resolve("together-" + round);
            var done = compile(together, sources, classes, LIMIT);
            if (done.gaveUp() == null && done.errors().isEmpty()) {
                together.forEach(exercise -> compiled.classes().put(exercise.key(), classes));
                refuse(together, done, classes, compiled);
                break;
            }
            var places = done.errors().stream().map(CompileJob.Error::file).filter(Objects::nonNull).map(Path::of)
                    .toList();
            // Others may have errors too, which the compiler has not come to.
            if (!together.removeIf(exercise -> places.contains(sources.resolve(exercise.sourcePath())))) {
                break;
            }
        }
        for (var exercise : exercises) {
            if (!compiled.classes().containsKey(exercise.key()) && !compiled.complaints().containsKey(exercise.key())) {
                alone(exercise, sources, into.resolve(exercise.key()), compiled);
            }
        }
        return compiled;
    }

    private void alone(Exercise exercise, Path sources, Path classes, Compiled compiled) throws InterruptedException {
        var done = compile(List.of(exercise), sources, classes, LIMIT_ALONE);
        if (done.gaveUp() != null) {
            compiled.complaints().put(exercise.key(), new Compiled.Complaint(Grade.Standing.DOES_NOT_COMPILE,
                    "It could not be compiled: " + Plain.line(done.gaveUp()) + "."));
        } else if (!done.errors().isEmpty()) {
            compiled.complaints().put(exercise.key(), new Compiled.Complaint(Grade.Standing.DOES_NOT_COMPILE,
                    words(done.errors(), sources)));
        } else {
            compiled.classes().put(exercise.key(), classes);
            refuse(List.of(exercise), done, classes, compiled);
        }
    }

    private CompileJob.Done compile(List<Exercise> exercises, Path sources, Path into, Duration limit)
            throws InterruptedException {
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw QuestException.environment("Cannot write " + into + ": " + e);
        }
        var files = exercises.stream().map(exercise -> sources.resolve(exercise.sourcePath()).toString()).toList();
        return compiler.compile(new CompileJob(files, sources.toString(), into.toString(), List.of(given.toString()),
                List.of("quest/exercises/Todo"), List.copyOf(taken)), limit);
    }

    /// Takes back what may not run. Its classes go too, so that no other exercise can call them.
    private void refuse(List<Exercise> exercises, CompileJob.Done done, Path classes, Compiled compiled) {
        var byFile = new TreeMap<String, Exercise>();
        exercises.forEach(exercise -> byFile.put(exercise.name() + ".java", exercise));
        var refused = new HashSet<String>();
        done.classes().forEach((name, type) -> {
            // What only an exercise by itself has brought along from another is its own affair.
            var exercise = byFile.getOrDefault(type.sourceFile(), exercises.getFirst());
            var why = whyRefused(name, type, byFile.get(type.sourceFile()));
            if (why != null) {
                refused.add(type.sourceFile());
                compiled.complaints().putIfAbsent(exercise.key(),
                        new Compiled.Complaint(Grade.Standing.REFUSED, why));
                compiled.classes().remove(exercise.key());
            }
        });
        for (var exercise : exercises) {
            if (compiled.classes().containsKey(exercise.key()) && !done.classes().containsKey(main(exercise))) {
                refused.add(exercise.name() + ".java");
                compiled.classes().remove(exercise.key());
                compiled.complaints().put(exercise.key(), new Compiled.Complaint(Grade.Standing.REFUSED,
                        "Its file declares no class %s in the package quest.exercises.%s.".formatted(exercise.name(),
                                exercise.lesson())));
            }
        }
        done.classes().forEach((name, type) -> {
            if (refused.contains(type.sourceFile())) {
                delete(classes.resolve(name + ".class"));
            }
        });
    }

    private String whyRefused(String name, CompileJob.Compiled type, Exercise exercise) {
        var outermost = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        if (taken.contains(outermost)) {
            return "It declares %s, which is the name of a test.".formatted(dotted(outermost));
        }
        if (exercise != null && !name.substring(0, name.lastIndexOf('/') + 1).equals(
                main(exercise).substring(0, main(exercise).lastIndexOf('/') + 1))) {
            return "It declares %s, a class in a foreign package. Expected: package quest.exercises.%s."
                    .formatted(Plain.line(dotted(name)), exercise.lesson());
        }
        if (type.violation() != null) {
            return """
                    It was not run, because it uses %s, at %s%s.
                    An exercise under grading may compute, wait, start threads and talk to its own sockets. It may not \
                    start processes, open files, load classes, change system properties or look into private parts of \
                    others."""
                    .formatted(Plain.line(type.violation()), type.sourceFile(),
                            type.line() > 0 ? ":" + type.line() : "");
        }
        return null;
    }

    private static String main(Exercise exercise) {
        return "quest/exercises/" + exercise.lesson() + "/" + exercise.name();
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }

    private static String words(List<CompileJob.Error> errors, Path sources) {
        var words = new StringBuilder("It does not compile, so no test was run.");
        for (var error : errors.subList(0, Math.min(MOST_ERRORS, errors.size()))) {
            words.append("\n").append(place(error, sources)).append(error.message());
            if (!error.source().isBlank()) {
                words.append("\n    ").append(error.source().strip());
            }
        }
        if (errors.size() > MOST_ERRORS) {
            words.append("\nAnd %d more.".formatted(errors.size() - MOST_ERRORS));
        }
        return Plain.text(words.toString());
    }

    private static String place(CompileJob.Error error, Path sources) {
        if (error.file() == null) {
            return "";
        }
        var file = Path.of(error.file());
        var shown = file.startsWith(sources) ? "exercises/src/main/java/"
                + sources.relativize(file).toString().replace('\\', '/') : file.getFileName().toString();
        return shown + (error.line() > 0 ? ":" + error.line() : "") + ": ";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw QuestException.environment("Cannot delete " + file + ": " + e);
        }
    }

    @Override
    public void close() {
        compiler.close();
    }
}
