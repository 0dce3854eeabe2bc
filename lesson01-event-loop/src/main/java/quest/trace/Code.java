package quest.trace;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/// Names pieces of code as a reader finds them again: `Hero.act (TwoHeroes.java:72)`.
final class Code {

    /// What carries callbacks from one place to another, and is not what a reader looks for.
    private static final List<String> MACHINERY = List.of("java.", "jdk.", "sun.", "quest.eventloop.", "quest.stage.",
            "quest.trace.", "quest.futures.", "quest.tasks.coroutine.");
    private static final List<String> CALLERS = List.of("quest.eventloop.EventLoop", "quest.eventloop.Timer",
            "quest.eventloop.PeriodicTimer", "quest.eventloop.Poller");
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Code() {
    }

    /// The line that called into the machinery: of the scene, or of whoever else uses it.
    static String caller() {
        return WALKER.walk(frames -> innermost(frames.toList()));
    }

    /// The method with which the callback began that is being called, or null if it is not known.
    static String callback() {
        return WALKER.walk(frames -> {
            var calledByLoop = frames.takeWhile(frame -> !CALLERS.contains(frame.getClassName())).toList();
            var own = calledByLoop.reversed().stream().filter(frame -> !isMachinery(frame)).findFirst();
            return own.map(Code::name).orElse(null);
        });
    }

    /// A callback of which only the object is known. A lambda's class still says in which class it was written.
    static String name(Object callback) {
        return simple(callback.getClass().getName().replaceFirst("\\$\\$Lambda.*", ""));
    }

    private static String innermost(List<StackFrame> frames) {
        return frames.stream().filter(frame -> !isMachinery(frame)).findFirst()
                .map(frame -> "%s (%s:%d)".formatted(name(frame), frame.getFileName(), frame.getLineNumber()))
                .orElseGet(() -> withoutCaller(frames));
    }

    private static String withoutCaller(List<StackFrame> frames) {
        if (isIn("quest.eventloop.OffloadedTask", frames)) {
            return "the end of offloaded work";
        }
        return isIn("quest.eventloop.PeriodicTimer", frames) ? "its timer, for the next time"
                : "the thread " + SceneTracer.currentThread();
    }

    private static boolean isIn(String className, List<StackFrame> frames) {
        return frames.stream().anyMatch(frame -> frame.getClassName().equals(className));
    }

    private static boolean isMachinery(StackFrame frame) {
        var name = frame.getClassName();
        return !name.contains(".scenes.") && MACHINERY.stream().anyMatch(name::startsWith);
    }

    /// A lambda is called by the method it stands in.
    private static String name(StackFrame frame) {
        return simple(frame.getClassName()) + "." + frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
