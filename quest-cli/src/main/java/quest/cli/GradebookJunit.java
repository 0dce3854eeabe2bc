package quest.cli;

/// JUnit's usual format, for build servers: one suite for each exercise of each submission. Without times, so that it
/// is the same each time.
final class GradebookJunit {

    private GradebookJunit() {
    }

    static String of(Gradebook book) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grade\">\n");
        for (var grade : book.grades()) {
            grade.exercises().forEach(exercise -> suite(xml, grade, exercise));
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, Grade grade, Grade.OfExercise exercise) {
        var tests = exercise.tests().toList();
        var failures = tests.stream().filter(test -> test.standing() != Grade.Standing.RIGHT).count();
        var name = grade.submission() + "/" + exercise.lesson() + "." + exercise.exercise();
        xml.append("  <testsuite").append(attribute("name", name)).append(attribute("tests", tests.size()))
                .append(attribute("failures", failures)).append(attribute("errors", 0))
                .append(attribute("skipped", 0)).append(">\n");
        xml.append("    <properties>\n")
                .append("      <property").append(attribute("name", "points"))
                .append(attribute("value", Screen.points(exercise.points()))).append("/>\n")
                .append("      <property").append(attribute("name", "possible"))
                .append(attribute("value", Screen.points(exercise.possible()))).append("/>\n    </properties>\n");
        for (var group : exercise.groups()) {
            for (var test : group.tests()) {
                testcase(xml, name, exercise, group, test);
            }
        }
        xml.append("  </testsuite>\n");
    }

    private static void testcase(StringBuilder xml, String suite, Grade.OfExercise exercise, Grade.OfGroup group,
                                 Grade.OfTest test) {
        xml.append("    <testcase").append(attribute("classname", suite))
                .append(attribute("name", (group.hidden() ? "hidden: " : "") + group.name() + ": " + test.title()));
        if (test.standing() == Grade.Standing.RIGHT) {
            xml.append("/>\n");
            return;
        }
        var message = test.message() != null ? test.message()
                : exercise.why() != null ? exercise.why() : exercise.standing().words();
        xml.append(">\n      <failure").append(attribute("type", test.standing().words()))
                .append(attribute("message", message)).append(">")
                .append(test.where() == null ? "" : Markup.escaped(Plain.text("Look at " + test.where())))
                .append("</failure>\n    </testcase>\n");
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + Markup.escaped(Plain.text(String.valueOf(value))) + "\"";
    }
}
