package quest.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells a learner how the check of an exercise went.
final class CheckReport {

    private static final int MOST_ERRORS = 3;
    private static final int MOST_OUTPUT_LINES = 15;

    private static final Pattern FOLDER = Pattern.compile("exercises/src/main/java/quest/exercises/lesson\\d\\d/");

    /// Of a stack trace.
    private static final Pattern FRAME = Pattern.compile("\\s*at (?:[\\w.@-]*/)*[\\w.$<>]+\\([^)]*\\).*");

    private final Session session;
    private final Screen screen;

    CheckReport(Session session) {
        this(session, session.screen());
    }

    /// @param screen where to tell it, instead of the session's
    CheckReport(Session session, Screen screen) {
        this.session = session;
        this.screen = screen;
    }

    void tell(CheckOutcome outcome) {
        switch (outcome) {
            case CheckOutcome.NotBegun notBegun -> notBegun(notBegun);
            case CheckOutcome.NotCompiled notCompiled -> notCompiled(notCompiled);
            case CheckOutcome.Tested tested -> tested(tested);
            case CheckOutcome.BrokenOff brokenOff -> brokenOff(brokenOff);
        }
    }

    private void heading(Exercise exercise, double points) {
        screen.ends(screen.bold(exercise.name()),
                "%s of %s points".formatted(Screen.points(points), Screen.points(exercise.points())));
        screen.line(screen.dim(session.course().show(session.desk().file(exercise))));
        screen.line();
    }

    private void notBegun(CheckOutcome.NotBegun outcome) {
        var exercise = outcome.exercise();
        heading(exercise, 0);
        if (outcome.missing()) {
            screen.line("Its file is not there. This puts it back as it was at first:");
            screen.line("  " + session.course().call() + " reset " + exercise.name());
            return;
        }
        screen.line(screen.mark(State.NOT_STARTED)
                + " Not started. Read the story at the top of the file, then begin here:");
        screen.line("  " + session.desk().whereToBegin(exercise));
    }

    private void notCompiled(CheckOutcome.NotCompiled outcome) {
        var exercise = outcome.exercise();
        heading(exercise, 0);
        errors(outcome);
    }

    /// What the compiler says.
    void errors(CheckOutcome.NotCompiled outcome) {
        screen.line(screen.mark(State.DOES_NOT_COMPILE) + " It does not compile, so no test was run.");
        if (outcome.inTests()) {
            screen.paragraph("  ", "The tests use the class as it was given. A class, method or parameter that they "
                    + "need has another name or type now, or is gone:");
        }
        screen.line();
        for (var error : outcome.errors().subList(0, Math.min(MOST_ERRORS, outcome.errors().size()))) {
            error(error);
        }
        var more = outcome.errors().size() - MOST_ERRORS;
        if (more > 0) {
            screen.line("And %d more. Mend the first one first: the others are often its echo.".formatted(more));
        }
    }

    private void error(CompileError error) {
        if (error.file() != null) {
            screen.line(session.course().show(error.file()) + (error.line() > 0 ? ":" + error.line() : ""));
        }
        var indent = error.source().length() - error.source().stripLeading().length();
        if (!error.source().isBlank()) {
            var source = error.source().strip();
            var caret = error.column() - 1 - indent;
            screen.line("    " + source);
            if (caret >= 0 && caret <= source.length()) {
                screen.line("    " + " ".repeat(caret) + screen.red("^"));
            }
        }
        error.message().lines().forEach(line -> screen.paragraph(line.startsWith(" ") ? "      " : "    ", line));
        if (error.message().lines().anyMatch(line -> line.strip().matches("symbol:\\s+class .*"))) {
            screen.line("    Is the name misspelt, or its import missing?");
        }
        screen.line();
    }

    /// A line of a test's message. One that is indented has a shape of its own, which breaking would spoil.
    private void message(String line) {
        if (line.startsWith(" ")) {
            screen.line("  " + FOLDER.matcher(line).replaceAll("")); // it stands above
        } else {
            screen.paragraph("  ", line);
        }
    }

    private void tested(CheckOutcome.Tested outcome) {
        var exercise = outcome.exercise();
        var result = outcome.result();
        heading(exercise, result.points());
        for (var group : result.groups()) {
            screen.ends("  " + screen.bold(group.name()),
                    "%s of %s".formatted(Screen.points(group.points()), Screen.points(group.possible())));
            for (var test : group.tests()) {
                var lines = Screen.wrap(test.title(), screen.width() - 6);
                screen.line("    " + screen.mark(test.state()) + " " + lines.getFirst());
                lines.stream().skip(1).forEach(line -> screen.line("      " + line));
            }
        }
        screen.line();
        var test = result.firstFailing();
        if (test != null) {
            failing(test);
        }
        printed(outcome.output());
        afterwards(exercise, result);
    }

    /// The test to look at, and what it says.
    void failing(ExerciseResult.Test test) {
        var begin = switch (test.state()) {
            case HUNG -> " This one hung: ";
            case WRONG -> " Look at this one: ";
            default -> " Next: ";
        };
        var lines = Screen.wrap(begin.strip() + " " + test.title(), screen.width() - 2);
        screen.line(screen.mark(test.state()) + " " + screen.bold(lines.getFirst()));
        lines.stream().skip(1).forEach(line -> screen.line("  " + screen.bold(line)));
        if (test.message() != null) {
            test.message().strip().lines().map(Screen::harmless)
                    .filter(line -> !FRAME.matcher(line).matches() || line.contains("quest.exercises.lesson"))
                    .forEach(this::message);
        }
        if (test.where() != null && (test.message() == null || !test.message().contains(test.where()))) {
            var where = "  at " + test.where();
            screen.line(Screen.width(where) <= screen.width() ? where : FOLDER.matcher(where).replaceAll(""));
        }
        screen.line();
    }

    private void afterwards(Exercise exercise, ExerciseResult result) {
        var call = session.course().call();
        if (result.state() == State.RIGHT) {
            screen.line(screen.mark(State.RIGHT) + " All tests are right.");
            screen.line("  Another way to write it: " + call + " solution " + exercise.name());
            return;
        }
        screen.line("A hint: " + call + " hint " + exercise.name());
    }

    private void brokenOff(CheckOutcome.BrokenOff outcome) {
        heading(outcome.exercise(), 0);
        why(outcome);
        printed(outcome.output());
        screen.line("A hint: " + session.course().call() + " hint " + outcome.exercise().name());
    }

    void why(CheckOutcome.BrokenOff outcome) {
        var lines = Screen.wrap(outcome.why(), screen.width() - 2);
        screen.line(screen.mark(outcome.state()) + " " + lines.getFirst());
        lines.stream().skip(1).forEach(line -> screen.line("  " + line));
        screen.line();
    }

    /// What the code printed.
    void printed(ForkedJvm.Ended ended) {
        if (ended.output().isBlank()) {
            return;
        }
        var lines = ended.output().stripTrailing().lines().toList();
        screen.line("Your code printed:");
        lines.stream().limit(MOST_OUTPUT_LINES).forEach(line -> screen.line("  | " + Screen.harmless(line)));
        if (lines.size() > MOST_OUTPUT_LINES || ended.cut()) {
            screen.line("  | " + screen.ellipsis() + " and more");
        }
        screen.line();
    }

    /// After several exercises: one line for each.
    void summary(List<CheckOutcome> outcomes) {
        screen.line(screen.bold("Checked"));
        var standings = outcomes.stream().map(outcome -> session.desk().standing(outcome.exercise())).toList();
        for (var standing : standings) {
            screen.line("  %s %-24s%5s of %-4s  %s".formatted(screen.mark(standing.state()), standing.exercise().name(),
                    Screen.points(standing.points()), Screen.points(standing.exercise().points()),
                    standing.state().words()));
        }
        var wrong = outcomes.stream().filter(outcome -> !outcome.isRight())
                .map(outcome -> outcome.exercise().name()).collect(Collectors.joining(", "));
        screen.line();
        screen.paragraph("", wrong.isEmpty() ? "All right." : "Not right yet: " + wrong + ".");
    }
}
