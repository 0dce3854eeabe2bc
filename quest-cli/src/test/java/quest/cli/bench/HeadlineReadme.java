package quest.cli.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes README's table anew from what was recorded, for whoever has changed what the table looks like: nothing has to
/// be measured again for that.
final class HeadlineReadme {

    private HeadlineReadme() {
    }

    /// @param args the course's folder
    static void main(String[] args) throws IOException {
        var course = Path.of(args[0]);
        var readme = course.resolve("README.md");
        var recorded = JsonMapper.builder().build().readTree(course.resolve("docs/headline.json").toFile());
        Files.writeString(readme, HeadlineRecord.inserted(Files.readString(readme), HeadlineRecord.read(recorded)));
    }
}
