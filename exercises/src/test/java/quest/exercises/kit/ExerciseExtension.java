package quest.exercises.kit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import quest.exercises.Todo;

/// Stands around every test of an exercise. JUnit finds it by itself (`META-INF/services`), so that all tests are
/// treated alike, from wherever they are run:
///
/// - an exercise that nobody has touched is skipped before it runs;
/// - a test that runs into a `Todo` is not started, whatever else happens in it;
/// - a test has a time limit, which holds whatever the code does;
/// - a failure says where in the learner's file to look.
///
/// Tests of anything but exercises are left alone.
public final class ExerciseExtension implements ExecutionCondition, InvocationInterceptor {

    /// What is remembered of one exercise from test to test. Used by JUnit's thread alone.
    private static final class Desk implements AutoCloseable {
        final LearnersFile file;
        final TestThread thread = new TestThread();
        /// By test class: the test that hung in it.
        final Map<Class<?>, String> hung = new HashMap<>();
        /// Threads of tests that hung.
        final Set<Long> leftBehind = new HashSet<>();
        String test = "";
        Todo todo;

        Desk(Class<?> testClass) {
            file = LearnersFile.of(testClass);
        }

        @Override
        public void close() {
            thread.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var testClass = context.getTestClass();
        // Asked for groups and tests too; the outermost class has answered for them.
        if (testClass.isPresent() && testClass.get().getEnclosingClass() == null && context.getTestMethod().isEmpty()
                && LearnersFile.isTestOfExercise(testClass.get())
                && !isStrict() && !Boolean.getBoolean("quest.runUntouched")) {
            var file = LearnersFile.of(testClass.get());
            if (file.isUntouched()) {
                return ConditionEvaluationResult.disabled("not started; begin at " + file.firstTodo());
            }
        }
        return ConditionEvaluationResult.enabled(null);
    }

    /// Every step of a test comes through here: constructors, `@BeforeEach`, the test itself, `@AfterEach`.
    private static <T> T step(Invocation<T> step, ExtensionContext context) throws Throwable {
        Class<?> testClass = context.getRequiredTestClass();
        if (!LearnersFile.isTestOfExercise(testClass)) {
            return step.proceed();
        }
        Desk desk = desk(context);
        if (context.getTestMethod().isPresent() && !desk.test.equals(context.getUniqueId())) {
            desk.test = context.getUniqueId();
            desk.todo = null;
        }
        String hung = desk.hung.get(testClass);
        if (hung != null) {
            step.skip();
            // The group's points are lost, so to run it would cost time and tell nothing. Other groups run on.
            String words = Verdict.NOT_RUN + ", since a test before it in this group hung: " + hung;
            throw new Verdict.Failed(State.HUNG, words, desk.file.shown(), null);
        }
        Duration limit = limit(context);
        T result = null;
        Throwable thrown = null;
        try {
            result = desk.thread.call(callable(step), limit, () -> metTodo(desk));
        } catch (TestThread.TimeUp _) {
            desk.hung.put(testClass, context.getDisplayName());
            thrown = hung(desk, limit);
        } catch (Throwable t) {
            thrown = explained(t, desk.file);
        }
        if (metTodo(desk)) {
            throw notStarted(desk);
        } else if (thrown != null) {
            throw thrown;
        }
        return result;
    }

    private static Desk desk(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(ExerciseExtension.class)).computeIfAbsent(
                LearnersFile.outermost(context.getRequiredTestClass()), Desk::new, Desk.class);
    }

    private static boolean metTodo(Desk desk) {
        if (desk.todo == null) {
            desk.todo = Todo.takeFirst();
        }
        return desk.todo != null;
    }

    private static Throwable notStarted(Desk desk) {
        String where = Frames.where(desk.todo, desk.file);
        return isStrict()
                ? new Verdict.Failed(State.NOT_STARTED, desk.todo.getMessage(), where, desk.todo)
                : new Verdict.Skipped(desk.todo.getMessage(), where);
    }

    private static Throwable hung(Desk desk, Duration limit) {
        var report = ThreadReport.of(desk.thread.thread(), desk.leftBehind, desk.file);
        desk.leftBehind.addAll(report.threads());
        desk.thread.leaveBehind();
        return new Verdict.Failed(State.HUNG, "not done after " + limit.toSeconds() + " seconds.\n" + report.text(),
                report.where(), null);
    }

    private static Throwable explained(Throwable thrown, LearnersFile file) {
        String where = Frames.where(thrown, file);
        String words = thrown.getMessage() == null ? "it failed without a message" : thrown.getMessage().strip();
        return switch (thrown) {
            case TestAbortedException aborted -> aborted;
            case AssertionFailedError e when e.isExpectedDefined() && e.isActualDefined() ->
                new Verdict.Failed(words, where, e);
            case AssertionError e -> new Verdict.Failed(State.WRONG, words, where, e);
            default -> {
                String whose = Frames.passedThroughLearners(thrown) ? "your code threw " : "the test ended with ";
                yield new Verdict.Failed(State.WRONG, whose + thrown, where, thrown);
            }
        };
    }

    private static Duration limit(ExtensionContext context) {
        return limit(context.getTestMethod().orElse(null), context.getRequiredTestClass());
    }

    /// How long each step of a test may take.
    ///
    /// @param method null for a step of the class
    static Duration limit(Method method, Class<?> testClass) {
        int limit = Integer.getInteger("quest.timeLimit", 10);
        if (method != null && method.isAnnotationPresent(TimeLimit.class)) {
            return Duration.ofSeconds(Math.max(limit, method.getAnnotation(TimeLimit.class).value()));
        }
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            if (type.isAnnotationPresent(TimeLimit.class)) {
                return Duration.ofSeconds(Math.max(limit, type.getAnnotation(TimeLimit.class).value()));
            }
        }
        return Duration.ofSeconds(limit);
    }

    /// Strict: a test that is not started fails.
    private static boolean isStrict() {
        return Boolean.getBoolean("quest.strict");
    }

    private static <T> Callable<T> callable(Invocation<T> step) {
        return () -> {
            try {
                return step.proceed();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
        };
    }

    @Override
    public <T> T interceptTestClassConstructor(Invocation<T> step,
                                               ReflectiveInvocationContext<Constructor<T>> invocation,
                                               ExtensionContext context) throws Throwable {
        if (invocation.getTargetClass().getEnclosingClass() == null) {
            // A new test begins. What a thread of the test before ran into meanwhile is not its business.
            Todo.takeFirst();
        }
        return step(step, context);
    }

    @Override
    public void interceptBeforeAllMethod(Invocation<Void> step, ReflectiveInvocationContext<Method> invocation,
                                         ExtensionContext context) throws Throwable {
        step(step, context);
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> step, ReflectiveInvocationContext<Method> invocation,
                                          ExtensionContext context) throws Throwable {
        step(step, context);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> step, ReflectiveInvocationContext<Method> invocation,
                                    ExtensionContext context) throws Throwable {
        step(step, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(Invocation<T> step, ReflectiveInvocationContext<Method> invocation,
                                            ExtensionContext context) throws Throwable {
        return step(step, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> step, ReflectiveInvocationContext<Method> invocation,
                                            ExtensionContext context) throws Throwable {
        step(step, context);
    }

    @Override
    public void interceptDynamicTest(Invocation<Void> step, DynamicTestInvocationContext invocation,
                                     ExtensionContext context) throws Throwable {
        step(step, context);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<Void> step, ReflectiveInvocationContext<Method> invocation,
                                         ExtensionContext context) throws Throwable {
        step(step, context);
    }
}
