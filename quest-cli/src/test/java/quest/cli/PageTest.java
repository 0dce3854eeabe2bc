package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Screen SCREEN = Screen.plain(System.out);

    private static Page page(int lines, int focus) {
        return new Page(List.of("header"), IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i).toList(),
                List.of("keys"), focus);
    }

    @Test
    void whatIsShortIsFilledUp() {
        assertThat(page(1, -1).fit(SCREEN, 80, 5, 0)).containsExactly("header", "line 1", "", "", "keys");
    }

    @Test
    void whatIsLongSaysHowMuchIsBelow() {
        assertThat(page(9, -1).fit(SCREEN, 80, 5, 0))
                .containsExactly("header", "line 1", "line 2", "v 7 more lines: space, or the arrows", "keys");
    }

    @Test
    void scrollingEndsWithTheLastLine() {
        assertThat(page(5, -1).fit(SCREEN, 80, 5, 99)).containsExactly("header", "line 3", "line 4", "line 5", "keys");
        assertThat(page(5, -1).furthest(5)).isEqualTo(2);
    }

    @Test
    void theChosenLineIsSeen() {
        for (var focus = 0; focus < 30; focus++) {
            assertThat(page(30, focus).fit(SCREEN, 80, 8, 0)).contains("line " + (focus + 1)).hasSize(8);
        }
    }

    @Test
    void linesAreCutToTheWidthAndStylingEnds() {
        assertThat(Columns.cut("abcdef", 3)).isEqualTo("abc");
        assertThat(Columns.cut("\033[1mabcdef\033[0m", 3)).isEqualTo("\033[1mabc\033[0m");
        assertThat(Columns.cut("\033[1mab\033[0m", 3)).isEqualTo("\033[1mab\033[0m");
    }

    @Test
    void ideogramsTakeTwoColumns() {
        assertThat(Columns.cut("英雄of", 5)).isEqualTo("英雄o");
        assertThat(Columns.cut("英雄", 3)).isEqualTo("英");
    }

    @Test
    void tinyTerminalsGetAsManyLinesAsTheyHave() {
        for (var height = 1; height < 6; height++) {
            assertThat(page(30, -1).fit(SCREEN, 20, height, 0)).hasSize(height);
        }
    }
}
