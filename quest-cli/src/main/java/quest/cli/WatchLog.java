package quest.cli;

/// Shows `watch` where there is no terminal to draw on: each verdict once, one below the other.
final class WatchLog implements WatchDisplay {

    private final Session session;
    private final Screen screen;
    private WatchState last;

    WatchLog(Session session) {
        this.session = session;
        this.screen = session.screen();
    }

    void begin() {
        screen.line("Watching the exercises: save one, and it is tested. Letters, each with Enter:");
        screen.line("h hint, n next, l list, o open, r run again, q quit");
    }

    @Override
    public void show(WatchState state) {
        var before = last;
        last = state;
        if (state.note() != null) {
            screen.line();
            state.note().lines().forEach(line -> screen.paragraph("", line));
        } else if (state.chosen() != null) {
            screen.line();
            session.desk().exercises().forEach(exercise -> screen.line("  "
                    + screen.mark(session.desk().standing(exercise).state()) + " " + exercise.name()));
        } else if (state.hint() != null && (before == null || before.hint() != state.hint())) {
            screen.line();
            screen.line("Hint %d of %d".formatted(state.hint().number(), state.hint().all()));
            screen.line();
            Markdown.show(state.hint().hint().text(), screen);
        } else if (state.outcome() != null && (before == null || before.outcome() != state.outcome())) {
            screen.line();
            new CheckReport(session).tell(state.outcome());
        } else if (state.outcome() == null && !state.running()) {
            screen.line();
            NextStep.begin(session, state.exercise()).tell(screen);
        }
    }

    @Override
    public void scroll(int lines) {
        // all is there
    }

    @Override
    public int page() {
        return 0;
    }

    @Override
    public void top() {
        // all is there
    }
}
