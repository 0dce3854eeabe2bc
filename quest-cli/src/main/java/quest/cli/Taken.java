package quest.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the grader takes from a submission: the sources of the exercises that are on the list, and nothing else.
///
/// @param sources by the exercise's key, `lesson01/ReadyQueue`: the bytes of its file
/// @param refused by the exercise's key: why its file is not taken, in words
/// @param remarks what else was found that somebody should know, one sentence each
record Taken(Map<String, byte[]> sources, Map<String, String> refused, List<String> remarks) {

    /// Ten times the longest solution.
    private static final int LARGEST_SOURCE = 256 << 10;
    private static final int MOST_REMARKS = 10;

    private static final Pattern EXERCISE =
            Pattern.compile("(?:(.*)/)?quest/exercises/(lesson\\d\\d)/([A-Za-z0-9_]+)\\.java");

    /// Where files of an exercise's name lie in a checkout that are nobody's answer.
    private static final Pattern NO_ANSWER =
            Pattern.compile("(.*/)?(solutions|target|build|stubs|mistakes|test|__MACOSX)(/.*)?");

    /// Looks through the submission.
    static Taken from(Submission submission, List<Exercise> exercises) {
        var taken = new Taken(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        try (var files = HandedIn.open(submission.path())) {
            taken.look(files, exercises);
        } catch (HandedIn.Unreadable e) {
            taken.remarks.add("Not graded: " + e.getMessage() + ".");
        } catch (IOException e) {
            taken.remarks.add("Not graded: it cannot be read (" + Plain.line(e.toString()) + ").");
        }
        return taken;
    }

    private void look(HandedIn files, List<Exercise> exercises) throws IOException {
        var entries = files.entries();
        var root = root(entries);
        if (root == null) {
            remarks.add("Not graded: there is no exercise in it. Expected: exercises/src/main/java/quest/exercises/"
                    + "lesson01/..., or the same from src or from quest on.");
            entries.stream().filter(entry -> entry.kind() == HandedIn.Kind.LINK).limit(MOST_REMARKS).forEach(entry ->
                    remarks.add("Left out " + Plain.line(entry.path()) + ": a symbolic link is not followed."));
            return;
        }
        var byPath = new HashMap<String, Exercise>();
        exercises.forEach(exercise -> byPath.put(root + exercise.sourcePath(), exercise));
        var leftOut = new LinkedHashMap<String, String>();
        for (var entry : entries) {
            var exercise = byPath.get(entry.path());
            if (exercise != null) {
                take(files, entry, exercise);
            } else if (entry.path().startsWith("/") || entry.path().contains("..")) {
                leftOut.put(Plain.line(entry.path()), "its path leads out of the submission");
            } else if (entry.path().startsWith(root) && !NO_ANSWER.matcher(entry.path()).matches()) {
                var why = whyLeftOut(entry, entry.path().substring(root.length()));
                if (why != null) {
                    leftOut.put(Plain.line(entry.path()), why);
                }
            }
        }
        leftOut.entrySet().stream().limit(MOST_REMARKS).forEach(file ->
                remarks.add("Left out " + file.getKey() + ": " + file.getValue() + "."));
        if (leftOut.size() > MOST_REMARKS) {
            remarks.add("Left out %d more files.".formatted(leftOut.size() - MOST_REMARKS));
        }
    }

    private void take(HandedIn files, HandedIn.Entry entry, Exercise exercise) {
        if (entry.kind() != HandedIn.Kind.FILE) {
            refused.put(exercise.key(), entry.kind() == HandedIn.Kind.LINK
                    ? "Its file is a symbolic link, which is not followed. Hand in the file itself."
                    : "Its file is not a plain file.");
            return;
        }
        try {
            var source = files.read(entry, LARGEST_SOURCE + 1);
            if (source.length > LARGEST_SOURCE) {
                refused.put(exercise.key(), "Its file is larger than %d KB; no answer needs that much."
                        .formatted(LARGEST_SOURCE >> 10));
            } else if (!isUtf8(source)) {
                refused.put(exercise.key(), "Its file is not text in UTF-8, which the compiler expects. Most editors "
                        + "can save it as such.");
            } else {
                sources.put(exercise.key(), source);
            }
        } catch (IOException | RuntimeException e) { // a broken zip shows in many ways
            refused.put(exercise.key(), "Its file cannot be read: " + Plain.line(String.valueOf(e.getMessage())));
        }
    }

    private static boolean isUtf8(byte[] source) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// The folder below which the packages begin, ending in a slash, or empty; null when there is no exercise.
    private static String root(List<HandedIn.Entry> entries) throws HandedIn.Unreadable {
        var roots = new TreeSet<String>();
        for (var entry : entries) {
            var matcher = EXERCISE.matcher(entry.path());
            if (matcher.matches()) {
                var root = matcher.group(1) == null ? "" : matcher.group(1) + "/";
                if (!NO_ANSWER.matcher(root).matches() && !root.contains("..") && !root.startsWith("/")) {
                    roots.add(root);
                }
            }
        }
        var usual = roots.stream().filter(root -> ("/" + root).endsWith("/exercises/src/main/java/")).toList();
        var likely = new ArrayList<>(usual.isEmpty() ? roots : usual);
        likely.sort(Comparator.comparing(Taken::depth));
        if (likely.size() > 1 && depth(likely.get(0)) == depth(likely.get(1))) {
            throw new HandedIn.Unreadable("there are exercises in two places, %s and %s"
                    .formatted(Plain.line(likely.get(0)), Plain.line(likely.get(1))));
        }
        return likely.isEmpty() ? null : likely.getFirst();
    }

    private static long depth(String root) {
        return root.chars().filter(c -> c == '/').count();
    }

    /// Null for what belongs there, or is no matter of ours.
    private static String whyLeftOut(HandedIn.Entry entry, String path) {
        if (path.equals("quest/exercises/Todo.java") || path.endsWith(".md") || path.endsWith(".DS_Store")) {
            return null;
        }
        if (entry.kind() == HandedIn.Kind.LINK) {
            return "a symbolic link is not followed";
        }
        if (path.endsWith(".class") || path.endsWith(".jar")) {
            return "only sources are taken";
        }
        if (!path.endsWith(".java")) {
            return null;
        }
        if (path.matches("(java|javax|jdk|sun|org/junit|org/assertj|org/opentest4j)/.*")) {
            return "it would take the place of a library";
        }
        if (path.startsWith("quest/exercises/kit/") || path.endsWith("Test.java")) {
            return "it would take the place of a test; tests are the grader's own";
        }
        return path.startsWith("quest/exercises/")
                ? "it is not on the list of exercises; an answer is one file"
                : "it is in a foreign package; only the exercises' own files are taken";
    }

    /// Writes the sources below `root`, each at its own place, whatever it was called where it came from.
    void writeTo(Path root, List<Exercise> exercises) throws IOException {
        for (var exercise : exercises) {
            var source = sources.get(exercise.key());
            if (source != null) {
                var file = root.resolve(exercise.sourcePath());
                Files.createDirectories(file.getParent());
                Files.write(file, source);
            }
        }
    }

    /// The same for the same work, another for any other.
    byte[] digest() {
        var sha256 = Sources.sha256();
        sources.forEach((key, source) -> {
            sha256.update((key + ":" + source.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(source);
        });
        sha256.update((refused + "\n" + remarks).getBytes(StandardCharsets.UTF_8));
        return sha256.digest();
    }
}
