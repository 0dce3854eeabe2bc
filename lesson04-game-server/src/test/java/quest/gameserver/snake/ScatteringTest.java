package quest.gameserver.snake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatteringTest {

    private final List<Snake> snakes = new ArrayList<>();

    private Scattering on(Board board) {
        return new Scattering(board, new Heads(board, snakes), new SplitMix64(42));
    }

    @Test
    void aTickBringsADigitWith6PerCentAndAStoneWithHalfAPerCentForEachLivingSnake() {
        int digits = 0;
        int stones = 0;
        var random = new SplitMix64(42);
        for (int i = 0; i < 10_000; i++) {
            var board = new Board(50, 25);
            var scattering = new Scattering(board, new Heads(board, snakes), random);
            scattering.scatter(10);
            digits += board.digits().size();
            stones += scattering.stones().length;
        }
        assertThat(digits).as("of 100,000 chances").isBetween(5_800, 6_200);
        assertThat(stones).as("of 100,000 chances").isBetween(440, 560);
    }

    @Test
    void nothingAppearsWhereNobodyLives() {
        var board = new Board(50, 25);
        var scattering = on(board);
        for (int i = 0; i < 10_000; i++) {
            scattering.scatter(0);
        }
        assertThat(board.digits()).isEmpty();
        assertThat(scattering.stones()).isEmpty();
    }

    @Test
    void nothingAppearsNearAHeadOrOnWhatIsThere() {
        var board = new Board(12, 12);
        var snake = new Snake("ann", 1, Direction.RIGHT);
        snake.body.addHead(board.index(6, 6));
        board.put(board.index(6, 6), Glyph.HEAD, snake);
        snakes.add(snake);
        board.put(board.index(0, 0), Glyph.STONE);
        var scattering = on(board);
        for (int i = 0; i < 100_000; i++) {
            scattering.scatter(1);
        }
        for (int stone : scattering.stones()) {
            board.put(stone, '5');
        }

        assertThat(board.digits()).as("all but 7 x 7 around the head, and the stone").hasSize(144 - 49 - 1)
                .allMatch(digit -> Math.abs(digit.x() - 6) > 3 || Math.abs(digit.y() - 6) > 3);
        assertThat(board.glyph(0)).isEqualTo(Glyph.STONE);
        assertThat(board.digits().stream().map(Paint::glyph).distinct().sorted())
                .containsExactly('1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    @Test
    void whoIsBornInACrowdFindsADigitAllTheSame() {
        var board = new Board(7, 7);
        var snake = new Snake("ann", 1, Direction.RIGHT);
        snake.body.addHead(board.index(3, 3));
        snakes.add(snake);
        var scattering = on(board);
        scattering.digitOfBirth();

        assertThat(board.digits()).hasSize(1);
    }

    @Test
    void theOldestStoneCrumblesWhereOneCellIn25IsStone() {
        var board = new Board(50, 25);
        var scattering = on(board);
        int first = -1;
        for (int i = 0; i < 100_000 && scattering.stones().length < 50; i++) {
            scattering.scatter(1);
            if (first < 0 && scattering.stones().length == 1) {
                first = scattering.stones()[0];
            }
            board.digits().forEach(digit -> board.put(board.index(digit.x(), digit.y()), Glyph.EMPTY));
        }
        assertThat(scattering.stones()).hasSize(50).startsWith(first);

        for (int i = 0; i < 10_000 && scattering.stones()[0] == first; i++) {
            scattering.scatter(1);
        }
        assertThat(scattering.stones()).hasSize(50).doesNotContain(first);
        assertThat(board.glyph(first)).isNotEqualTo(Glyph.STONE);
    }

    @Test
    void randomnessIsSplitMix64AsPublished() {
        var random = new SplitMix64(1_234_567);

        assertThat(List.of(random.next(), random.next(), random.next())).containsExactly(
                6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
    }
}
