package quest.tasks.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.StructureViolationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the lesson says of scoped values and scopes.
@Timeout(60)
class ScopedValueTest {

    private static final ScopedValue<String> PLAYER = ScopedValue.newInstance();

    private final WatchedThreads threads = new WatchedThreads();

    @AfterEach
    void nothingIsLeft() {
        threads.assertNoneIsLeft();
    }

    @Test
    void everyChildSeesTheBindingHoweverDeep() throws Exception {
        var seen = ScopedValue.where(PLAYER, "ann").call(() -> {
            try (var outer = open()) {
                var child = outer.fork(() -> {
                    try (var inner = open()) {
                        var grandchild = inner.fork(PLAYER::get);
                        inner.join();
                        return grandchild.get() + ", " + PLAYER.get();
                    }
                });
                outer.join();
                return child.get();
            }
        });
        assertThat(seen).isEqualTo("ann, ann");
        assertThat(PLAYER.isBound()).isFalse();
    }

    @Test
    void aChildMayBindAnewForItselfAlone() throws Exception {
        ScopedValue.where(PLAYER, "ann").call(() -> {
            try (var scope = open()) {
                var rebound = scope.fork(() -> ScopedValue.where(PLAYER, "bob").call(PLAYER::get));
                var sibling = scope.fork(PLAYER::get);
                scope.join();
                assertThat(rebound.get()).isEqualTo("bob");
                assertThat(sibling.get()).isEqualTo("ann");
                return PLAYER.get();
            }
        });
    }

    @Test
    void whatWasBoundAfterTheScopeWasOpenedCannotBeForkedInto() throws Exception {
        try (var scope = open()) {
            assertThatThrownBy(() -> ScopedValue.where(PLAYER, "ann").run(() -> scope.fork(PLAYER::get)))
                    .isInstanceOf(StructureViolationException.class);
            scope.join();
        }
    }

    @Test
    void threadsOfAnExecutorOrOfTaskScopeSeeNothing() throws Exception {
        var bound = ScopedValue.where(PLAYER, "ann").call(() -> {
            try (var scope = TaskScope.<Boolean>open(threads)) {
                var task = scope.fork(PLAYER::isBound);
                scope.join();
                return task.get();
            }
        });
        assertThat(bound).isFalse();
    }

    private StructuredTaskScope<String, Stream<Subtask<String>>> open() {
        return StructuredTaskScope.open(Joiner.allSuccessfulOrThrow(), config -> config.withThreadFactory(threads));
    }
}
