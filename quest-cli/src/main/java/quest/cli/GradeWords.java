package quest.cli;

import java.util.regex.Pattern;

/// Says in the words of an exercise what the JVM says in its own.
final class GradeWords {

    /// By SIGKILL: 128 + 9.
    private static final int KILLED = 137;
    /// By SIGXCPU: 128 + 24.
    private static final int OUT_OF_TIME = 152;

    /// The tests were compiled against the stub, so what they miss was in the stub.
    private static final Pattern MISSING = Pattern.compile(
            "java\\.lang\\.(NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|AbstractMethodError"
                    + "|IncompatibleClassChangeError|IllegalAccessError): ([^\\n]*)");

    private GradeWords() {
    }

    static String message(ExerciseResult.Test test) {
        var message = Plain.text(test.message());
        if (message == null) {
            return null;
        }
        var missing = MISSING.matcher(message);
        return missing.find() && missing.group(2).contains("exercises") ? needed(missing.group(2)) : message;
    }

    private static String needed(String what) {
        return "The tests need a class, method or field as it was in the stub, which is not there any more: "
                + what.replace('/', '.').replaceAll("quest\\.exercises\\.lesson\\d\\d\\.", "");
    }

    /// How a JVM ended that left no result.
    static String ended(int exitCode, String output) {
        var missing = MISSING.matcher(output);
        if (exitCode == ExitCode.ENVIRONMENT && missing.find()) {
            return "Its tests could not begin. " + needed(Plain.line(missing.group(2)));
        }
        return switch (exitCode) {
            case KILLED -> "The system killed its JVM before the tests were done, most likely because memory ran out.";
            case OUT_OF_TIME -> "The system killed its JVM before the tests were done: it had used up its CPU time.";
            default -> ("It ended its JVM before the tests were done (exit code %d): by Runtime.halt, by using up "
                    + "memory or threads, or by a crash. An exercise must not end the JVM.").formatted(exitCode);
        };
    }
}
