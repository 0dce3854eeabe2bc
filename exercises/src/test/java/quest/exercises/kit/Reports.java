package quest.exercises.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The scoreboard once more, for programs: `grade.json`, `grade.csv` and `junit.xml`.
///
/// @param results in the order of the course
/// @param strict whether this is a grade, in which what is not started counts as failed
record Reports(List<Result> results, boolean strict) {

    private record Grade(boolean strict, double points, double possible, List<Result> exercises) {
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("grade.json"), json());
        Files.writeString(folder.resolve("grade.csv"), csv());
        Files.writeString(folder.resolve("junit.xml"), junit());
    }

    String json() {
        return Json.write(new Grade(strict, Result.sum(results, Result::points), Result.sum(results, Result::possible),
                results)) + "\n";
    }

    String csv() {
        var csv = new StringBuilder("lesson,exercise,state,points,possible\n");
        for (var result : results) {
            csv.append(String.join(",", result.lesson(), result.exercise(), result.state().toString(),
                    Scoreboard.number(result.points()), Scoreboard.number(result.possible()))).append("\n");
        }
        return csv.toString();
    }

    /// One suite for each exercise, in the form that build servers read.
    String junit() {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"exercises\">\n");
        for (var result : results) {
            long failures = result.tests().filter(this::isFailed).count();
            long skipped = result.tests().filter(test -> !test.isRight() && !isFailed(test)).count();
            double seconds = result.tests().mapToLong(Result.Test::millis).sum() / 1000.0;
            xml.append("  <testsuite")
                    .append(attribute("name", "quest.exercises." + result.lesson() + "." + result.exercise()))
                    .append(attribute("tests", result.tests().count())).append(attribute("failures", failures))
                    .append(attribute("errors", 0)).append(attribute("skipped", skipped))
                    .append(attribute("time", seconds)).append(">\n");
            for (var group : result.groups()) {
                group.tests().forEach(test -> testcase(result, group, test, xml));
            }
            xml.append("  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private void testcase(Result result, Result.Group group, Result.Test test, StringBuilder xml) {
        xml.append("    <testcase")
                .append(attribute("classname", "quest.exercises." + result.lesson() + "." + result.exercise() + "Test"))
                .append(attribute("name", group.name() + ": " + test.title()))
                .append(attribute("time", test.millis() / 1000.0));
        if (test.isRight()) {
            xml.append("/>\n");
        } else if (isFailed(test)) {
            xml.append(">\n      <failure").append(attribute("type", test.state()))
                    .append(attribute("message", test.message())).append(">")
                    .append(escaped("Look at " + test.where())).append("</failure>\n    </testcase>\n");
        } else {
            xml.append(">\n      <skipped").append(attribute("message", test.message() + "; begin at " + test.where()))
                    .append("/>\n    </testcase>\n");
        }
    }

    private boolean isFailed(Result.Test test) {
        return strict ? !test.isRight() : test.state().isFailure();
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + escaped(String.valueOf(value)) + "\"";
    }

    /// XML 1.0 has no way to write most control characters, nor half a surrogate pair, not even escaped; they become
    /// question marks.
    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(isInXml(c) ? c : '?');
            }
        }
        return escaped.toString();
    }

    private static boolean isInXml(int c) {
        return c >= ' ' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF;
    }
}
