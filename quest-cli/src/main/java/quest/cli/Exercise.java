package quest.cli;

/// One exercise of the list.
///
/// @param lesson `lesson01` to `lesson04`
/// @param name its class
/// @param points what it is worth
record Exercise(String lesson, String name, double points) {

    /// Its place under any root of sources: `quest/exercises/lesson01/ReadyQueue.java`.
    String sourcePath() {
        return "quest/exercises/" + lesson + "/" + name + ".java";
    }

    String testPath() {
        return "quest/exercises/" + lesson + "/" + name + "Test.java";
    }

    String testClass() {
        return "quest.exercises." + lesson + "." + name + "Test";
    }

    /// Its place among hints, stubs and results, without the ending.
    String key() {
        return lesson + "/" + name;
    }
}
