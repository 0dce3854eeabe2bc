package quest.cli;

import java.util.List;

/// The grades of all submissions, in the order of their names, and what they are out of.
record Gradebook(List<Exercise> exercises, List<Grade> grades) {

    /// A form in which it is written.
    enum Format {
        TEXT("gradebook.txt"),
        CSV("gradebook.csv"),
        JSON("gradebook.json"),
        JUNIT("junit.xml"),
        HTML("gradebook.html");

        private final String file;

        Format(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    List<String> lessons() {
        return exercises.stream().map(Exercise::lesson).distinct().toList();
    }

    /// The points of a lesson in a grade.
    static double points(Grade grade, String lesson) {
        return Grade.sum(grade.exercises().stream().filter(exercise -> exercise.lesson().equals(lesson)).toList(),
                Grade.OfExercise::points);
    }

    /// @param screen decides about colours and marks for [Format#TEXT]
    String as(Format format, Screen screen) {
        return switch (format) {
            case TEXT -> new GradebookText(this, screen).text();
            case CSV -> GradebookCsv.of(this);
            case JSON -> GradebookJson.of(this);
            case JUNIT -> GradebookJunit.of(this);
            case HTML -> GradebookHtml.of(this);
        };
    }
}
