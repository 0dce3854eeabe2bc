package quest.gameserver.arena;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quest.eventloop.TimerHandle;

/// All rooms by their names. One that has been empty for a minute goes; the lobby stays. On the loop's thread.
final class Rooms {

    static final String LOBBY = "lobby";

    private static final Duration EMPTY_FOR = Duration.ofSeconds(60);

    private static final int REMEMBERED = 10_000;

    private final Facilities facilities;
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<Room, TimerHandle> leaving = new HashMap<>();
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int matches;

    Rooms(Facilities facilities) {
        this.facilities = facilities;
        open(LOBBY);
    }

    Collection<Room> all() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    /// @return null if there is none of that name
    Room get(String name) {
        return rooms.get(name);
    }

    /// Whether there are as many as there may be.
    boolean isFull() {
        return rooms.size() >= facilities.options().maxRooms();
    }

    /// A new room, that of this name must not be there.
    Room open(String name) {
        var room = new Room(name, new Seeds(facilities.options().seed(), name), facilities, this::watch);
        rooms.put(name, room);
        watch(room);
        return room;
    }

    /// A new room for two who have found each other.
    Room openMatch() {
        String name;
        do {
            name = "match-" + ++matches;
        } while (rooms.containsKey(name));
        return open(name);
    }

    /// A member comes in.
    void enter(Room room, Member member) {
        var goes = leaving.remove(room);
        if (goes != null) {
            goes.cancel();
        }
        seen.put(member.name(), true);
        room.enter(member);
    }

    /// Whether a player has entered a room, of the last 10,000 who have.
    boolean haveSeen(String player) {
        return seen.containsKey(player);
    }

    /// Called when nobody is left in a room.
    private void watch(Room room) {
        if (!room.name().equals(LOBBY) && !leaving.containsKey(room)) {
            leaving.put(room, facilities.loop().schedule(() -> closeIfEmpty(room), EMPTY_FOR));
        }
    }

    private void closeIfEmpty(Room room) {
        leaving.remove(room);
        if (room.isEmpty()) {
            rooms.remove(room.name());
            room.end();
        } else if (room.memberCount() == 0) {
            watch(room); // a tournament that nobody looks at is played to its end
        }
    }

    /// Says goodbye to all, for good.
    void close(int code, String reason) {
        leaving.values().forEach(TimerHandle::cancel);
        List.copyOf(rooms.values()).forEach(room -> room.close(code, reason));
    }
}
