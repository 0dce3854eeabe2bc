package quest.exercises.kit;

import java.util.Arrays;

/// What can be told when the JVM begins to end while tests run. For shutdown hooks.
final class EarlyEnd {

    private EarlyEnd() {
    }

    /// Whoever runs exercises ends the JVM without hooks, so in a hook either the learner's code has called
    /// `System.exit`, or somebody stops the JVM from outside; then nothing is known, and nothing is recorded.
    ///
    /// @return whether it was the learner's code, and the recorder knows
    static boolean recordIn(Recorder recorder) {
        for (var stack : Thread.getAllStackTraces().values()) {
            boolean exits = Arrays.stream(stack).anyMatch(frame ->
                    frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit"));
            if (exits && recorder != null) {
                String where = Arrays.stream(stack).filter(Frames::isLearners).findFirst()
                        .map(frame -> Frames.where(frame, recorder.file())).orElse(recorder.file().shown());
                recorder.endedEarly("the code ended the whole JVM with System.exit, "
                        + "so the tests from here on could not run", where);
                return true;
            }
        }
        return false;
    }
}
