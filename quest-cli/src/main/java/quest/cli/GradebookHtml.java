package quest.cli;

/// The gradebook as one page: a table of all, and below it each submission in full. The page needs nothing from
/// elsewhere, holds no script and allows none, and everything that comes from a submission is escaped.
final class GradebookHtml {

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: light-dark(#d0d4da, #3a4048);
              --soft: light-dark(#f4f5f7, #1d2126); --dim: light-dark(#5b6470, #9aa4b1);
              --good: light-dark(#17703b, #63d08e); --bad: light-dark(#b3261e, #ff8f86);
              --half: light-dark(#8a5a00, #f0c060); }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
              background: light-dark(#fff, #14171a); color: light-dark(#1a1d21, #e6e9ed); }
            h1 { font-size: 1.5rem; }
            h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
            a { color: inherit; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
            th.n, td.n { text-align: right; white-space: nowrap; }
            thead th { position: sticky; top: 0; background: var(--soft); }
            td.name { max-width: 22rem; overflow-wrap: anywhere; }
            meter { width: 8rem; }
            .right { color: var(--good); } .wrong { color: var(--bad); } .part { color: var(--half); }
            .dim { color: var(--dim); }
            .remark { background: var(--soft); border-left: 3px solid var(--half); padding: .4rem .8rem;
              margin: .4rem 0; overflow-wrap: anywhere; }
            details { border-bottom: 1px solid var(--line); padding: .25rem 0; }
            summary { cursor: pointer; display: grid; grid-template-columns: 1rem 14rem 1fr auto; gap: .6rem; }
            summary::before { content: '+'; color: var(--dim); } details[open] > summary::before { content: '-'; }
            summary.none { cursor: default; } summary.none::before { content: ''; }
            summary::-webkit-details-marker { display: none; } summary { list-style: none; }
            .inside { padding: .3rem 0 .8rem 1.6rem; }
            .group { margin: .6rem 0 .2rem; font-weight: 600; display: flex; justify-content: space-between; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6rem .8rem;
              margin: .3rem 0 .6rem 1.2rem; font: 13px/1.45 ui-monospace, monospace; }
            @media (max-width: 40rem) { summary { grid-template-columns: 1rem 1fr auto; }
              summary .what { display: none; } meter { display: none; } }
            @media print { details > .inside { display: block; } }
            """;

    private final Gradebook book;
    private final StringBuilder html = new StringBuilder();

    private GradebookHtml(Gradebook book) {
        this.book = book;
    }

    static String of(Gradebook book) {
        return new GradebookHtml(book).page();
    }

    private String page() {
        html.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>Gradebook</title>
                <style>
                """).append(STYLE).append("</style>\n</head>\n<body>\n<h1>Gradebook</h1>\n");
        table();
        for (var i = 0; i < book.grades().size(); i++) {
            submission(book.grades().get(i), i);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private void table() {
        html.append("<div class=\"scroll\"><table>\n<thead><tr><th>Submission</th><th></th>");
        book.lessons().forEach(lesson -> html.append("<th class=\"n\">").append(text(lesson)).append("</th>"));
        html.append("<th class=\"n\">points</th><th class=\"n\">of</th><th></th></tr></thead>\n<tbody>\n");
        for (var i = 0; i < book.grades().size(); i++) {
            var grade = book.grades().get(i);
            html.append("<tr><td class=\"name\"><a href=\"#s%d\">%s</a></td>".formatted(i, text(grade.submission())))
                    .append("<td><meter max=\"%s\" value=\"%s\">%s</meter></td>".formatted(grade.possible(),
                            grade.points(), points(grade.points())));
            book.lessons().forEach(lesson -> html.append("<td class=\"n\">")
                    .append(points(Gradebook.points(grade, lesson))).append("</td>"));
            html.append("<td class=\"n\"><b>").append(points(grade.points())).append("</b></td><td class=\"n dim\">")
                    .append(points(grade.possible())).append("</td><td class=\"part\">")
                    .append(grade.remarks().isEmpty() ? "" : "see remarks").append("</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private void submission(Grade grade, int number) {
        html.append("<section>\n<h2 id=\"s%d\">%s <span class=\"dim\">%s of %s</span></h2>\n".formatted(number,
                text(grade.submission()), points(grade.points()), points(grade.possible())));
        grade.remarks().forEach(remark -> html.append("<p class=\"remark\">").append(text(remark)).append("</p>\n"));
        grade.exercises().forEach(this::exercise);
        html.append("</section>\n");
    }

    private void exercise(Grade.OfExercise exercise) {
        var tell = exercise.why() != null || exercise.tests().anyMatch(test -> test.message() != null);
        html.append("<details><summary").append(tell || exercise.points() > 0 ? "" : " class=\"none\"")
                .append("><span>").append(text(exercise.exercise())).append("</span><span class=\"what ")
                .append(style(exercise)).append("\">").append(text(exercise.standing().words()))
                .append("</span><span>").append(points(exercise.points())).append(" <span class=\"dim\">of ")
                .append(points(exercise.possible())).append("</span></span></summary><div class=\"inside\">\n");
        if (exercise.why() != null) {
            pre(exercise.why());
        }
        exercise.groups().forEach(group -> group(group, exercise.why() == null));
        html.append("</div></details>\n");
    }

    private void group(Grade.OfGroup group, boolean ran) {
        html.append("<div class=\"group\"><span>").append(text(group.name()))
                .append(group.hidden() ? " <span class=\"dim\">(hidden)</span>" : "").append("</span><span>")
                .append(points(group.points())).append(" <span class=\"dim\">of ").append(points(group.possible()))
                .append("</span></span></div>\n");
        // The page of a class of 200 would be ten times as long with the titles of all tests that are right.
        if (!ran || group.tests().stream().allMatch(test -> test.standing() == Grade.Standing.RIGHT
                || test.standing() == Grade.Standing.NOT_HANDED_IN)) {
            return;
        }
        for (var test : group.tests()) {
            html.append("<div><span class=\"").append(style(test.standing())).append("\">")
                    .append(text(test.standing().words())).append("</span> ").append(text(test.title()))
                    .append("</div>\n");
            if (test.message() != null && test.standing() != Grade.Standing.RIGHT) {
                pre(test.message() + (test.where() == null ? "" : "\nat " + test.where()));
            }
        }
    }

    private void pre(String text) {
        // Not by text(): in <pre>, a line's end is best left as it is.
        html.append("<pre>").append(Markup.escaped(Plain.text(text)).replace("&#10;", "\n")).append("</pre>\n");
    }

    private static String style(Grade.OfExercise exercise) {
        return exercise.points() > 0 && !exercise.isRight() ? "part" : style(exercise.standing());
    }

    private static String style(Grade.Standing standing) {
        return switch (standing) {
            case RIGHT -> "right";
            case WRONG, HUNG, DOES_NOT_COMPILE, ENDED_EARLY, REFUSED -> "wrong";
            case BEGUN -> "part";
            case NOT_STARTED, NOT_HANDED_IN -> "dim";
        };
    }

    private static String text(String text) {
        return Markup.escaped(Plain.line(text));
    }

    private static String points(double points) {
        return Screen.points(points);
    }
}
