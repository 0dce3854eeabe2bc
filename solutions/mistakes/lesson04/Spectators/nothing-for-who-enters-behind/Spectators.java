// Mistake: who enters with a screen that is behind gets no snapshot. Caught by: Behind.behindFromTheBeginning
package quest.exercises.lesson04;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

public final class Spectators {
    public interface Game {
        void join(String player);

        void turn(String player, String direction);

        void leave(String player);

        String step();

        String snapshot();
    }

    public interface Screen {
        void show(Message message);

        boolean isBehind();
    }

    public sealed interface Message {
    }

    public record Snapshot(long tick, String all) implements Message {
    }

    public record Frame(long tick, String changed) implements Message {
    }

    public record Entered(String name, boolean spectator) implements Message {
    }

    public record Left(String name) implements Message {
    }

    public record Refused(String why) implements Message {
    }

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

    public boolean enter(String name, boolean spectator, Screen screen) {
        var member = new Member(name, spectator, screen);
        if (members.putIfAbsent(name, member) != null) {
            return false;
        }
        if (!spectator) {
            game.join(name);
        }
        member.missedFrame = screen.isBehind();
        if (!member.missedFrame) {
            deliveries.add(new Delivery(member, new Snapshot(ticks, game.snapshot())));
        }
        for (var other : members.values()) {
            if (other != member) {
                deliveries.add(new Delivery(other, new Entered(name, spectator)));
            }
        }
        deliver();
        return true;
    }

    public void leave(String name) {
        var member = members.get(name);
        if (member != null) {
            takeOut(member);
            deliver();
        }
    }

    private void takeOut(Member member) {
        members.remove(member.name);
        member.gone = true;
        if (!member.spectator) {
            game.leave(member.name);
        }
        members.values().forEach(other -> deliveries.add(new Delivery(other, new Left(member.name))));
    }

    public void turn(String name, String direction) {
        var member = members.get(name);
        if (member == null) {
            return;
        }
        if (member.spectator) {
            deliveries.add(new Delivery(member, new Refused("spectators only watch")));
            deliver();
        } else {
            game.turn(name, direction);
        }
    }

    public void tick() {
        ticks++;
        var changed = game.step();
        for (var member : members.values()) {
            if (member.screen.isBehind()) {
                member.missedFrame |= !changed.isEmpty();
            } else if (member.missedFrame) {
                member.missedFrame = false;
                deliveries.add(new Delivery(member, new Snapshot(ticks, game.snapshot())));
            } else if (!changed.isEmpty()) {
                deliveries.add(new Delivery(member, new Frame(ticks, changed)));
            }
        }
        deliver();
    }

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
