package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BracketTest {

    @Test
    void aThousandPlayersNeedTenRoundsAnd999Matches() {
        var random = new SplittableRandom(1);
        var matches = new ArrayList<Integer>();
        var bracket = Bracket.shuffled(1000, random);
        while (!bracket.isDecided()) {
            var round = bracket.matches(random);
            matches.add(round.size());
            bracket = bracket.next(round.stream().map(Bracket.Match::winner).toList());
        }
        assertThat(matches).containsExactly(500, 250, 125, 62, 31, 16, 8, 4, 2, 1);
        assertThat(matches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(999);
    }

    @Test
    void everyPlayerStandsInTheBracketOnce() {
        assertThat(new HashSet<>(Bracket.shuffled(100, new SplittableRandom(7)).players()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void theSameSeedMakesTheSameOrderAndTheSameWinners() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    private static List<Bracket.Match> drawn(long seed) {
        var random = new SplittableRandom(seed);
        return Bracket.shuffled(100, random).matches(random);
    }

    @Test
    void fortuneDecidesAndEitherMayWin() {
        assertThat(new Bracket.Match(1, 17, 4, 6).winner()).isEqualTo(17);
        assertThat(new Bracket.Match(1, 17, 4, 7).winner()).isEqualTo(4);
    }

    @Test
    void whoHasNobodyToPlayGoesOn() {
        var bracket = new Bracket(List.of(5, 9, 2));

        assertThat(bracket.matches(new SplittableRandom(1))).hasSize(1);
        assertThat(bracket.next(List.of(9)).players()).containsExactly(9, 2);
    }

    @Test
    void winnersThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new Bracket(List.of(5, 9, 2)).next(List.of(9, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 1 winners, one for each match, but got 2");
        assertThatThrownBy(() -> new Bracket(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
