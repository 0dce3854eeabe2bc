package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

import java.time.Duration;
import java.util.List;

/// # AiTournament, 3 points
///
/// The arena lets machines fight. Some think well and some think long; some fall over their own feet, and one has been
/// thinking since the last tournament. Whoever fails loses a match and nothing else: the other matches do not even
/// notice. The crowd hears the results while the matches go on, in the order of the programme.
///
/// Build the tournament: a challenge for the advanced.
///
/// 1. Each round pairs neighbours: the first place with the second, the third with the fourth. Winners take the places
///    of the next round in the order of their matches, until one place is left. Where the number of players is no power
///    of two, the first players have a *bye* in round 1, an opponent's place that is empty, so many that all rounds
///    after it come out even.
///    Example: 5 players, and the next power of two is 8: the first 8 - 5 = 3 have a bye. Round 1: a, b, c go on, d
///    fights e and wins. Round 2: a-b, c-d, of which a and c win. Round 3: a-c.
/// 2. In a match both think at the same time, each on a thread of its own, once. `rules.isMove` says whether what comes
///    is a move. The one named second wins with a move that beats that of the first (`rules.beats`); otherwise the
///    first wins.
/// 3. Both have `thinkingTime`, from the beginning of their match. Who has no answer by then is [TooLate], and is
///    interrupted. An answer that comes after that does not count. Who throws, whatever it is, has [Failed], with the
///    very object that was thrown; who says what is no move, has said [Nonsense]. Against all these a [Move] wins.
///    Example: a falls over, b says `rock`: `Match(1, "a", Failed(…), "b", Move("rock"), "b")`.
/// 4. If neither of two has a move, neither goes on, and the place in the next round stays empty: whoever would have
///    been the opponent goes on without a match, as with a bye. Two empty places make an empty place.
/// 5. All matches of a round are under way at the same time. The next round begins when all of this one have ended.
/// 6. Each match is told to the listener: in the order of the rounds, and in a round in the order of the pairs; and
///    each as soon as it and all before it have ended, while others of the round still go on. A bye is no match.
///    Example: the second match ends, then the first, and the third goes on: first and second are told now.
/// 7. `play` returns the name of the champion, or null if nobody is left.
/// 8. If the thread that called `play` is interrupted, everybody who thinks is interrupted, and `play` throws an
///    [InterruptedException]. If the listener throws, everybody is interrupted as well, and `play` throws what the
///    listener threw, the very object. Then nothing more is told.
///
/// Contract:
/// - Whether it returns or throws: when `play` is done, nobody thinks any more, and no thread is left. It waits for
///   those who take a moment to stop.
/// - The listener is called by one thread at a time, whichever you like. `rules` may be asked by several at once, but
///   never about null, which is no move.
/// - One player alone is the champion, without a match. No players are refused with an [IllegalArgumentException]. No
///   two have the same name. The list belongs to the caller, and stays as it is.
public final class AiTournament {

    /// A player that thinks by itself.
    public interface Ai {

        String name();

        /// Thinks of a move, as long as it takes.
        ///
        /// @throws Exception whatever an AI may fail with; an [InterruptedException] if its thread is interrupted
        String think(String opponent) throws Exception;
    }

    /// What counts.
    public interface Rules {

        boolean isMove(String said);

        boolean beats(String move, String other);
    }

    /// Hears of each match that has ended.
    @FunctionalInterface
    public interface Listener {

        void ended(Match match);
    }

    /// What came out of an AI.
    public sealed interface Thought {
    }

    public record Move(String move) implements Thought {
    }

    public record TooLate() implements Thought {
    }

    /// @param cause what `think` threw
    public record Failed(Throwable cause) implements Thought {
    }

    /// @param said what `think` returned, maybe null
    public record Nonsense(String said) implements Thought {
    }

    /// A match that was played.
    ///
    /// @param round  counted from 1
    /// @param winner the name, or null if neither had a move
    public record Match(int round, String one, Thought ones, String other, Thought others, String winner) {
    }

    private final Rules rules;
    private final Duration thinkingTime;

    /// @param thinkingTime of both, in each match; positive
    public AiTournament(Rules rules, Duration thinkingTime) {
        this.rules = rules;
        this.thinkingTime = thinkingTime;
    }

    /// Plays all rounds, and waits for them.
    ///
    /// @param players in the order of their places
    /// @return the champion's name, or null if nobody is left
    /// @throws InterruptedException if the calling thread was interrupted
    public String play(List<Ai> players, Listener listener) throws InterruptedException {
        throw todo("play round after round, each with all its matches at once, and tell each match in its turn");
    }
}
