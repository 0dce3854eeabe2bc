package quest.trace;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/// Names pieces of code as a reader finds them again: `Hero.act (TwoHeroes.java:72)`.
final class Code {

    /// What carries callbacks from one place to another, and is not what a reader looks for.
    private static final List<String> MACHINERY = List.of("java.", "jdk.", "sun.", "quest.eventloop.", "quest.stage.",
            "quest.trace.", "quest.futures.", "quest.tasks.coroutine.");
    private static final String LOOP = "quest.eventloop.EventLoop";
    private static final List<String> LOOP_CALLS = List.of("call", "callHandler"); // the only ones that call callbacks
    private static final String OFFLOADED = "quest.eventloop.OffloadedTask";
    private static final String END_OF_OFFLOADED = "the end of offloaded work";
    private static final String LAMBDA = "lambda$";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Code() {
    }

    /// The line that called into the machinery: of the scene, or of whoever else uses it.
    static String caller() {
        return WALKER.walk(frames -> frames.filter(frame -> !isMachinery(frame)).findFirst().map(Code::place))
                .orElseGet(Code::withoutCaller);
    }

    /// The method with which the callback began that is being called, or null if it is not known.
    static String callback() {
        return WALKER.walk(frames -> frames.takeWhile(frame -> !isCallOfTheLoop(frame))
                .filter(frame -> !isMachinery(frame)).reduce((_, outer) -> outer).map(Code::name).orElse(null));
    }

    /// A callback of which only the object is known. A lambda's class still says in which class it was written.
    static String name(Object callback) {
        var className = callback.getClass().getName();
        if (className.startsWith(OFFLOADED)) {
            return END_OF_OFFLOADED;
        }
        int lambda = className.indexOf("$$Lambda");
        return simple(lambda < 0 ? className : className.substring(0, lambda));
    }

    private static String place(StackFrame frame) {
        return name(frame) + " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }

    private static String withoutCaller() {
        if (isOnStack(OFFLOADED)) {
            return END_OF_OFFLOADED;
        }
        return isOnStack("quest.eventloop.PeriodicTimer") ? "its timer, for the next time"
                : "the thread " + SceneTracer.currentThread();
    }

    private static boolean isOnStack(String className) {
        return WALKER.walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(className)));
    }

    private static boolean isCallOfTheLoop(StackFrame frame) {
        return LOOP_CALLS.contains(frame.getMethodName()) && frame.getClassName().equals(LOOP);
    }

    private static boolean isMachinery(StackFrame frame) {
        var name = frame.getClassName();
        if (name.contains(".scenes.")) {
            return false;
        }
        for (var machinery : MACHINERY) {
            if (name.startsWith(machinery)) {
                return true;
            }
        }
        return false;
    }

    /// A lambda is called by the method it stands in.
    private static String name(StackFrame frame) {
        var method = frame.getMethodName();
        int end = method.lastIndexOf('$');
        boolean isLambda = method.startsWith(LAMBDA) && end > LAMBDA.length();
        return simple(frame.getClassName()) + "." + (isLambda ? method.substring(LAMBDA.length(), end) : method);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
