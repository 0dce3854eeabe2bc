package quest.exercises.kit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/// What the kit throws in place of what a test threw: JUnit's own outcome (skipped or failed), together with what the
/// scoreboard needs.
sealed interface Verdict {
    /// How the words begin for a test that was given up before it ran.
    String NOT_RUN = "not run";

    State state();

    /// What happened, without where to look.
    String words();

    /// `file:line` in the learner's code, or null.
    String where();

    /// JUnit reports the test as skipped.
    final class Skipped extends TestAbortedException implements Verdict {
        private final String words;
        private final String where;

        Skipped(String words, String where) {
            super(words + "; begin at " + where);
            this.words = words;
            this.where = where;
        }

        @Override
        public State state() {
            return State.NOT_STARTED;
        }

        @Override
        public String words() {
            return words;
        }

        @Override
        public String where() {
            return where;
        }
    }

    /// JUnit reports the test as failed.
    final class Failed extends AssertionFailedError implements Verdict {
        private final State state;
        private final String words;
        private final String where;

        Failed(State state, String words, String where, Throwable cause) {
            super(message(words, where), cause);
            this.state = state;
            this.words = words;
            this.where = where;
        }

        /// Keeps expected and actual, which IDEs show side by side.
        Failed(String words, String where, AssertionFailedError cause) {
            super(message(words, where), cause.getExpected(), cause.getActual(), cause);
            this.state = State.WRONG;
            this.words = words;
            this.where = where;
        }

        private static String message(String words, String where) {
            return where == null ? words : words + "\nLook at " + where;
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public String words() {
            return words;
        }

        @Override
        public String where() {
            return where;
        }
    }
}
