package quest.stage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import quest.stage.Scene;
import quest.stage.SceneOutput;

/// The page of a lesson, and what is wrong with it: so that what a reader is told is what the course does.
///
/// What the page quotes, it says in an HTML comment on the line before the fence:
///
/// | comment | the fence holds |
/// |---|---|
/// | `<!-- source: src/main/java/… -->` | lines of that file, its path counted from the page |
/// | `<!-- not from the source -->` | Java that stands nowhere else; a `java` fence needs one of these two |
/// | `<!-- output: two-heroes -->` | lines that this scene prints in virtual time; its arguments may follow |
/// | `<!-- output in real time: familiar -->` | lines of one run, where clock or system have a say: not compared |
///
/// In a fence, a line that is just `…` or `// …` stands for what was left out.
///
/// It is not among the tests because those of later lessons use it too, and it needs no test framework: every check
/// returns a list of complaints, each with the line of the page, empty when all is well.
public final class LessonPage {

    private static final Pattern COMMENT = Pattern.compile("\\s*<!--(.*?)-->\\s*");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern RUN = Pattern.compile("quest run ([a-z][\\w-]*)");
    private static final Pattern EXERCISE =
            Pattern.compile("quest (?:check|hint|solution|reset|watch) ([A-Z]\\w*[a-z]\\w*)");

    private final Path file;
    private final List<String> lines;
    private final List<Fence> fences = new ArrayList<>();
    private final List<Integer> linesOfProse = new ArrayList<>();   // counted from 0
    private final List<Scene> scenes;

    private LessonPage(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
        this.scenes = ServiceLoader.load(Scene.class).stream().map(ServiceLoader.Provider::get).toList();
        parse();
    }

    /// @param file the page, in a lesson's folder of the course
    public static LessonPage read(Path file) {
        return new LessonPage(file, linesOf(file));
    }

    /// Java that does not stand in the file it came from, or does not say where it came from.
    public List<String> wrongSnippets() {
        var complaints = new ArrayList<String>();
        for (var fence : fences) {
            var note = fence.note();
            if (note.startsWith("source:")) {
                var source = resolve(note.substring("source:".length()).strip());
                if (Files.isRegularFile(source)) {
                    fence.quotation().differences(source.getFileName().toString(), linesOf(source))
                            .forEach(difference -> complaints.add(at(difference)));
                } else {
                    complaints.add(at(fence.line() - 1, "there is no file " + source.normalize()));
                }
            } else if (fence.language().equals("java") && !note.equals("not from the source")) {
                complaints.add(at(fence.line(), "Java needs, on the line before it, <!-- source: PATH --> "
                        + "or <!-- not from the source -->"));
            }
        }
        return complaints;
    }

    /// Output that no scene prints. Plays the scenes, in virtual time.
    public List<String> wrongOutputs() {
        var complaints = new ArrayList<String>();
        for (var fence : fences) {
            if (!fence.note().matches("output( in real time)?: .+")) {
                continue;
            }
            var words = List.of(fence.note().substring(fence.note().indexOf(':') + 1).strip().split(" +"));
            var scene = scenes.stream().filter(known -> known.name().equals(words.getFirst())).toList();
            if (scene.isEmpty()) {
                complaints.add(at(fence.line() - 1, "there is no scene " + words.getFirst()));
            } else if (fence.note().startsWith("output:")) {
                compare(fence, scene.getFirst(), words.subList(1, words.size()), complaints);
            }
        }
        return complaints;
    }

    private void compare(Fence fence, Scene scene, List<String> arguments, List<String> complaints) {
        try {
            fence.quotation().differences("the output of " + scene.name(), SceneOutput.inVirtualTime(scene, arguments))
                    .forEach(difference -> complaints.add(at(difference)));
        } catch (IllegalArgumentException e) {
            complaints.add(at(fence.line() - 1, "%s cannot be played: %s".formatted(scene.name(), e.getMessage())));
        }
    }

    /// Links that lead to no file, or to no heading of one.
    public List<String> brokenLinks() {
        var complaints = new ArrayList<String>();
        for (int i : linesOfProse) {
            LINK.matcher(CODE.matcher(lines.get(i)).replaceAll("")).results().map(link -> link.group(1))
                    .filter(target -> !leadsTo(target))
                    .forEach(target -> complaints.add(at(i + 1, "the link " + target + " leads nowhere")));
        }
        return complaints;
    }

    /// Scenes and exercises that a `./quest` command names and that do not exist.
    public List<String> unknownNames() {
        var known = Stream.concat(scenes.stream().map(Scene::name), exercises().stream()).toList();
        var complaints = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            namesIn(lines.get(i)).filter(name -> !known.contains(name))
                    .forEach(name -> complaints.add(at(line, "there is no scene or exercise " + name)));
        }
        return complaints;
    }

    /// Scenes and exercises of the lesson for which the page has no `./quest` command.
    public List<String> missingNames(int lesson) {
        var named = lines.stream().flatMap(LessonPage::namesIn).toList();
        return Stream.concat(
                        scenes.stream().filter(scene -> scene.lesson() == lesson).map(Scene::name),
                        exercises("lesson%02d".formatted(lesson)).stream())
                .filter(name -> !named.contains(name))
                .map(name -> file.getFileName() + " does not say how to run " + name)
                .toList();
    }

    private static Stream<String> namesIn(String line) {
        return Stream.of(RUN, EXERCISE).flatMap(names -> names.matcher(line).results()).map(name -> name.group(1));
    }

    private List<String> exercises() {
        return exercises("lesson");
    }

    /// The names in the course's list whose line begins like this.
    private List<String> exercises(String lesson) {
        var list = resolve("../exercises/exercises.txt");
        return linesOf(list).stream().filter(line -> line.startsWith(lesson)).map(line -> line.split(" +")[1]).toList();
    }

    // ---- links ----

    private boolean leadsTo(String target) {
        if (target.matches("[a-z]+:.*")) {
            return true; // out of the course
        }
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var linked = path.isEmpty() ? file : resolve(path);
        return Files.exists(linked) && (hash < 0 || headings(linked).contains(target.substring(hash + 1)));
    }

    /// The names that GitHub gives to the headings of a page: small letters, hyphens for spaces, no punctuation.
    private static List<String> headings(Path page) {
        return linesOf(page).stream().filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ +", "").strip().toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    // ---- reading ----

    private void parse() {
        int opening = -1;   // of the fence that this line is in; -1: in none
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (opening >= 0) {
                if (line.equals("```")) {
                    fences.add(fence(opening, i));
                    opening = -1;
                }
            } else if (line.startsWith("```")) {
                opening = i;
            } else {
                linesOfProse.add(i);
            }
        }
        if (opening >= 0) {
            throw new IllegalArgumentException(at(opening + 1, "this fence is never closed"));
        }
    }

    private Fence fence(int opening, int closing) {
        return new Fence(opening + 1, lines.get(opening).strip().substring(3), noteBefore(opening),
                lines.subList(opening + 1, closing));
    }

    private String noteBefore(int fence) {
        var comment = COMMENT.matcher(fence == 0 ? "" : lines.get(fence - 1));
        return comment.matches() ? comment.group(1).strip() : "";
    }

    private Path resolve(String relative) {
        return file.toAbsolutePath().resolveSibling(relative);
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String at(int line, String complaint) {
        return at("%d: %s".formatted(line, complaint));
    }

    private String at(String lineAndComplaint) {
        return file.getFileName() + ":" + lineAndComplaint;
    }
}
