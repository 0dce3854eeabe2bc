package quest.cli;

import java.util.List;
import quest.stage.Scene;

/// The front door: what this course is, its lessons with their scenes and exercises, how far the learner is, and what
/// to type next.
final class CourseMap {

    private static final String INDENT = "     ";
    private static final int LABEL = 7;
    private static final String GAP = "   ";
    private static final int BAR = 20;

    private final Session session;
    private final Screen screen;

    CourseMap(Session session) {
        this.session = session;
        this.screen = session.screen();
    }

    void draw() {
        var next = NextStep.of(session);
        screen.line(screen.bold("COROUTINE QUEST"));
        screen.line("Asynchronous programming in Java, learned by building a small multiplayer game.");
        screen.line();
        for (var lesson : Course.LESSONS) {
            draw(lesson, next.lesson() == lesson.number());
        }
        screen.line();
        screen.line(screen.bold("Next"));
        next.tell(screen);
        screen.line();
        legend();
    }

    private void legend() {
        var call = session.course().call();
        screen.line(screen.mark(State.RIGHT) + screen.dim(" done   ")
                + screen.mark(State.STARTED) + screen.dim(" begun   ")
                + screen.mark(State.WRONG) + screen.dim(" not right yet   ")
                + screen.mark(State.NOT_STARTED) + screen.dim(" not begun"));
        screen.line(screen.dim("Watch a scene: " + call + " run NAME    Check an exercise: " + call + " check NAME"));
        screen.line(screen.dim("Everything else: " + call + " --help"));
    }

    /// The lesson that the learner is at is drawn with all that is in it, the others in a line or two.
    private void draw(Lesson lesson, boolean current) {
        var scenes = session.scenes().of(lesson);
        var standings = session.desk().exercises(lesson).stream().map(session.desk()::standing).toList();
        var title = "  " + lesson.number() + "  " + screen.bold(lesson.title()) + ": " + lesson.motto();
        if (scenes.isEmpty() && standings.isEmpty()) {
            screen.ends(title, screen.dim("not written yet"));
            return;
        }
        var earned = standings.stream().mapToDouble(Standing::points).sum();
        var possible = standings.stream().mapToDouble(standing -> standing.exercise().points()).sum();
        screen.ends(title, possible == 0 ? "" : screen.bar(earned, possible, BAR)
                + "%5s of %s".formatted(Screen.points(earned), Screen.points(possible)));
        if (current) {
            row("read", List.of(lesson.page()));
            row("watch", scenes.stream().map(this::sceneName).toList());
            row("build", standings.stream().map(this::exerciseName).toList());
            screen.line();
        } else {
            screen.line(INDENT
                    + screen.dim("%d scenes to watch, %d exercises".formatted(scenes.size(), standings.size())));
        }
    }

    private String sceneName(Scene scene) {
        var played = session.notebook().hasPlayed(scene.name());
        return screen.mark(played ? State.RIGHT : State.NOT_STARTED) + " " + scene.name();
    }

    private String exerciseName(Standing standing) {
        return screen.mark(standing.state()) + " " + standing.exercise().name();
    }

    /// A label, then the names, as many to a line as fit.
    private void row(String label, List<String> names) {
        var room = Screen.WIDTH - INDENT.length() - LABEL;
        var before = INDENT + screen.dim(label) + " ".repeat(LABEL - label.length());
        var line = new StringBuilder();
        for (var name : names) {
            if (!line.isEmpty() && Screen.width(line.toString()) + GAP.length() + Screen.width(name) > room) {
                screen.line(before + line);
                before = INDENT + " ".repeat(LABEL);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : GAP).append(name);
        }
        if (!line.isEmpty()) {
            screen.line(before + line);
        }
    }
}
