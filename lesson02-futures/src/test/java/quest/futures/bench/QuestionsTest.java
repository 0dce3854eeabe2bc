package quest.futures.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import quest.stage.testing.BenchQuestions;

/// What the lesson asks before it measures is what it measures.
class QuestionsTest {

    private static final String PACKAGE = QuestionsTest.class.getPackageName() + ".";

    private final BenchQuestions questions = BenchQuestions.read(Path.of("src/test/resources/bench-questions.json"));

    @Test
    void everyQuestionIsAboutABenchmarkThatExists() {
        assertThat(questions.aboutNothing(benchmarks())).isEmpty();
    }

    @Test
    void somethingIsAskedAboutEveryClass() {
        assertThat(questions.withoutQuestion(benchmarks().keySet())).isEmpty();
    }

    @Test
    void thePageAsksEveryQuestion() {
        assertThat(questions.notAskedOn(Path.of("README.md"))).isEmpty();
    }

    /// Those that JMH has found when the tests were compiled.
    private static Map<String, Map<String, List<String>>> benchmarks() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        var all = new HashMap<String, Map<String, List<String>>>();
        for (var benchmark : BenchmarkList.defaultList().getAll(silent, List.of())) {
            all.put(benchmark.getUsername().replace(PACKAGE, ""), params(benchmark));
        }
        return all;
    }

    private static Map<String, List<String>> params(BenchmarkListEntry benchmark) {
        return benchmark.getParams().orElse(Map.of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    }
}
