package quest.gameserver.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A player of the arena: joins, turns now and then, and joins again when its snake has died. All that is play, and
/// nobody answers it. Its requests are pings: what they take is how long the server's loop keeps a message waiting
/// while it plays.
final class ArenaDialogue implements Dialogue {

    /// What becomes of a message, of any type; what else it has is left aside.
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Heard(String type, String player, long tick, long id, long tickMillis) {
    }

    private enum Snake { NONE, WANTED, ALIVE }

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(Heard.class);

    /// These two are nearly all that comes, so they are known by their first bytes, as this course's server writes
    /// them. From any other server they are as good, and take longer to read.
    private static final byte[] FRAME = utf8("{\"type\":\"frame\",\"tick\":");
    private static final byte[] PONG = utf8("{\"type\":\"pong\",\"id\":");
    private static final int MOST_DIGITS = 18; // of a long, whatever they are

    private static final byte[] JOIN = utf8("{\"type\":\"join\"}");
    private static final byte[][] TURNS = Arrays.stream(new String[] {"up", "right", "down", "left"})
            .map("{\"type\":\"turn\",\"direction\":\"%s\"}"::formatted).map(ArenaDialogue::utf8)
            .toArray(byte[][]::new);
    private static final int LEAST_FRAMES = 3;  // from one turn to the next
    private static final int MOST_FRAMES = 6;
    /// Ticks from death to the next life, as people take a breath. No more than a corpse lies: what becomes of it then
    /// is in a frame, so there is one to join at, even if nobody lives.
    private static final int LEAST_REST = 20;
    private static final int MOST_REST = 50;
    private static final int TO_THE_RIGHT = 1;  // in TURNS
    private static final int TO_THE_LEFT = 3;

    private final String me;
    private final RandomGenerator random;

    private boolean welcomed;
    private Snake snake = Snake.NONE;
    private long lastTick;          // that was seen
    private long joinAt;            // a tick; while there is no snake
    private int framesToTurn;
    private int heading;            // of TURNS
    private int hand;               // always to the right, or always to the left
    private byte[] remark;          // to be said next; null: nothing
    private long remarks;           // said so far
    private long settled;           // of them: can be refused no more
    private long nextPing = 1;
    private final LongRing underWay = new LongRing(); // for each ping, how many remarks were said before it

    /// @param me the player's name
    ArenaDialogue(String me, RandomGenerator random) {
        this.me = me;
        this.random = random;
    }

    @Override
    public boolean beginsWithGreeting() {
        return true;
    }

    @Override
    public byte[] nextRequest() {
        underWay.add(remarks);
        return utf8("{\"type\":\"ping\",\"id\":" + nextPing++ + '}');
    }

    @Override
    public byte[] nextRemark() {
        var said = remark;
        remark = null;
        if (said != null) {
            remarks++;
        }
        return said;
    }

    @Override
    public Reply understand(byte[] bytes, int from, int to) {
        if (welcomed) {
            long tick = numberAfter(FRAME, bytes, from, to);
            if (tick >= 0) {
                return frame(tick);
            }
            long id = numberAfter(PONG, bytes, from, to);
            if (id >= 0) {
                return pong(id, bytes, from, to);
            }
        }
        Heard heard;
        try {
            heard = JSON.readValue(bytes, from, to - from);
        } catch (IOException _) {
            heard = null;
        }
        if (heard == null || heard.type == null) {
            return strange("a JSON object with a type", bytes, from, to);
        }
        return welcomed ? understand(heard, bytes, from, to) : greeting(heard, bytes, from, to);
    }

    private Reply greeting(Heard heard, byte[] bytes, int from, int to) {
        if (!heard.type.equals("welcome")) {
            return strange("{\"type\":\"welcome\",...}", bytes, from, to);
        }
        welcomed = true;
        join(); // at once: if nobody lives, there is no frame to wait for
        return new Reply.Greeting(Duration.ofMillis(heard.tickMillis));
    }

    private Reply understand(Heard heard, byte[] bytes, int from, int to) {
        return switch (heard.type) {
            case "frame" -> frame(heard.tick);
            case "pong" -> pong(heard.id, bytes, from, to);
            case "error" -> refused(bytes, from, to);
            case "joined" -> {
                if (me.equals(heard.player)) {
                    born();
                }
                yield Reply.NEWS;
            }
            case "died" -> {
                if (me.equals(heard.player)) {
                    snake = Snake.NONE;
                    joinAt = lastTick + random.nextInt(LEAST_REST, MOST_REST + 1);
                }
                yield Reply.NEWS;
            }
            case "snapshot" -> {
                sees(heard.tick);
                yield Reply.NEWS;
            }
            case "entered", "left", "score", "chat", "tournament" -> Reply.NEWS;
            default -> strange("a message that the arena sends", bytes, from, to);
        };
    }

    // ---- the game ----

    private void join() {
        snake = Snake.WANTED;
        remark = JOIN;
    }

    private void born() {
        snake = Snake.ALIVE;
        heading = random.nextInt(TURNS.length);
        hand = random.nextBoolean() ? TO_THE_RIGHT : TO_THE_LEFT;
        framesToTurn = framesToNextTurn();
    }

    private int framesToNextTurn() {
        return random.nextInt(LEAST_FRAMES, MOST_FRAMES + 1);
    }

    private Reply frame(long tick) {
        sees(tick);
        if (snake == Snake.ALIVE && --framesToTurn == 0) {
            turn();
        }
        return new Reply.Frame(tick);
    }

    private void sees(long tick) {
        lastTick = tick;
        if (snake == Snake.NONE && tick >= joinAt) {
            join();
        }
    }

    /// Round and round, in uneven squares: it sees nothing, and so it keeps away from the edges for a while.
    private void turn() {
        heading = (heading + hand) % TURNS.length;
        remark = TURNS[heading];
        framesToTurn = framesToNextTurn();
    }

    // ---- answers ----

    private Reply pong(long id, byte[] bytes, int from, int to) {
        if (underWay.isEmpty()) {
            return strange("nothing", bytes, from, to);
        }
        long expected = nextPing - underWay.size();
        settled = underWay.poll();
        return id == expected ? Reply.ANSWER
                : new Reply.Wrong("{\"type\":\"pong\",\"id\":" + expected + '}', Dialogue.shown(bytes, from, to));
    }

    /// An `error` is part of the game if it can be about a join or a turn: no place is left, or the snake has died
    /// meanwhile. What a player sends is dealt with in order, so those said before an answered ping are settled, and
    /// an error where a pong is due, and nothing was said before, is about the ping.
    private Reply refused(byte[] bytes, int from, int to) {
        long saidBefore = underWay.isEmpty() ? remarks : underWay.peek();
        if (settled < saidBefore) {
            settled++;
            if (snake == Snake.WANTED) {
                snake = Snake.NONE; // asks again at the next frame: a place becomes free only with one
                joinAt = lastTick;
            }
            return Reply.NEWS;
        }
        if (underWay.isEmpty()) {
            return strange("nothing", bytes, from, to);
        }
        long expected = nextPing - underWay.size();
        underWay.poll();
        return new Reply.Wrong("{\"type\":\"pong\",\"id\":" + expected + '}', Dialogue.shown(bytes, from, to));
    }

    private static Reply strange(String expected, byte[] bytes, int from, int to) {
        return new Reply.Strange(expected, Dialogue.shown(bytes, from, to));
    }

    /// @return -1 if it does not begin so, or no number follows
    private static long numberAfter(byte[] beginning, byte[] bytes, int from, int to) {
        int at = from + beginning.length;
        if (at >= to || !Arrays.equals(bytes, from, at, beginning, 0, beginning.length)) {
            return -1;
        }
        int start = at;
        long number = 0;
        while (at < to && at - start < MOST_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        return at > start && at < to && (bytes[at] == ',' || bytes[at] == '}') ? number : -1;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
