package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketTest {

    private static List<String> players(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "t-" + i).toList();
    }

    @Test
    void theBestMeetTheWorst() {
        assertThat(new Bracket(players(8)).rounds().getFirst()).extracting(Bracket.Match::players).containsExactly(
                List.of("t-1", "t-8"), List.of("t-4", "t-5"), List.of("t-2", "t-7"), List.of("t-3", "t-6"));
    }

    @Test
    void theBestHaveNoOpponentWhereTheNumberIsNoPowerOfTwo() {
        assertThat(new Bracket(players(5)).rounds().getFirst()).containsExactly(
                new Bracket.Match(List.of("t-1"), "t-1"), new Bracket.Match(List.of("t-4", "t-5"), null),
                new Bracket.Match(List.of("t-2"), "t-2"), new Bracket.Match(List.of("t-3"), "t-3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 8, 9, 31, 33, 64})
    void afterOneMatchLessThanPlayersThereIsAChampion(int count) {
        var bracket = new Bracket(players(count));
        int matches = 0;
        for (var match = bracket.next(); match != null; match = bracket.next()) {
            assertThat(bracket.champion()).isNull();
            assertThat(match.players()).hasSize(2);
            bracket.won(match.players().getFirst());
            matches++;
        }
        assertThat(matches).isEqualTo(count - 1);
        assertThat(bracket.champion()).isEqualTo("t-1");
        assertThat(bracket.rounds().getLast()).hasSize(1);
    }

    @Test
    void theBestTwoMeetInTheEndIfTheyWinAll() {
        var bracket = new Bracket(players(16));
        while (bracket.rounds().getLast().size() > 1) {
            var match = bracket.next();
            bracket.won(match.players().contains("t-2") ? "t-2" : match.players().getFirst());
        }
        assertThat(bracket.next().players()).containsExactlyInAnyOrder("t-1", "t-2");
    }

    @Test
    void whoDidNotPlayCannotWin() {
        var bracket = new Bracket(players(4));
        assertThatThrownBy(() -> bracket.won("t-2")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t-2 did not play");
    }
}
