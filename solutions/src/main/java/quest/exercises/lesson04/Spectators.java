package quest.exercises.lesson04;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/// The room between a game and the screens of all who are in it.
///
/// All messages go through one queue. So it is settled at one moment who gets a message, and what comes about while it
/// is being shown comes after it: the same that an event loop does with its ready queue.
///
/// All methods are called by one thread, also from inside `show`.
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

    /// Known by what it is and not by its name: who has left and come again under the same name is somebody else.
    private static final class Member {

        private final String name;
        private final boolean spectator;
        private final Screen screen;
        private boolean missedFrame;
        private boolean gone;

        private Member(String name, boolean spectator, Screen screen) {
            this.name = name;
            this.spectator = spectator;
            this.screen = screen;
        }
    }

    private record Delivery(Member to, Message message) {
    }

    private final Game game;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Queue<Delivery> deliveries = new ArrayDeque<>();
    private boolean delivering;
    private long ticks;

    public Spectators(Game game) {
        this.game = game;
    }

    /// Lets somebody in.
    ///
    /// @return false if somebody in the room has this name
    public boolean enter(String name, boolean spectator, Screen screen) {
        var member = new Member(name, spectator, screen);
        if (members.putIfAbsent(name, member) != null) {
            return false;
        }
        if (!spectator) {
            game.join(name);
        }
        // A frame that is being shown has its recipients already, and this one is not among them: the snapshot contains
        // it. The next frame is the first to come.
        deliveries.add(new Delivery(member, new Snapshot(ticks, game.snapshot())));
        for (var other : members.values()) {
            if (other != member) {
                deliveries.add(new Delivery(other, new Entered(name, spectator)));
            }
        }
        deliver();
        return true;
    }

    /// Takes somebody out. Does nothing if nobody in the room has this name.
    public void leave(String name) {
        var member = members.get(name);
        if (member != null) {
            takeOut(member);
            deliver();
        }
    }

    private void takeOut(Member member) {
        members.remove(member.name);
        // Messages may be on their way to a member who leaves in the middle of a broadcast.
        member.gone = true;
        if (!member.spectator) {
            game.leave(member.name);
        }
        members.values().forEach(other -> deliveries.add(new Delivery(other, new Left(member.name))));
    }

    /// Somebody makes a move.
    public void turn(String name, String direction) {
        var member = members.get(name);
        if (member == null) {
            return; // The move was on its way when its player left.
        }
        if (member.spectator) {
            deliveries.add(new Delivery(member, new Refused("spectators only watch")));
            deliver();
        } else {
            game.turn(name, direction);
        }
    }

    /// The game takes a step, and everybody sees it. Not called from inside `show`.
    public void tick() {
        ticks++;
        var changed = game.step();
        for (var member : members.values()) {
            if (member.screen.isBehind()) {
                // Where nothing has changed, nothing is missed.
                member.missedFrame |= !changed.isEmpty();
            } else if (member.missedFrame) {
                // Also in a tick without a frame: otherwise an old picture stays as long as nothing happens.
                member.missedFrame = false;
                deliveries.add(new Delivery(member, new Snapshot(ticks, game.snapshot())));
            } else if (!changed.isEmpty()) {
                deliveries.add(new Delivery(member, new Frame(ticks, changed)));
            }
        }
        deliver();
    }

    /// Called again from inside `show`, it leaves the rest to the call that is under way.
    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (var next = deliveries.poll(); next != null; next = deliveries.poll()) {
                show(next.to, next.message);
            }
        } finally {
            delivering = false;
        }
    }

    private void show(Member member, Message message) {
        if (member.gone) {
            return;
        }
        try {
            member.screen.show(message);
        } catch (RuntimeException _) {
            if (!member.gone) {
                takeOut(member);
            }
        }
    }
}
