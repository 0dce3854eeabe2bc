package quest.cli;

import java.util.ArrayList;
import java.util.List;
import quest.stage.Scene;
import quest.stage.Stage;

/// A scene that is over at once and remembers with which arguments it was played.
final class TestScene implements Scene {

    final List<List<String>> played = new ArrayList<>();
    private final int lesson;
    private final String name;

    TestScene(int lesson, String name) {
        this.lesson = lesson;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "A scene about " + name + " that takes rather more words for its title than go on one line";
    }

    @Override
    public String remark() {
        return "Nothing happened.";
    }

    @Override
    public String usage() {
        return "[--seed N]";
    }

    @Override
    public void play(Stage stage) {
        played.add(stage.arguments());
    }

    @Override
    public int lesson() {
        return lesson;
    }
}
