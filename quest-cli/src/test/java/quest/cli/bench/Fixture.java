package quest.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Results that nobody has measured, for tests. `main` writes pages of them, for a browser.
public final class Fixture {

    static final Setting SETTING = new Setting(new Machine(2, 24_064, "Debian GNU/Linux 13 (amd64)", "A processor"),
            "JDK 25", "./quest bench headline", LocalDate.of(2026, 1, 2), 0.1, false);
    static final Question QUESTION = new Question("HeadlineBenchmark.Together.run",
            Map.of("what", "actions100", "style", "virtualThreads"), "100 players act at once. How long for all?",
            "ms/op");

    private Fixture() {
    }

    /// @return a whole headline, as JMH writes it
    static JsonNode headline() {
        return read("headline-results.json");
    }

    /// @return benchmarks of several kinds, as JMH writes them
    static JsonNode various() {
        return read("various-results.json");
    }

    private static JsonNode read(String name) {
        try (var resource = Fixture.class.getResourceAsStream(name)) {
            return JsonMapper.builder().build().readTree(resource);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param args the folder for `headline.html` and `various.html`
    static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var guesses = List.of(new Guess(QUESTION, 425e6));
        Files.writeString(folder.resolve("headline.html"),
                BenchPage.of("headline", SETTING, Measurement.read(headline()), guesses, List.of()));
        var quick = new Setting(SETTING.machine(), SETTING.jdk(), "./quest bench lesson03 --quick", SETTING.date(), 1.4,
                true);
        Files.writeString(folder.resolve("various.html"), BenchPage.of("lesson03", quick,
                Measurement.read(various()), List.of(),
                List.of("Failed: LoopBenchmark.chain (on <b>POOL</b>): no dragon")));
    }
}
