package quest.gameserver.snake;

import java.util.List;

/// What one step of the game brought.
///
/// @param number  of the tick, from 1
/// @param changed what is drawn differently than at the tick before, row by row; what joins and leaves between the two
///                ticks changed is included
/// @param events  of this tick alone; those who died, then those who ate
public record Tick(long number, List<Paint> changed, List<Event> events) {
    public Tick {
        changed = List.copyOf(changed);
        events = List.copyOf(events);
    }
}
