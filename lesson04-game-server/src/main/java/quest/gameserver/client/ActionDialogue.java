package quest.gameserver.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import quest.gameserver.action.Action;

/// A player of the action server: sends actions, and expects `OK` and the action's name for each, in order.
final class ActionDialogue implements Dialogue {

    private record Exchange(byte[] request, byte[] answer) {

        static Exchange of(String line) {
            var name = line.strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
            return new Exchange(line.getBytes(StandardCharsets.UTF_8),
                    ("OK " + name).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final List<Exchange> ALL =
            Arrays.stream(Action.values()).map(action -> Exchange.of(action.text())).toList();

    private final List<Exchange> exchanges;
    private final RandomGenerator random;
    private final LongRing underWay = new LongRing(); // indices of exchanges

    private ActionDialogue(List<Exchange> exchanges, RandomGenerator random) {
        this.exchanges = exchanges;
        this.random = random;
    }

    /// Any of the actions, as chance will have it.
    static ActionDialogue random(RandomGenerator random) {
        return new ActionDialogue(ALL, random);
    }

    /// Always the same line.
    static ActionDialogue repeating(String line) {
        return new ActionDialogue(List.of(Exchange.of(line)), null);
    }

    @Override
    public boolean beginsWithGreeting() {
        return false;
    }

    @Override
    public byte[] nextRequest() {
        int index = exchanges.size() == 1 ? 0 : random.nextInt(exchanges.size());
        underWay.add(index);
        return exchanges.get(index).request;
    }

    @Override
    public Reply understand(byte[] bytes, int from, int to) {
        if (underWay.isEmpty()) {
            return new Reply.Wrong("nothing", Dialogue.shown(bytes, from, to));
        }
        var expected = exchanges.get((int) underWay.poll()).answer;
        return Arrays.equals(bytes, from, to, expected, 0, expected.length) ? Reply.ANSWER
                : new Reply.Wrong(Dialogue.shown(expected, 0, expected.length), Dialogue.shown(bytes, from, to));
    }
}
