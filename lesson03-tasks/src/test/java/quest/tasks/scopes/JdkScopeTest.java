package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/// The contract, kept by the JDK's scope with its default policy.
class JdkScopeTest extends ScopeContract {

    @Override
    <T> Scope<T> open(ThreadFactory threads) {
        return new Adapter<>(StructuredTaskScope.open(Joiner.<T>awaitAllSuccessfulOrThrow(),
                config -> config.withThreadFactory(threads)));
    }

    @Test
    void theDefaultPolicyIsAwaitAllSuccessfulOrThrow() throws Exception {
        try (var scope = StructuredTaskScope.<String>open()) {
            var task = scope.fork(() -> "map");
            assertThat(scope.join()).isNull();
            assertThat(task.get()).isEqualTo("map");
        }
    }

    private record Adapter<T>(StructuredTaskScope<T, Void> scope) implements Scope<T> {

        @Override
        public <U extends T> Handle<U> fork(Callable<? extends U> task) {
            return new HandleAdapter<>(scope.fork(task));
        }

        @Override
        public void join() throws InterruptedException {
            scope.join();
        }

        @Override
        public boolean isCancelled() {
            return scope.isCancelled();
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    private record HandleAdapter<T>(Subtask<T> subtask) implements Handle<T> {

        @Override
        public String state() {
            return subtask.state().name();
        }

        @Override
        public T get() {
            return subtask.get();
        }

        @Override
        public Throwable exception() {
            return subtask.exception();
        }
    }
}
