package quest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is asked of a source file.
final class Sources {

    private Sources() {
    }

    /// The file's SHA-256, in hexadecimal; null when there is no such file.
    static String hash(Path file) {
        try {
            return Files.exists(file) ? HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file))) : null;
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /// Whether both hold the same lines, whatever ends them: a checkout on Windows may have changed that.
    static boolean sameText(Path one, Path other) {
        return Files.exists(one) && Files.exists(other) && read(one).equals(read(other));
    }

    /// The file's text, its lines ended by `\n`.
    static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw QuestException.environment("Cannot read " + file + ": " + e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
