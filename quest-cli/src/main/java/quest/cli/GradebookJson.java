package quest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/// Everything, down to each test.
final class GradebookJson {

    private record Book(double possible, List<Grade> submissions) {
    }

    private GradebookJson() {
    }

    static String of(Gradebook book) {
        var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        var possible = book.grades().stream().mapToDouble(Grade::possible).max().orElse(0);
        try {
            return mapper.writeValueAsString(new Book(possible, book.grades())) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("grades are plain records", e);
        }
    }
}
