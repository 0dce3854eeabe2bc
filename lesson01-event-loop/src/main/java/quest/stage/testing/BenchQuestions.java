package quest.stage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a lesson asks its readers before something is measured, in `bench-questions.json`, and what is wrong with it.
/// Every check returns a list of complaints, empty when all is well.
///
/// The file is a list of objects with the texts `benchmark` (`Class.method`), `question` and `unit`, and perhaps an
/// object `params` of texts. Lesson 1 has no library that reads JSON, and this is no reader of all of JSON: a text with
/// a backslash, which could hide a quotation mark, is refused.
public final class BenchQuestions {

    private static final Pattern TEXT = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern PARAMS = Pattern.compile("\"params\"\\s*:\\s*\\{([^{}]*)}");
    private static final Pattern OBJECT = Pattern.compile("\\{(?:\"[^\"]*\"|[^{}\"]|\\{[^{}]*})*}");

    private record Question(String benchmark, Map<String, String> params, String question) {
    }

    private final List<Question> questions;

    private BenchQuestions(List<Question> questions) {
        this.questions = questions;
    }

    /// @throws IllegalArgumentException if it is not such a file
    public static BenchQuestions read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BenchQuestions parse(String json) {
        if (json.contains("\\")) {
            throw new IllegalArgumentException("a backslash is not understood here");
        }
        var questions = new ArrayList<Question>();
        var objects = OBJECT.matcher(json);
        while (objects.find()) {
            questions.add(question(objects.group()));
        }
        if (!OBJECT.matcher(json).replaceAll("").strip().matches("\\[[\\s,]*]")) {
            throw new IllegalArgumentException("expected a list of objects: " + json);
        }
        return new BenchQuestions(questions);
    }

    private static Question question(String object) {
        var params = new HashMap<String, String>();
        PARAMS.matcher(object).results().forEach(found -> params.putAll(texts(found.group(1))));
        var texts = texts(PARAMS.matcher(object).replaceAll(""));
        for (var needed : List.of("benchmark", "question", "unit")) {
            if (texts.getOrDefault(needed, "").isBlank()) {
                throw new IllegalArgumentException("expected a text '%s' in %s".formatted(needed, object));
            }
        }
        return new Question(texts.get("benchmark"), params, texts.get("question"));
    }

    private static Map<String, String> texts(String json) {
        var texts = new HashMap<String, String>();
        TEXT.matcher(json).results().forEach(text -> texts.put(text.group(1), text.group(2)));
        return texts;
    }

    /// Questions about a benchmark, a parameter or a value that there is not.
    ///
    /// @param benchmarks by `Class.method`, the values of each parameter by its name
    public List<String> aboutNothing(Map<String, Map<String, List<String>>> benchmarks) {
        var complaints = new ArrayList<String>();
        for (var question : questions) {
            var params = benchmarks.get(question.benchmark);
            if (params == null) {
                complaints.add("there is no benchmark " + question.benchmark);
                continue;
            }
            question.params.forEach((name, value) -> {
                if (!params.getOrDefault(name, List.of()).contains(value)) {
                    complaints.add("%s has no %s=%s".formatted(question.benchmark, name, value));
                }
            });
        }
        return complaints;
    }

    /// Classes of benchmarks about which nothing is asked.
    ///
    /// @param benchmarks as `Class.method`
    public List<String> withoutQuestion(Collection<String> benchmarks) {
        var asked = questions.stream().map(question -> type(question.benchmark)).toList();
        return benchmarks.stream().map(BenchQuestions::type).distinct().filter(type -> !asked.contains(type)).sorted()
                .map(type -> "nothing is asked about " + type).toList();
    }

    private static String type(String benchmark) {
        return benchmark.substring(0, benchmark.lastIndexOf('.'));
    }

    /// Questions that a page does not put to its readers, word for word.
    public List<String> notAskedOn(Path page) {
        try {
            var text = words(Files.readString(page));
            return questions.stream().map(Question::question).filter(question -> !text.contains(words(question)))
                    .map(question -> page.getFileName() + " does not ask: " + question).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
