package quest.gameserver.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What a swarm is to do.
///
/// @param action   the one line that action players send; null: random actions
/// @param tag      by which arena players differ in name from those of another swarm; null: players without names
/// @param warmup   for so long nothing is measured: compilers and caches get warm
/// @param measured for so long after that
/// @param seed     the same seed, the same requests
public record LoadPlan(InetSocketAddress target, Protocol protocol, String action, String tag, int players,
                       Pace pace, Duration warmup, Duration measured, long seed, Patience patience) {

    /// A tag that no other swarm is likely to have.
    public static String tag(RandomGenerator random) {
        return ArenaNames.tag(random);
    }

    /// How long a swarm waits.
    ///
    /// @param connecting for a connection, and for the greeting
    /// @param answers    at the end, for answers that are still to come
    public record Patience(Duration connecting, Duration answers) {

        public static final Patience TEN_AND_TWO_SECONDS = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}
