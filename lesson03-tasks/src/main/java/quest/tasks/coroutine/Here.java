package quest.tasks.coroutine;

/// The line that called into this package, for error messages.
final class Here {

    private static final String PACKAGE = Here.class.getPackageName() + ".";

    private Here() {
    }

    /// A sentence such as `(At Knight.ride, Knight.java:31)`.
    static String line() {
        return StackWalker.getInstance().walk(frames -> frames
                .filter(frame -> !isOurs(frame.getClassName()) && !frame.getClassName().startsWith("jdk.internal."))
                .findFirst()).map(frame -> "(At %s.%s, %s:%d)".formatted(simpleName(frame.getClassName()),
                        frame.getMethodName(), frame.getFileName(), frame.getLineNumber())).orElse("");
    }

    /// Whether a class is the machinery's own. Its tests are not.
    static boolean isOurs(String className) {
        return className.startsWith(PACKAGE) && !className.contains("Test");
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
