package quest.gameserver.action;

import java.net.InetSocketAddress;
import java.time.Duration;

/// What an [ActionServer] is told.
///
/// @param address   port 0 takes any that is free
/// @param action    how long each action takes: waiting, not computing
/// @param highWater bytes of answers that may wait for a player before that player is not read from
public record ActionOptions(InetSocketAddress address, Duration action, int highWater, RequestLog log) {
}
