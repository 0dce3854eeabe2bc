package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {

    @TempDir
    private Path folder;

    private List<String> shown(int width, String stub) {
        var file = folder.resolve("Bell.java");
        TestCourse.write(file, stub);
        return Screen.plain(System.out).drawn(width, canvas -> Story.show(Story.read(file), canvas));
    }

    @Test
    void itemsHangAndExamplesStandOnLinesOfTheirOwn() {
        assertThat(shown(30, """
                import java.util.List;

                /// # Bell, 1 point
                ///
                /// A *bell* at the door of the inn, which rings.
                ///
                /// 1. `ring` rings the bell, once for
                ///    each call.
                ///    Example: `ring()` returns 1.
                /// - It throws [java.lang.NullPointerException].
                public final class Bell {
                    /// Not the story.
                    int ring;
                }
                """)).containsExactly(
                "A bell at the door of the inn,",
                "which rings.",
                "",
                "1. `ring` rings the bell, once",
                "   for each call.",
                "   Example: `ring()` returns",
                "   1.",
                "- It throws",
                "  NullPointerException.");
    }

    @Test
    void aStubWithoutAStoryHasNone() {
        assertThat(shown(80, TestCourse.STUB)).isEmpty();
    }
}
