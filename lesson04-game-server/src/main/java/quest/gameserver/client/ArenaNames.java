package quest.gameserver.client;

import java.util.random.RandomGenerator;

/// What the players of a swarm are called in the arena, and in which rooms they meet.
final class ArenaNames {

    static final int PLAYERS_IN_A_ROOM = 20;
    /// As many as a server allows if nobody says otherwise, without the lobby. Players past that share them.
    private static final int MOST_ROOMS = 999;
    private static final int RADIX = 36;
    private static final int TAGS = RADIX * RADIX * RADIX * RADIX;

    private ArenaNames() {
    }

    /// A word of at most four letters and digits, by which one swarm's players differ from another's.
    static String tag(RandomGenerator random) {
        return Integer.toString(random.nextInt(TAGS), RADIX);
    }

    /// @param number from 1; five digits at most, since a name has 16 characters
    static String player(String tag, int number) {
        return "swarm-%s-%d".formatted(tag, number);
    }

    /// @param number from 1, of a player
    static String room(int number) {
        return "swarm-" + ((number - 1) / PLAYERS_IN_A_ROOM % MOST_ROOMS + 1);
    }
}
