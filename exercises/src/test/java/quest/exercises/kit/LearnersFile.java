package quest.exercises.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The file in which the learner writes an exercise's answer, and the pristine stub it began as.
///
/// Where the sources are is said by the system properties `quest.exercises.source` and `quest.stubs`. A test that is
/// run from an IDE has neither, so they are found from where the classes were loaded: `exercises/target/classes`.
///
/// @param path null where it cannot be found
/// @param stub null where it cannot be found
/// @param shown how messages name it, from the project's root
record LearnersFile(Path path, Path stub, String shown) {

    /// For the tests of an exercise, or for a class inside them.
    static LearnersFile of(Class<?> testClass) {
        Class<?> top = outermost(testClass);
        String lesson = top.getPackageName().substring(top.getPackageName().lastIndexOf('.') + 1);
        String file = top.getSimpleName().substring(0, top.getSimpleName().length() - "Test".length()) + ".java";
        Path root = sourceRoot(top);
        Path stubs = stubs(root);
        return new LearnersFile(
                existing(root, "quest/exercises/" + lesson + "/" + file),
                existing(stubs, lesson + "/" + file),
                shownRoot(root) + "quest/exercises/" + lesson + "/" + file);
    }

    static boolean isTestOfExercise(Class<?> testClass) {
        Class<?> top = outermost(testClass);
        return top.getPackageName().matches("quest\\.exercises\\.lesson\\d\\d") && top.getSimpleName().endsWith("Test");
    }

    static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }

    /// Whether nobody has written anything yet. Unknown counts as no.
    boolean isUntouched() {
        return path != null && stub != null && text(path).equals(text(stub));
    }

    /// Where its first `todo` is, as `file:line`; without a line when there is none.
    String firstTodo() {
        if (path != null) {
            var lines = text(path).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("throw todo(")) {
                    return shown + ":" + (i + 1);
                }
            }
        }
        return shown;
    }

    /// SHA-256 in hexadecimal, or null where there is no file.
    String hash() {
        if (path == null) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }

    // Git may check out the one with other line ends than the other.
    private static String text(Path path) {
        try {
            return Files.readString(path).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }

    private static Path sourceRoot(Class<?> top) {
        String property = System.getProperty("quest.exercises.source");
        if (property != null) {
            return Path.of(property);
        }
        try {
            String exercise = top.getName().substring(0, top.getName().length() - "Test".length());
            Class<?> type = Class.forName(exercise, false, top.getClassLoader());
            URI classes = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(classes).resolve("../../src/main/java").normalize();
        } catch (ReflectiveOperationException | java.net.URISyntaxException | RuntimeException _) {
            return null;
        }
    }

    private static Path stubs(Path sourceRoot) {
        String property = System.getProperty("quest.stubs");
        if (property != null) {
            return Path.of(property);
        }
        for (Path up = sourceRoot; up != null; up = up.toAbsolutePath().getParent()) {
            Path stubs = up.resolve("quest-cli/src/main/resources/stubs");
            if (Files.isDirectory(stubs)) {
                return stubs;
            }
        }
        return null;
    }

    private static Path existing(Path root, String file) {
        return root != null && Files.isRegularFile(root.resolve(file)) ? root.resolve(file) : null;
    }

    // The solutions run the same tests, and their maintainers want to be sent to the right file too.
    private static String shownRoot(Path root) {
        boolean solution = root != null && root.toAbsolutePath().endsWith("solutions/src/main/java");
        return (solution ? "solutions" : "exercises") + "/src/main/java/";
    }
}
