package quest.gameserver.arena;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;

/// The AI opponents of a room: who they are, and when one that died comes back. On the loop's thread.
final class Bots {

    private static final Duration REBIRTH = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final Consumer<String> birth;
    private final Map<String, TimerHandle> bots = new LinkedHashMap<>();    // null: no rebirth is due

    /// @param birth called for a bot that is to have a snake, now
    Bots(EventLoop loop, Consumer<String> birth) {
        this.loop = loop;
        this.birth = birth;
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(bots.keySet());
    }

    /// Another one, who plays at once.
    ///
    /// @return its id, or null if there are as many as there may be
    String add() {
        if (bots.size() == ArenaOptions.MAX_BOTS) {
            return null;
        }
        int number = 1;
        while (bots.containsKey("bot-" + number)) {
            number++;
        }
        var id = "bot-" + number;
        bots.put(id, null);
        birth.accept(id);
        return id;
    }

    /// @return whether it was there
    boolean remove(String id) {
        if (!bots.containsKey(id)) {
            return false;
        }
        cancel(bots.remove(id));
        return true;
    }

    /// A player has died; if it is one of these, it will come back.
    void died(String player) {
        if (bots.containsKey(player)) {
            reviveLater(player);
        }
    }

    /// There is no place for it now.
    void reviveLater(String id) {
        cancel(bots.put(id, loop.schedule(() -> {
            bots.put(id, null);
            birth.accept(id);
        }, REBIRTH)));
    }

    void end() {
        bots.values().forEach(Bots::cancel);
        bots.clear();
    }

    private static void cancel(TimerHandle rebirth) {
        if (rebirth != null) {
            rebirth.cancel();
        }
    }
}
