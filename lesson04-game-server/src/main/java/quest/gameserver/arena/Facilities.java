package quest.gameserver.arena;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import quest.eventloop.EventLoop;
import quest.gameserver.history.Replays;
import quest.gameserver.history.Scores;

/// What every room works with.
///
/// @param loop      owns all rooms
/// @param thinkers  threads for the AI players, who compute and would keep the loop waiting
/// @param wallClock for timestamps; the game itself goes by the loop's clock
record Facilities(EventLoop loop, ArenaOptions options, Scores scores, Replays replays, Executor thinkers,
                  InstantSource wallClock, Traffic traffic, Scratch scratch) {
}
