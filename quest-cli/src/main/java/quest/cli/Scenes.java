package quest.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import quest.stage.Scene;

/// All scenes of the course, in the order in which the lessons tell them.
final class Scenes {

    private final List<Scene> all;

    /// The order among the scenes of one lesson is that of `scenes`.
    Scenes(List<Scene> scenes) {
        var sorted = new ArrayList<>(scenes);
        sorted.sort(Comparator.comparingInt(Scene::lesson));
        this.all = List.copyOf(sorted);
    }

    /// The scenes that the lessons on the class path offer.
    static Scenes ofTheCourse() {
        return new Scenes(ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get).toList());
    }

    List<Scene> all() {
        return all;
    }

    List<Scene> of(Lesson lesson) {
        return all.stream().filter(scene -> scene.lesson() == lesson.number()).toList();
    }

    /// The scene that goes by this name: `two-heroes`, `TwoHeroes`, or `lesson01/two-heroes`.
    Scene named(String asked, Course course) {
        var parts = asked.replace('\\', '/').split("/");
        var name = parts[parts.length - 1].replaceFirst("\\.java$", "");
        for (var scene : all) {
            if (Names.same(scene.name(), name)) {
                return scene;
            }
        }
        var near = Names.near(name, all.stream().map(Scene::name).toList());
        throw QuestException.usage("There is no scene '" + asked + "'." + Names.didYouMean(near)
                + "\nSee all scenes: " + course.call() + " scenes");
    }
}
