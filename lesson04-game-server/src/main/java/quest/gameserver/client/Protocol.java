package quest.gameserver.client;

import java.util.Locale;
import java.util.SplittableRandom;

/// What the players of a swarm speak.
public enum Protocol {

    ACTION(5000) {
        @Override
        Dialogue dialogue(String action, SplittableRandom random) {
            return action == null ? ActionDialogue.random(random) : ActionDialogue.repeating(action);
        }
    },

    POSITION(5001) {
        @Override
        Dialogue dialogue(String action, SplittableRandom random) {
            return new PositionDialogue(random.nextInt(PositionDialogue.CELLS));
        }
    };

    private final int defaultPort;

    Protocol(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /// @param action the one line that an action player sends; null: random actions
    /// @param random the player's own
    abstract Dialogue dialogue(String action, SplittableRandom random);

    /// As it is chosen on the command line.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where its server listens if nobody says otherwise.
    public int defaultPort() {
        return defaultPort;
    }
}
