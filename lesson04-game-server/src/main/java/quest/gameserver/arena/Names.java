package quest.gameserver.arena;

import java.util.regex.Pattern;

/// What rooms and players may be called. Nothing in a name needs escaping, in a URL, in JSON or on disk.
final class Names {

    static final String ROOM_RULE = "a room's name is 1 to 32 of a-z, 0-9 and -";
    static final String PLAYER_RULE = "a player's name is 1 to 16 of A-Z, a-z, 0-9, _ and -";
    static final String RESERVED_RULE = "names that begin with bot- or t- are kept for AI players";

    private static final Pattern ROOM = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern PLAYER = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    private Names() {
    }

    static boolean isRoom(String name) {
        return ROOM.matcher(name).matches();
    }

    static boolean isPlayer(String name) {
        return PLAYER.matcher(name).matches();
    }

    static boolean isReserved(String name) {
        return name.startsWith("bot-") || name.startsWith("t-");
    }
}
