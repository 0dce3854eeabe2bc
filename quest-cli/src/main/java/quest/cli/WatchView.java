package quest.cli;

import java.util.List;

/// Draws what `watch` has to show. Used by one thread.
final class WatchView {

    private static final int BAR = 12;
    private static final int SHORT_BAR = 6;

    private final Session session;

    WatchView(Session session) {
        this.session = session;
    }

    Page page(WatchState state, int width) {
        var screen = session.screen();
        var body = screen.drawn(width, canvas -> body(state, canvas));
        var focus = state.chosen() == null ? -1 : WatchList.line(session, state.chosen());
        return new Page(screen.drawn(width, canvas -> header(state, canvas)), body,
                screen.drawn(width, canvas -> footer(state, canvas)), focus);
    }

    private void header(WatchState state, Screen canvas) {
        var exercise = state.exercise();
        var all = session.desk().exercises().stream().filter(it -> it.lesson().equals(exercise.lesson())).toList();
        var place = "  lesson %s, exercise %d of %d".formatted(number(exercise), all.indexOf(exercise) + 1, all.size());
        canvas.ends(canvas.bold(exercise.name()) + canvas.dim(place),
                "%s of %s points".formatted(Screen.points(points(state)), Screen.points(exercise.points())));
        canvas.line(canvas.dim(path(exercise, canvas)));
        canvas.line();
    }

    /// Of its lesson.
    private static String number(Exercise exercise) {
        return exercise.lesson().replaceFirst("lesson0*", "");
    }

    /// As much of its end as fits.
    private String path(Exercise exercise, Screen canvas) {
        var path = session.course().show(session.desk().file(exercise));
        var room = canvas.width() - canvas.ellipsis().length();
        return path.length() <= canvas.width() ? path : canvas.ellipsis() + path.substring(path.length() - room);
    }

    private double points(WatchState state) {
        return switch (state.outcome()) {
            case CheckOutcome.Tested(_, var result, _) -> result.points();
            case null -> session.desk().standing(state.exercise()).points();
            case CheckOutcome.NotBegun _, CheckOutcome.NotCompiled _, CheckOutcome.BrokenOff _ -> 0;
        };
    }

    private void body(WatchState state, Screen canvas) {
        if (state.note() != null) {
            state.note().lines().forEach(line -> canvas.paragraph("", canvas.yellow(line)));
            canvas.line();
        }
        if (state.chosen() != null) {
            WatchList.draw(session, state.chosen(), canvas);
        } else if (state.hint() != null) {
            hint(state, canvas);
        } else if (state.hung() != null) {
            canvas.line(canvas.mark(State.HUNG) + " One test hung, the others still run " + canvas.ellipsis());
            canvas.line();
            new CheckReport(session, canvas).failing(state.hung());
        } else {
            verdict(state, canvas);
        }
    }

    private void verdict(WatchState state, Screen canvas) {
        var report = new CheckReport(session, canvas);
        switch (state.outcome()) {
            case CheckOutcome.Tested tested -> tested(tested, canvas);
            case CheckOutcome.NotCompiled notCompiled -> report.errors(notCompiled);
            case CheckOutcome.BrokenOff brokenOff -> {
                report.why(brokenOff);
                report.printed(brokenOff.output());
            }
            case CheckOutcome.NotBegun(_, var missing) when missing -> {
                canvas.line("Its file is not there. This puts it back as it was at first:");
                canvas.line("  " + session.course().call() + " reset " + state.exercise().name());
                return;
            }
            case CheckOutcome.NotBegun _ -> begin(state, canvas);
            case null -> begin(state, canvas);
        }
        if (state.outcome() == null || !state.outcome().isRight()) {
            task(state.exercise(), canvas);
        }
    }

    private void begin(WatchState state, Screen canvas) {
        if (state.running()) {
            canvas.line(canvas.mark(State.UNCHECKED) + " Testing what you have " + canvas.ellipsis());
        } else {
            var lines = Screen.wrap("Write your code where it says todo, and save: it is tested at once.",
                    canvas.width() - 2);
            canvas.line(canvas.mark(State.NOT_STARTED) + " " + lines.getFirst());
            lines.stream().skip(1).forEach(line -> canvas.line("  " + line));
            canvas.line("  Begin at " + lineOf(state.exercise()) + ".  " + canvas.dim("o opens it."));
        }
        canvas.line();
    }

    /// The path stands in the header.
    private String lineOf(Exercise exercise) {
        var where = session.desk().whereToBegin(exercise);
        var line = where.substring(where.lastIndexOf('/') + 1);
        return line.contains(":") ? "line " + line.substring(line.indexOf(':') + 1) : line;
    }

    private void task(Exercise exercise, Screen canvas) {
        var story = Story.read(session.desk().stub(exercise));
        canvas.line(canvas.bold("Your task"));
        Story.show(story, canvas);
    }

    private void tested(CheckOutcome.Tested outcome, Screen canvas) {
        var report = new CheckReport(session, canvas);
        var result = outcome.result();
        if (result.state() == State.RIGHT) {
            right(outcome, canvas);
        } else {
            var longest = result.groups().stream().mapToInt(group -> group.name().length()).max().orElse(0);
            for (var group : result.groups()) {
                var marks = new StringBuilder();
                group.tests().forEach(test -> marks.append(canvas.mark(test.state())));
                var points = "%s of %s".formatted(Screen.points(group.points()), Screen.points(group.possible()));
                var name = ("%-" + longest + "s").formatted(group.name());
                canvas.ends(Columns.cut(name, canvas.width() - Screen.width(marks.toString()) - 14) + "  " + marks,
                        points);
            }
            canvas.line();
            var test = result.firstFailing();
            if (test != null) {
                report.failing(test);
            }
        }
        report.printed(outcome.output());
    }

    private void right(CheckOutcome.Tested outcome, Screen canvas) {
        var exercise = outcome.exercise();
        var points = Screen.points(exercise.points());
        var tests = outcome.result().tests().count();
        canvas.line(canvas.mark(State.RIGHT) + " "
                + canvas.bold(tests == 1 ? "Right: its test passes." : "Right: all " + tests + " tests pass.")
                + " %s %s. Well done.".formatted(points, points.equals("1") ? "point" : "points"));
        canvas.line();
        lessonDone(exercise, canvas);
        canvas.line("The solution is open to you now, to compare it with yours:");
        canvas.line("  " + canvas.bold(session.course().call() + " solution " + exercise.name()));
        canvas.line();
        var next = session.desk().after(exercise);
        if (next == null) {
            canvas.line("That was the last one: all exercises of the course are right.");
        } else {
            canvas.line("Next: " + canvas.bold(next.name()) + ". Press n, or save its file:");
            canvas.line("  " + path(next, canvas));
        }
        canvas.line();
    }

    private void lessonDone(Exercise exercise, Screen canvas) {
        for (var lesson : Course.LESSONS) {
            if (lesson.key().equals(exercise.lesson()) && session.desk().exercises(lesson).stream()
                    .allMatch(other -> session.desk().standing(other).state() == State.RIGHT)) {
                canvas.line("Lesson %d, %s, is complete.".formatted(lesson.number(), lesson.title().toLowerCase()));
                canvas.line();
            }
        }
    }

    private void hint(WatchState state, Screen canvas) {
        var shown = state.hint();
        canvas.line(canvas.bold("Hint %d of %d".formatted(shown.number(), shown.all())));
        var result = shown.standing().result();
        if (result != null && result.firstFailing() != null) {
            canvas.paragraph("", "For the test: " + result.firstFailing().title());
        }
        canvas.line();
        Markdown.show(shown.hint().text(), canvas);
        canvas.line();
        if (shown.isLast()) {
            canvas.line(canvas.dim("That was the last hint. The solution, if you must:"));
            canvas.line(canvas.dim("  %s solution %s --peek".formatted(session.course().call(),
                    state.exercise().name())));
        } else {
            canvas.line(canvas.dim("h shows the next hint, Enter goes back."));
        }
    }

    private void footer(WatchState state, Screen canvas) {
        canvas.rule();
        var lesson = session.desk().exercises().stream()
                .filter(exercise -> exercise.lesson().equals(state.exercise().lesson())).toList();
        canvas.line(bar("lesson " + number(state.exercise()), lesson, canvas)
                + "   " + bar("course", session.desk().exercises(), canvas)
                + (state.running() ? "   " + canvas.yellow("testing " + canvas.ellipsis()) : ""));
        canvas.line(keys(canvas));
    }

    private String bar(String what, List<Exercise> exercises, Screen canvas) {
        var earned = exercises.stream().mapToDouble(exercise -> session.desk().standing(exercise).points()).sum();
        var possible = exercises.stream().mapToDouble(Exercise::points).sum();
        var bar = canvas.bar(earned, possible, canvas.width() < Screen.WIDTH ? SHORT_BAR : BAR);
        return "%s %s %s of %s".formatted(what, bar, Screen.points(earned), Screen.points(possible));
    }

    private static String keys(Screen canvas) {
        var keys = new StringBuilder();
        for (var key : List.of("h hint", "n next", "l list", "o open", "r run again", "q quit")) {
            keys.append(keys.isEmpty() ? "" : "   ").append(canvas.bold(key.substring(0, 1)))
                    .append(key.substring(1));
        }
        return keys.toString();
    }
}
