package quest.exercises.kit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What the learner reads at the end of a run.
///
/// @param results in the order of the course
/// @param strict whether this is a grade, in which what is not started counts as failed
record Scoreboard(List<Result> results, boolean strict) {
    private static final int WIDTH = 78;
    private static final int WRAP = 100;
    private static final int BAR = 30;
    private static final int SHOWN_FAILURES = 3;

    boolean isRed(Result result) {
        return strict ? result.state() != State.RIGHT : result.state().isFailure();
    }

    /// Empty, or what is wrong with one exercise: the first tests in full, since they are the easiest, the others
    /// counted; then where to go on.
    String details(Result result) {
        var text = new StringBuilder();
        var told = new HashSet<String>();
        int more = 0;
        for (var group : result.groups()) {
            for (var test : group.tests()) {
                if (!test.state().isFailure()) {
                    continue;
                }
                if (told.size() == SHOWN_FAILURES || test.message().startsWith(Verdict.NOT_RUN)
                        || !told.add(test.message() + test.where())) {
                    more++;
                    continue;
                }
                text.append("  [").append(test.state()).append("] ")
                        .append(group.name()).append(": ").append(test.title()).append("\n")
                        .append(wrapped(test.message() + "\nLook at " + test.where()));
            }
        }
        if (more > 0) {
            text.append("  And ").append(more).append(" more. See all: ./quest check ").append(result.exercise())
                    .append("\n");
        }
        text.append(toBegin(result));
        return text.isEmpty() ? "" : "\n" + result.lesson() + " " + result.exercise() + "\n" + text;
    }

    /// The places where an exercise that has been begun waits for code.
    private static String toBegin(Result result) {
        if (result.state() == State.NOT_STARTED) {
            return "";
        }
        var places = new LinkedHashMap<String, Integer>();
        result.tests().filter(test -> test.state() == State.NOT_STARTED).forEach(test ->
                places.merge(test.message() + "\nBegin at " + test.where(), 1, Integer::sum));
        var text = new StringBuilder();
        places.forEach((place, tests) -> text.append("  [").append(tests).append(tests == 1 ? " test " : " tests ")
                .append(place.replaceFirst("\n", "]\n      ")).append("\n"));
        return text.toString();
    }

    String text() {
        var lessons = new LinkedHashMap<String, List<Result>>();
        for (var result : results) {
            lessons.computeIfAbsent(result.lesson(), _ -> new ArrayList<>()).add(result);
        }
        var text = new StringBuilder("\n" + line("Exercise", "", "Points") + "-".repeat(WIDTH) + "\n");
        lessons.forEach((lesson, exercises) -> {
            for (var result : exercises) {
                text.append(line(result.exercise(), state(result), points(result.points(), result.possible())));
            }
            text.append(sum(lesson, exercises)).append("\n");
        });
        text.append(sum(strict ? "Grade" : "Total", results)).append(tests());
        if (!strict) {
            text.append("This is progress and no grade. (For a grade, add -Dgrade.)\n");
        }
        return text.append(next()).toString();
    }

    private static String state(Result result) {
        long right = result.tests().filter(Result.Test::isRight).count();
        String parts = ", " + right + " of " + result.tests().count() + " tests right";
        return switch (result.state()) {
            case NOT_STARTED -> "not started";
            case NOT_RUN -> "not run this time";
            case RIGHT -> "right";
            case STARTED -> "begun" + parts;
            case WRONG -> "wrong" + parts;
            case HUNG -> "hung" + parts;
        };
    }

    private static String sum(String name, List<Result> results) {
        double points = Result.sum(results, Result::points);
        double possible = Result.sum(results, Result::possible);
        int filled = possible == 0 ? 0 : (int) (BAR * points / possible);
        return line(name, "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]", points(points, possible));
    }

    private String tests() {
        var counts = new EnumMap<State, Long>(State.class);
        results.stream().flatMap(Result::tests).forEach(test -> counts.merge(test.state(), 1L, Long::sum));
        return counts.values().stream().mapToLong(Long::longValue).sum() + " tests: " + String.join(", ",
                counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey()).toList()) + "\n";
    }

    /// The first that is not right yet, and where in it to go on.
    private String next() {
        for (var result : results) {
            if (result.state() != State.RIGHT) {
                String where = result.tests().filter(test -> !test.isRight()).map(Result.Test::where)
                        .filter(Objects::nonNull).findFirst().orElse("");
                return "Next: " + result.exercise() + (where.isEmpty() ? "" : ", " + where) + "\n";
            }
        }
        return "All of it is right.\n";
    }

    /// Long lines are broken between words, and go on as deep as they began. Places in the code stay whole.
    static String wrapped(String text) {
        var wrapped = new StringBuilder();
        for (String line : text.lines().toList()) {
            String indent = " ".repeat(6 + line.length() - line.stripLeading().length());
            int column = 0;
            for (String word : line.strip().split(" ")) {
                if (column > 0 && column + 1 + word.length() > WRAP && !line.contains(".java:")) {
                    wrapped.append("\n");
                    column = 0;
                }
                wrapped.append(column == 0 ? indent : " ").append(word);
                column += (column == 0 ? indent.length() : 1) + word.length();
            }
            wrapped.append("\n");
        }
        return wrapped.toString();
    }

    private static String line(String name, String state, String points) {
        return String.format(Locale.ROOT, "%-20s %-40s %16s%n", name, state, points);
    }

    private static String points(double points, double possible) {
        return number(points) + " of " + number(possible);
    }

    static String number(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    }
}
