package quest.exercises.lesson03;

import static quest.exercises.Todo.todo;

import java.util.List;

/// # Tournament, 3 points
///
/// A thousand players, and the arena has room for all of them. Fought one after the other, 999 matches of 425 ms take
/// 424.6 s. Fought a round at a time, all matches of a round together, ten rounds are enough. But if the roof comes
/// down on one match, nobody fights on below it.
///
/// Build the tournament.
///
/// 1. A round pairs neighbours: the first with the second, the third with the fourth, and so on. Is their number odd,
///    the last one has a *bye*: it goes on without a match. The winners go on in the order of their matches, then the
///    one with the bye, until one is left.
///    Example: of a, b, c, d, e always the former wins. Round 1: a-b, c-d, bye for e. Round 2: a-c, bye for e.
///    Round 3: a-e. `Result("a", 3, 4)`: 3 rounds, and 2 + 1 + 1 = 4 matches.
/// 2. In a match, both players get ready at the same time (`arena.prepare`). When both are, they fight (`arena.fight`
///    brings the winner).
/// 3. All matches of a round are under way at the same time, and none waits for another. The next round begins when all
///    of this round have ended.
///    Example: 8 players: in round 1, 8 prepare at the same time.
/// 4. If `prepare` or `fight` throws, everybody else who prepares or fights is interrupted, and no other begins. When
///    all have ended, `play` throws a `MatchFailedException`, whose cause is the very object that was thrown.
///
/// Contract:
/// - If the thread that called `play` is interrupted, everybody is interrupted, and when all have ended, `play` throws
///   an [InterruptedException].
/// - Whether it returns or throws: when `play` is done, nobody prepares or fights any more, and no thread is left.
/// - One player alone wins without a match: 0 rounds, 0 matches. No players are refused with an
///   [IllegalArgumentException]. No two players have the same name.
/// - If several fail, the cause is the failure of one of them: the first, and not an interrupt that it brought about.
/// - The list of players belongs to the caller, and stays as it is.
public final class Tournament {

    /// What players do. Called on many threads at once.
    public interface Arena {

        /// Gets one player ready.
        void prepare(String player) throws Exception;

        /// Lets two players fight who are both ready.
        ///
        /// @return the winner, one of the two
        String fight(String one, String other) throws Exception;
    }

    /// How it ended.
    public record Result(String winner, int rounds, int matches) {
    }

    /// A match could not be played to its end, and so neither could the tournament.
    public static final class MatchFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        /// @param cause what `prepare` or `fight` threw
        public MatchFailedException(Throwable cause) {
            super("a match failed", cause);
        }
    }

    private final Arena arena;

    public Tournament(Arena arena) {
        this.arena = arena;
    }

    /// Plays all rounds.
    ///
    /// @param players in the order in which they are paired
    public Result play(List<String> players) throws MatchFailedException, InterruptedException {
        throw todo("play round after round, each with all its matches at once, until one player is left");
    }
}
