package quest.trace;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;

/// Where a thread was, in the words of those who wrote the program: their innermost calls, and what of the JDK's they
/// had called. The calls further in are how the JDK does it.
///
/// @param call  empty if the stack does not say
/// @param place empty if no code of the program's is on the stack
record Callers(String call, String place) {

    private static final List<String> NOT_THE_PROGRAM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
            "org.junit.", "quest.stage.");
    private static final List<String> HOW_TO_WAIT = List.of("java.lang.", "java.util.concurrent.locks.",
            "java.util.concurrent.ForkJoinPool", "jdk.internal.");
    private static final int SHOWN = 3;

    /// @param stack may be null: the recorder has none
    static Callers of(RecordedStackTrace stack) {
        var frames = stack == null ? List.<RecordedFrame>of()
                : stack.getFrames().stream().filter(frame -> frame.isJavaFrame() && frame.getLineNumber() > 0).toList();
        var places = new ArrayList<String>();
        var call = frames.stream().map(RecordedFrame::getMethod).filter(Callers::isMeant).findFirst().map(Callers::call)
                .orElse("");
        for (int i = 0; i < frames.size() && places.size() < SHOWN; i++) {
            if (isTheProgram(frames.get(i).getMethod())) {
                if (places.isEmpty()) {
                    call = i == 0 ? "" : call(frames.get(i - 1).getMethod());
                }
                places.add(place(frames.get(i)));
            }
        }
        return new Callers(call, String.join(" < ", places));
    }

    private static boolean isTheProgram(RecordedMethod method) {
        var type = method.getType().getName();
        return NOT_THE_PROGRAM.stream().noneMatch(type::startsWith);
    }

    /// Whether this says what a thread waits for, where all that is on its stack is the JDK's.
    private static boolean isMeant(RecordedMethod method) {
        return HOW_TO_WAIT.stream().noneMatch(method.getType().getName()::startsWith);
    }

    private static String call(RecordedMethod method) {
        return simpleName(method.getType().getName()).replaceAll("Impl$|^.*\\$", "") + "." + name(method);
    }

    /// The recorder does not know files; a class's is named after the outermost.
    private static String place(RecordedFrame frame) {
        var type = simpleName(frame.getMethod().getType().getName());
        return "%s (%s.java:%d)".formatted(name(frame.getMethod()), type.replaceAll("\\$.*", ""),
                frame.getLineNumber());
    }

    /// Of a lambda, the method in which it is written.
    private static String name(RecordedMethod method) {
        var name = method.getName();
        if (name.equals("<init>") || name.equals("<clinit>")) {
            return "new";
        }
        return name.replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
