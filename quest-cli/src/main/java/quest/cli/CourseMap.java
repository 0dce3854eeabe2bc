package quest.cli;

import java.util.ArrayList;
import java.util.List;
import quest.stage.Scene;

/// The front door: what this course is, its lessons with their scenes and exercises, how far the learner is, and what to
/// type next.
final class CourseMap {

    private static final String INDENT = "     ";
    private static final int LABEL = 7;
    private static final int BAR = 20;

    private final Session session;
    private final Screen screen;

    CourseMap(Session session) {
        this.session = session;
        this.screen = session.screen();
    }

    void draw() {
        screen.line(screen.bold("COROUTINE QUEST"));
        screen.line("Asynchronous programming in Java, learned by building a small multiplayer game.");
        screen.line();
        for (var lesson : Course.LESSONS) {
            draw(lesson);
        }
        screen.line(screen.bold("Next"));
        NextStep.of(session).tell(screen);
        screen.line();
        screen.line(screen.dim("Everything the command can do: " + session.course().call() + " --help"));
    }

    private void draw(Lesson lesson) {
        var scenes = session.scenes().of(lesson);
        var exercises = session.desk().exercises(lesson);
        var title = "  " + lesson.number() + "  " + screen.bold(lesson.title()) + ": " + lesson.motto();
        if (scenes.isEmpty() && exercises.isEmpty()) {
            screen.ends(title, screen.dim("not written yet"));
            screen.line();
            return;
        }
        var standings = exercises.stream().map(session.desk()::standing).toList();
        var earned = standings.stream().mapToDouble(Standing::points).sum();
        var possible = exercises.stream().mapToDouble(Exercise::points).sum();
        screen.ends(title, possible == 0 ? "" : screen.bar(earned, possible, BAR)
                + "%5s of %s".formatted(Screen.points(earned), Screen.points(possible)));
        row("read", List.of(lesson.page()));
        row("watch", scenes.stream().map(this::sceneName).toList());
        row("build", standings.stream().map(this::exerciseName).toList());
        screen.line();
    }

    private String sceneName(Scene scene) {
        var played = session.notebook().hasPlayed(scene.name());
        return (played ? screen.mark(State.RIGHT) : screen.mark(State.NOT_STARTED)) + "\u00a0" + scene.name();
    }

    private String exerciseName(Standing standing) {
        return screen.mark(standing.state()) + "\u00a0" + standing.exercise().name();
    }

    /// A label, then names in columns of equal width, as many as fit. A name's parts are held together by a no-break space.
    private void row(String label, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        var room = Screen.WIDTH - INDENT.length() - LABEL;
        var column = names.stream().mapToInt(Screen::width).max().orElse(0) + 2;
        var perLine = Math.max(1, (room + 2) / column);
        var lines = new ArrayList<String>();
        for (var from = 0; from < names.size(); from += perLine) {
            var line = new StringBuilder();
            for (var name : names.subList(from, Math.min(names.size(), from + perLine))) {
                line.append(name).append(" ".repeat(column - Screen.width(name)));
            }
            lines.add(line.toString().stripTrailing());
        }
        for (var i = 0; i < lines.size(); i++) {
            var before = i == 0 ? label : "";
            screen.line(INDENT + screen.dim(before) + " ".repeat(LABEL - before.length())
                    + lines.get(i).replace('\u00a0', ' '));
        }
    }
}
