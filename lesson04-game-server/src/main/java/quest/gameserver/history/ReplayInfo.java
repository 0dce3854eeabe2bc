package quest.gameserver.history;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;

/// What a list of replays says of one, as Jackson writes it.
///
/// @param id      of `a-z`, `0-9` and `-`
/// @param ticks   how many lines follow the first
/// @param players who played, in the order of their first birth
public record ReplayInfo(String id, String room, @JsonSerialize(using = Timestamp.class) Instant startedAt, long ticks,
                         List<String> players) {

    public ReplayInfo {
        players = List.copyOf(players);
    }
}
