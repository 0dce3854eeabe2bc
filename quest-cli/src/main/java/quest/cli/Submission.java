package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One person's work, as it was handed in.
///
/// @param name of the folder or zip
/// @param path a folder or a zip
record Submission(String name, Path path) {

    /// Where exercises may lie in a folder that is one submission.
    private static final List<String> PLACES = List.of("exercises/src/main/java", "src/main/java/quest/exercises",
            "quest/exercises");

    /// The submissions that are meant by the paths: each is one, or a folder of them. Sorted by name.
    static List<Submission> in(List<Path> paths) {
        var found = new TreeMap<String, Submission>();
        for (var path : paths) {
            if (!Files.exists(path)) {
                throw QuestException.usage("There is no " + path + ".\n"
                        + "Expected: a submission (a folder or a zip), or a folder of submissions.");
            }
            if (!isSubmission(path) && !Files.isDirectory(path)) {
                throw QuestException.usage(path + " is neither a folder nor a zip.");
            }
            for (var submission : isSubmission(path) ? List.of(of(path)) : inside(path)) {
                var other = found.putIfAbsent(submission.name, submission);
                if (other != null && !other.path.equals(submission.path)) {
                    throw QuestException.usage("Two submissions have one name, '%s':\n  %s\n  %s\nRename one of them."
                            .formatted(Plain.line(submission.name), other.path, submission.path));
                }
            }
        }
        if (found.isEmpty()) {
            throw QuestException.usage("There is no submission in " + paths.getFirst() + ".\n"
                    + "Expected: one folder or one zip for each.");
        }
        return List.copyOf(found.values());
    }

    private static Submission of(Path path) {
        var name = path.toAbsolutePath().normalize().getFileName();
        return new Submission(name == null ? "submission" : name.toString(), path);
    }

    private static List<Submission> inside(Path folder) {
        var submissions = new ArrayList<Submission>();
        try (Stream<Path> children = Files.list(folder)) {
            for (var child : children.sorted().toList()) {
                var hidden = child.getFileName().toString().startsWith(".");
                // a link is taken too, so that it is told of
                if (!hidden && (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(child)
                        || isZip(child))) {
                    submissions.add(new Submission(of(child).name(), onlyZipIn(child)));
                }
            }
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + folder + ": " + e);
        }
        return submissions;
    }

    /// Some learning platforms put each zip into a folder with the person's name.
    private static Path onlyZipIn(Path child) throws IOException {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.list(child)) {
                var first = files.limit(2).toList();
                if (first.size() == 1 && isZip(first.getFirst()) && !Files.isSymbolicLink(first.getFirst())) {
                    return first.getFirst();
                }
            }
        }
        return child;
    }

    private static boolean isSubmission(Path path) {
        return isZip(path) || PLACES.stream().anyMatch(place -> Files.isDirectory(path.resolve(place)));
    }

    static boolean isZip(Path path) {
        return Files.isRegularFile(path) && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }
}
