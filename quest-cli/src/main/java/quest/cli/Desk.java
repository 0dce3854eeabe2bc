package quest.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The learner's desk: the exercises there are, and how far each is. Reads files only; nothing is run.
final class Desk {

    private final Course course;
    private final ResultFiles results;
    private List<Exercise> exercises;

    Desk(Course course) {
        this.course = course;
        this.results = new ResultFiles(course);
    }

    Course course() {
        return course;
    }

    ResultFiles results() {
        return results;
    }

    /// All exercises, in the order in which they are meant to be done.
    List<Exercise> exercises() {
        if (exercises == null) {
            exercises = readList();
        }
        return exercises;
    }

    List<Exercise> exercises(Lesson lesson) {
        return exercises().stream().filter(exercise -> exercise.lesson().equals(lesson.key())).toList();
    }

    Path file(Exercise exercise) {
        return course.exerciseSources().resolve(exercise.sourcePath());
    }

    Path stub(Exercise exercise) {
        return course.stubs().resolve(exercise.key() + ".java");
    }

    boolean untouched(Exercise exercise) {
        return Sources.sameText(file(exercise), stub(exercise));
    }

    Standing standing(Exercise exercise) {
        if (!Files.exists(file(exercise)) || untouched(exercise)) {
            return new Standing(exercise, State.NOT_STARTED, 0, null);
        }
        var result = results.newest(exercise, Sources.hash(file(exercise)));
        return result == null
                ? new Standing(exercise, State.UNCHECKED, 0, null)
                : new Standing(exercise, result.state(), result.points(), result);
    }

    /// The exercise that goes by this name: `ReadyQueue`, `ready-queue`, `lesson01/ReadyQueue`, or the path of its
    /// file.
    Exercise named(String asked) {
        var parts = asked.replace('\\', '/').split("/");
        var name = parts[parts.length - 1].replaceFirst("\\.java$", "").replaceFirst("(?<=.)Test$", "");
        var lesson = parts.length > 1 ? parts[parts.length - 2] : null;
        for (var exercise : exercises()) {
            if (Names.same(exercise.name(), name) && (lesson == null || Names.same(exercise.lesson(), lesson))) {
                return exercise;
            }
        }
        var near = Names.near(name, exercises().stream().map(Exercise::name).toList());
        throw QuestException.usage("There is no exercise '" + asked + "'." + Names.didYouMean(near)
                + "\nSee all exercises: " + course.call() + " list");
    }

    /// The exercise that goes by this name, or all of the lesson that does: `lesson01`.
    List<Exercise> allNamed(String asked) {
        for (var lesson : Course.LESSONS) {
            if (Names.same(lesson.key(), asked) && !exercises(lesson).isEmpty()) {
                return exercises(lesson);
            }
        }
        return List.of(named(asked));
    }

    /// The exercise that the learner is at: the first that is begun and not right; failing that, the first that is not
    /// begun; null when all are right.
    Exercise current() {
        Exercise notBegun = null;
        for (var exercise : exercises()) {
            var state = standing(exercise).state();
            if (state == State.NOT_STARTED) {
                notBegun = notBegun == null ? exercise : notBegun;
            } else if (state != State.RIGHT) {
                return exercise;
            }
        }
        return notBegun;
    }

    /// The next exercise in the list that is not right, the first again after the last; null when all others are.
    Exercise after(Exercise exercise) {
        var all = exercises();
        for (var i = 1; i < all.size(); i++) {
            var next = all.get((all.indexOf(exercise) + i) % all.size());
            if (standing(next).state() != State.RIGHT) {
                return next;
            }
        }
        return null;
    }

    /// Where a learner begins: the line of the first `todo`, or the file when there is none left.
    String whereToBegin(Exercise exercise) {
        var lines = Sources.read(file(exercise)).split("\n");
        for (var i = 0; i < lines.length; i++) {
            if (lines[i].strip().startsWith("throw todo(")) {
                return course.show(file(exercise)) + ":" + (i + 1);
            }
        }
        return course.show(file(exercise));
    }

    private List<Exercise> readList() {
        if (!Files.exists(course.exerciseList())) {
            throw QuestException.environment("The list of exercises is missing: " + course.show(course.exerciseList())
                    + "\nIs this a whole checkout of the course? `git status` shows what was deleted.");
        }
        var list = new ArrayList<Exercise>();
        for (var line : Sources.read(course.exerciseList()).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                list.add(parse(line));
            }
        }
        return List.copyOf(list);
    }

    private Exercise parse(String line) {
        var parts = line.strip().split("\\s+");
        try {
            if (parts.length == 3) {
                return new Exercise(parts[0], parts[1], Double.parseDouble(parts[2]));
            }
        } catch (NumberFormatException _) {
            // told below, as every other line that is not an exercise
        }
        throw QuestException.environment("%s has a line that is no exercise: '%s'\nA line is: lesson01 ReadyQueue 1"
                .formatted(course.show(course.exerciseList()), line));
    }
}
