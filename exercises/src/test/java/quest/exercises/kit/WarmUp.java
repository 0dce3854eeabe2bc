package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Tests of nothing, for a JVM in which exercises are going to be tested: when they have run, JUnit and AssertJ are
/// loaded. The first failure costs as much as all that comes after, so there is one, of each kind.
@DisplayName("warm-up")
class WarmUp {

    @Nested
    @DisplayName("as in exercises")
    class Group {
        @Test
        @DisplayName("what exercises assert")
        void right() {
            assertThat(1).withFailMessage("%s", 1).isEqualTo(1);
            assertThat(List.of("a")).withFailMessage("%s", "a").containsExactly("a");
            assertThat("a").isEqualTo("a");
            assertThat(true).isTrue();
            assertThatCode(() -> { }).as("nothing").doesNotThrowAnyException();
            assertThatThrownBy(() -> {
                throw new IllegalStateException();
            }).isInstanceOf(IllegalStateException.class);
        }

        @Test
        @DisplayName("a wrong list")
        void wrongList() {
            assertThat(List.of("a")).containsExactly("b");
        }

        @Test
        @DisplayName("a wrong number")
        void wrongNumber() {
            assertThat(1).isEqualTo(2);
        }
    }
}
