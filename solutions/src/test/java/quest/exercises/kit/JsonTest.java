package quest.exercises.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private record Hero(String name, double gold, boolean alive, List<String> items) {
    }

    @Test
    void whatIsWrittenCanBeRead() {
        var hero = new Hero("\"Zoë\" \\ of\tthe\nNorth \u0001 \uD83D\uDC09", 1.25, true, Arrays.asList("lamp", null));

        assertThat(Json.read(Json.write(hero))).isEqualTo(Map.of("name", hero.name, "gold", 1.25, "alive", true,
                "items", Arrays.asList("lamp", null)));
        assertThat(Json.write(new Hero(null, 2, false, List.of())))
                .isEqualTo("{\"name\": null, \"gold\": 2, \"alive\": false, \"items\": []}");
    }

    @Test
    void halfASurrogatePairCanBeWrittenToAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("half.json"), Json.write("half \uD83D, whole \uD83D\uDC09"));

        assertThat(Json.read(Files.readString(file))).isEqualTo("half \uD83D, whole \uD83D\uDC09");
    }

    @Test
    void escapesAreRead() {
        assertThat(Json.read(" [ \"\\u0041\\/\\b\\f\\r\" , -1.5e2 ] ")).isEqualTo(List.of("A/\b\f\r", -150.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "[1 2]", "{\"a\" 1}", "\"open", "\"\\", "\"\\u00", "nul", "1 2", "-"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resultSurvivesItsFile(@TempDir Path folder) throws Exception {
        var result = Result.of("lesson01", "ReadyQueue", "abc", List.of(Result.Group.of("In order", 0.5, List.of(
                new Result.Test("runs", "it runs", State.RIGHT, null, null, 12),
                new Result.Test("hangs", "it hangs", State.HUNG, "not done\nafter 10 s", "A.java:31", 10_000)))));
        result.write(folder);

        assertThat(Result.read(folder.resolve("lesson01/ReadyQueue.json"))).isEqualTo(result);
    }

    @Test
    void fileThatIsNoResultIsRefusedByName(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("odd.json"), "{\"lesson\": 1}");

        assertThatThrownBy(() -> Result.read(file)).hasMessageContaining("odd.json is not the result of an exercise");
    }
}
