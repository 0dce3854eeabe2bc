package quest.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The gradebook for a terminal: one submission in full, or a table of many.
final class GradebookText {

    private static final int SHOWN_TESTS = 3;
    /// How the kit begins what it says of tests that it gave up before they ran.
    private static final String NOT_RUN = "not run";
    private static final int NAME = 30;
    private static final int BAR = 20;

    private final Gradebook book;
    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    GradebookText(Gradebook book, Screen screen) {
        this.book = book;
        this.screen = screen;
    }

    String text() {
        if (book.grades().size() == 1) {
            return full(book.grades().getFirst());
        }
        table();
        return ended();
    }

    /// What the author reads.
    String full(Grade grade) {
        ends(screen.bold(cut(grade.submission(), NAME + BAR)), outOf(grade.points(), grade.possible()) + " points");
        grade.remarks().forEach(remark -> paragraph("  ! ", "    ", remark));
        for (var lesson : book.lessons()) {
            var exercises = grade.exercises().stream().filter(it -> it.lesson().equals(lesson)).toList();
            lines.add("");
            ends(screen.bold(lesson), outOf(Grade.sum(exercises, Grade.OfExercise::points),
                    Grade.sum(exercises, Grade.OfExercise::possible)));
            exercises.forEach(this::line);
        }
        var toTell = grade.exercises().stream().filter(exercise -> !exercise.isRight()
                && exercise.standing() != Grade.Standing.NOT_STARTED
                && exercise.standing() != Grade.Standing.NOT_HANDED_IN).toList();
        if (!toTell.isEmpty()) {
            lines.add("");
            lines.add(screen.bold("What is not right, and why"));
            toTell.forEach(this::details);
        }
        return ended();
    }

    private void line(Grade.OfExercise exercise) {
        var tests = exercise.tests().toList();
        var right = tests.stream().filter(test -> test.standing() == Grade.Standing.RIGHT).count();
        var words = exercise.standing().words() + (right > 0 && right < tests.size()
                ? ", %d of %d tests right".formatted(right, tests.size()) : "");
        ends("  %s %-20s %s".formatted(mark(exercise.standing()), exercise.exercise(), words),
                outOf(exercise.points(), exercise.possible()));
    }

    private void details(Grade.OfExercise exercise) {
        lines.add("");
        ends(screen.bold(exercise.exercise()), outOf(exercise.points(), exercise.possible()));
        if (exercise.why() != null) {
            message(exercise.why(), "  ");
        }
        var told = new HashSet<String>();
        var more = 0;
        for (var group : exercise.groups()) {
            for (var test : group.tests()) {
                if (test.message() == null || test.standing() == Grade.Standing.RIGHT) {
                    continue;
                }
                if (told.size() == SHOWN_TESTS || test.message().startsWith(NOT_RUN) || !told.add(test.message())) {
                    more++;
                    continue;
                }
                paragraph("  " + mark(test.standing()) + " ", "    ",
                        (group.hidden() ? "(hidden) " : "") + group.name() + ": " + test.title());
                message(test.message(), "    ");
                if (test.where() != null) {
                    lines.add("    at " + test.where());
                }
            }
        }
        if (more > 0) {
            lines.add("  And %d more like these.".formatted(more));
        }
    }

    /// Lines that are indented have a shape of their own, which breaking would spoil.
    private void message(String message, String indent) {
        for (var line : Plain.text(message).strip().lines().toList()) {
            if (line.startsWith(" ")) {
                lines.add(indent + line);
            } else {
                paragraph(indent, indent, line);
            }
        }
    }

    private void table() {
        var possible = book.grades().stream().mapToDouble(Grade::possible).max().orElse(0);
        ends(screen.bold("%-" + NAME + "s").formatted("Submission"), "points of " + Screen.points(possible));
        lines.add("-".repeat(Screen.WIDTH));
        for (var grade : book.grades()) {
            var troubles = grade.exercises().stream().filter(exercise -> isTrouble(exercise.standing())).count();
            var name = cut(grade.submission(), NAME);
            var row = name + " ".repeat(Math.max(0, NAME - Screen.width(name))) + " "
                    + screen.bar(grade.points(), grade.possible(), BAR)
                    + (troubles > 0 ? "  " + screen.red(troubles + " broken") : "")
                    + (grade.remarks().isEmpty() ? "" : "  " + screen.yellow("!"));
            ends(row, Screen.points(grade.points()));
        }
        lines.add("-".repeat(Screen.WIDTH));
        var points = book.grades().stream().mapToDouble(Grade::points).sorted().toArray();
        ends("%d submissions; the middle one has".formatted(points.length),
                Screen.points(points[(points.length - 1) / 2]));
        var full = book.grades().stream().filter(Grade::isAllRight).count();
        ends("all of it right", "%d".formatted(full));
        var remarked = book.grades().stream().filter(grade -> !grade.remarks().isEmpty()).toList();
        if (!remarked.isEmpty()) {
            lines.add("");
            for (var grade : remarked) {
                paragraph("! ", "  ", cut(grade.submission(), NAME) + ": " + grade.remarks().getFirst()
                        + (grade.remarks().size() > 1 ? " (and %d more)".formatted(grade.remarks().size() - 1) : ""));
            }
        }
    }

    /// Whether nothing of the exercise could be tested to its end.
    private static boolean isTrouble(Grade.Standing standing) {
        return switch (standing) {
            case DOES_NOT_COMPILE, ENDED_EARLY, REFUSED, HUNG -> true;
            case RIGHT, WRONG, BEGUN, NOT_STARTED, NOT_HANDED_IN -> false;
        };
    }

    private String mark(Grade.Standing standing) {
        return screen.mark(switch (standing) {
            case RIGHT -> State.RIGHT;
            case WRONG, ENDED_EARLY, REFUSED -> State.WRONG;
            case HUNG -> State.HUNG;
            case DOES_NOT_COMPILE -> State.DOES_NOT_COMPILE;
            case BEGUN -> State.STARTED;
            case NOT_STARTED, NOT_HANDED_IN -> State.NOT_STARTED;
        });
    }

    private void paragraph(String first, String rest, String text) {
        var wrapped = Screen.wrap(Plain.text(text), Screen.WIDTH - Screen.width(rest));
        for (var i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? first : rest) + wrapped.get(i));
        }
    }

    private void ends(String left, String right) {
        lines.add(left + " ".repeat(Math.max(1, Screen.WIDTH - Screen.width(left) - Screen.width(right))) + right);
    }

    private static String outOf(double points, double possible) {
        return Screen.points(points) + " of " + Screen.points(possible);
    }

    private String cut(String name, int width) {
        var plain = Plain.line(name);
        return plain.length() <= width ? plain : plain.substring(0, width - 3) + "...";
    }

    private String ended() {
        var text = String.join("\n", lines) + "\n";
        lines.clear();
        return text;
    }
}
