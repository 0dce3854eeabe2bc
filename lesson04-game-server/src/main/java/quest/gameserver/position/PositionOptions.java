package quest.gameserver.position;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What a [PositionServer] is told.
///
/// @param address   port 0 takes any that is free
/// @param tick      how often the newest state is sent; zero: after every move
/// @param highWater bytes that may wait for a player before states are left out for that player
public record PositionOptions(InetSocketAddress address, Duration tick, int highWater) {
}
