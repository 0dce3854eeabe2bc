package quest.tasks.threads;

import java.util.regex.Pattern;

/// One call in a stack, as a thread dump writes it: `java.base/java.lang.Thread.sleep(Thread.java:540)`.
///
/// @param type   the class, with its package
/// @param method its method; of a lambda, the method it is written in
/// @param place  file and line, such as `Thread.java:540`
public record Frame(String type, String method, String place) {

    private static final Pattern WRITTEN = Pattern.compile("(?:[^/()]*/)*([^/()]+)\\.([^.()]+)\\(([^()]*)\\)");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

    /// @throws IllegalArgumentException if it is not written like that
    static Frame parse(String written) {
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a call such as java.lang.Thread.run(Thread.java:1), not " + written);
        }
        var lambda = LAMBDA.matcher(parts.group(2));
        return new Frame(parts.group(1), lambda.matches() ? lambda.group(1) : parts.group(2), parts.group(3));
    }

    /// The class without its package, and the method: `Thread.sleep`.
    public String call() {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }
}
