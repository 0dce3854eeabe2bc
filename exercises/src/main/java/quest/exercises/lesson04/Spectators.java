package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

/// # Spectators, 2 points
///
/// Two fight, and a thousand watch. They come in the middle of the fight, and want to see all of it at once; they have
/// slow connections; they leave in the very moment in which something is shown to them. Nobody may see a picture that
/// was never there: one frame left out, or one drawn twice, and a snake goes through the wall.
///
/// Build the room, between the game and the screens of all who are in it, players and spectators: a challenge for those
/// who have come this far with some ease.
///
/// 1. `enter` lets somebody in. The first message on the new screen is a [Snapshot], with the number of the last tick.
///    Everybody else gets [Entered]. A player joins the game (`game.join`); a spectator is none of the game's business.
///    If somebody in the room has the name, `enter` returns false, and nothing else happens.
/// 2. `tick` lets the game take a step. What has changed goes to everybody as a [Frame], with the number of the tick;
///    the first tick is number 1. If nothing has changed, there is no frame.
///    Example: bob enters after tick 5: `Snapshot(5, …)`, then `Frame(6, …)`, then `Frame(7, …)`.
/// 3. `turn` hands a player's move to the game. A spectator gets [Refused] instead, with a reason in your words. From
///    somebody who is not in the room (any more) it means nothing.
/// 4. Whose screen is behind (`isBehind`) when a tick is shown gets no frame of this tick. Who has missed a frame so
///    gets a snapshot instead of the next one, at the first tick at which the screen is not behind any more, whether
///    anything has changed in that very tick or not. Then frames go on. All other messages are shown whether a screen
///    is behind or not.
///    Example: bob's screen is behind at ticks 6 and 7: `Frame(5, …)`, `Snapshot(8, …)`, `Frame(9, …)`.
/// 5. `leave` takes somebody out. When it has returned, nothing more is shown to that one, and everybody else gets
///    [Left]. A player leaves the game (`game.leave`).
/// 6. A screen whose `show` throws a [RuntimeException] is gone: as if `leave` had been called. The others get their
///    message all the same.
///
/// Contract:
/// - All methods are called by one thread, the loop's. Start no thread, and never wait.
/// - A screen may call `leave` and `enter` from inside `show`, for itself and for others. (A connection that turns out
///   to be dead is closed, and whoever hears that it is closed calls `leave`.) What was said above holds then too.
/// - Everybody gets the messages in one order: if one gets `Frame(6, …)` before `Left("bob")`, nobody gets them the
///   other way round. What comes about inside `show` comes after what is being shown.
/// - The game changes in `join`, `leave` and `step` alone. What `join` and `leave` change is part of the next step's
///   frame.
public final class Spectators {

    /// The game, which knows nothing of screens.
    public interface Game {

        void join(String player);

        void turn(String player, String direction);

        void leave(String player);

        /// Takes a step.
        ///
        /// @return what has changed, empty if nothing has
        String step();

        /// The whole picture, as it was after the last step.
        String snapshot();
    }

    /// Where somebody sees the room.
    public interface Screen {

        /// Takes a message, and returns at once.
        void show(Message message);

        /// Whether so much waits for this screen that frames should not be added.
        boolean isBehind();
    }

    /// What is shown.
    public sealed interface Message {
    }

    /// @param tick the number of the last tick, 0 before the first
    /// @param all  what the game says
    public record Snapshot(long tick, String all) implements Message {
    }

    /// @param changed what the game says
    public record Frame(long tick, String changed) implements Message {
    }

    public record Entered(String name, boolean spectator) implements Message {
    }

    public record Left(String name) implements Message {
    }

    public record Refused(String why) implements Message {
    }

    private final Game game;

    public Spectators(Game game) {
        this.game = game;
    }

    /// Lets somebody in.
    ///
    /// @return false if somebody in the room has this name
    public boolean enter(String name, boolean spectator, Screen screen) {
        throw todo("remember who it is, show the snapshot, tell the others");
    }

    /// Takes somebody out. Does nothing if nobody in the room has this name.
    public void leave(String name) {
        throw todo("forget who it was, tell the others");
    }

    /// Somebody makes a move.
    public void turn(String name, String direction) {
        throw todo("hand a player's move to the game, refuse a spectator's");
    }

    /// The game takes a step, and everybody sees it. Not called from inside `show`.
    public void tick() {
        throw todo("let the game take a step, and show to each what that one needs");
    }
}
