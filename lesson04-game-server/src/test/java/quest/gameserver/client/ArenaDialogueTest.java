package quest.gameserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A player of the arena, and a server that is the test's script.
class ArenaDialogueTest {

    private static final String WELCOME = "{\"type\":\"welcome\",\"you\":\"swarm-x-1\",\"room\":\"swarm-1\","
            + "\"width\":50,\"height\":25,\"tickMillis\":100,\"spectator\":false}";
    private static final String JOINED = "{\"type\":\"joined\",\"player\":\"swarm-x-1\",\"color\":2,\"head\":[7,9]}";
    private static final String DIED =
            "{\"type\":\"died\",\"player\":\"swarm-x-1\",\"cause\":\"wall\",\"by\":null,\"score\":5}";
    private static final String ERROR = "{\"type\":\"error\",\"message\":\"no\"}";
    private static final String JOIN = "{\"type\":\"join\"}";

    private final List<String> said = new ArrayList<>();
    private ArenaDialogue dialogue = new ArenaDialogue("swarm-x-1", new SplittableRandom(1));

    private Reply hear(String message) {
        var bytes = ("before" + message + "after").getBytes(StandardCharsets.UTF_8);
        var reply = dialogue.understand(bytes, 6, bytes.length - 5);
        for (var remark = dialogue.nextRemark(); remark != null; remark = dialogue.nextRemark()) {
            said.add(new String(remark, StandardCharsets.UTF_8));
        }
        return reply;
    }

    private String ping() {
        return new String(dialogue.nextRequest(), StandardCharsets.UTF_8);
    }

    private static String pong(int id) {
        return "{\"type\":\"pong\",\"id\":%d}".formatted(id);
    }

    private static String frame(long tick) {
        return "{\"type\":\"frame\",\"tick\":%d,\"cells\":[[1,2,\"@\",3]]}".formatted(tick);
    }

    /// Frames of so many ticks, from one on.
    private void frames(long from, int count) {
        for (long tick = from; tick < from + count; tick++) {
            assertThat(hear(frame(tick))).isEqualTo(new Reply.Frame(tick));
        }
    }

    private void welcomed() {
        assertThat(hear(WELCOME)).isEqualTo(new Reply.Greeting(Duration.ofMillis(100)));
    }

    private void born() {
        welcomed();
        assertThat(hear(JOINED)).isEqualTo(Reply.NEWS);
        said.clear();
    }

    @Test
    void whoIsWelcomedJoinsAndSaysNothingElseUntilBorn() {
        welcomed();
        assertThat(hear("{\"type\":\"snapshot\",\"tick\":17,\"cells\":[],\"snakes\":[]}")).isEqualTo(Reply.NEWS);
        frames(18, 100);

        assertThat(said).containsExactly(JOIN);
    }

    @Test
    void turnsComeAfterAFewFramesAlwaysTheSameWayRound() {
        born();
        int last = 0;
        for (int tick = 1; tick <= 600; tick++) {
            int before = said.size();
            hear(frame(tick));
            if (said.size() > before) {
                assertThat(tick - last).as("ticks from turn to turn").isBetween(3, 6);
                last = tick;
            }
        }

        assertThat(said).hasSizeBetween(100, 200);
        var directions = said.stream().map(turn -> turn.replaceAll(".*:\"|\"}", "")).toList();
        var clockwise = List.of("up", "right", "down", "left");
        int steps = clockwise.indexOf(directions.get(1)) - clockwise.indexOf(directions.get(0));
        assertThat(Math.floorMod(steps, 4)).isIn(1, 3);
        for (int i = 0; i < directions.size(); i++) {
            assertThat(clockwise.indexOf(directions.get(i)))
                    .isEqualTo(Math.floorMod(clockwise.indexOf(directions.getFirst()) + i * steps, 4));
        }
        assertThat(said.getFirst()).matches("\\{\"type\":\"turn\",\"direction\":\"(up|right|down|left)\"}");
    }

    @Test
    void sameSeedMakesTheSameTurns() {
        var all = new ArrayList<List<String>>();
        for (var seed : new long[] {3, 3, 4}) {
            dialogue = new ArenaDialogue("swarm-x-1", new SplittableRandom(seed));
            born();
            frames(1, 300);
            all.add(List.copyOf(said));
        }

        assertThat(all.get(0)).isEqualTo(all.get(1)).isNotEqualTo(all.get(2));
    }

    /// A corpse lies for 50 ticks, so a frame of that time is the last that is certain to come.
    @Test
    void whoHasDiedTakesABreathAndJoinsAgain() {
        born();
        frames(1, 2);
        assertThat(hear(DIED)).isEqualTo(Reply.NEWS);
        frames(3, 19);
        assertThat(said).isEmpty();
        hear(frame(2 + 50));

        assertThat(said).containsExactly(JOIN);
        frames(53, 100);
        assertThat(said).as("it is being waited for").containsExactly(JOIN);
    }

    @Test
    void snapshotInPlaceOfFramesIsAsGoodToJoinAt() {
        born();
        hear(DIED);
        hear("{\"type\":\"snapshot\",\"tick\":80,\"cells\":[],\"snakes\":[]}");

        assertThat(said).containsExactly(JOIN);
    }

    @Test
    void deathsOfOthersAreNews() {
        born();
        assertThat(hear(DIED.replace("x-1", "x-2"))).isEqualTo(Reply.NEWS);
        frames(1, 6);

        assertThat(said).hasSizeBetween(1, 2).allMatch(remark -> remark.contains("turn"));
    }

    @Test
    void refusedJoinIsTriedAgainAtTheNextFrame() {
        welcomed();
        assertThat(hear(ERROR)).isEqualTo(Reply.NEWS);
        assertThat(said).containsExactly(JOIN);
        frames(1, 1);

        assertThat(said).containsExactly(JOIN, JOIN);
    }

    @Test
    void pingsAreAnsweredByTheirPongsInOrder() {
        born();
        assertThat(ping()).isEqualTo("{\"type\":\"ping\",\"id\":1}");
        assertThat(ping()).isEqualTo("{\"type\":\"ping\",\"id\":2}");

        assertThat(hear(pong(1))).isEqualTo(Reply.ANSWER);
        assertThat(hear(pong(2))).isEqualTo(Reply.ANSWER);
        assertThat(hear(pong(3))).isEqualTo(new Reply.Strange("nothing", pong(3)));
    }

    @Test
    void anotherPongIsWrong() {
        born();
        ping();

        assertThat(hear(pong(7))).isEqualTo(new Reply.Wrong(pong(1), pong(7)));
    }

    @Test
    void errorThatCannotBeAboutTheGameIsAboutThePing() {
        born();
        ping();
        assertThat(hear(pong(1))).as("what was said before it is settled").isEqualTo(Reply.ANSWER);
        assertThat(hear(ERROR)).isEqualTo(new Reply.Strange("nothing", ERROR));
        ping();

        assertThat(hear(ERROR)).isEqualTo(new Reply.Wrong(pong(2), ERROR));
    }

    @Test
    void refusedTurnIsPartOfTheGame() {
        born();
        ping();
        frames(1, 6); // a turn, and perhaps two
        ping();

        assertThat(hear(pong(1))).isEqualTo(Reply.ANSWER);
        for (int turn = 0; turn < said.size(); turn++) {
            assertThat(hear(ERROR)).isEqualTo(Reply.NEWS);
        }
        assertThat(hear(ERROR)).isEqualTo(new Reply.Wrong(pong(2), ERROR));
    }

    @Test
    void everythingElseThatAnArenaSaysIsNews() {
        born();
        for (var message : new String[] {"{\"type\":\"entered\",\"player\":\"bob\",\"spectator\":false}",
            "{\"type\":\"left\",\"player\":\"bob\"}", "{\"type\":\"score\",\"player\":\"ann\",\"score\":5}",
            "{\"type\":\"chat\",\"from\":\"ann\",\"text\":\"{\\\"type\\\":\\\"frame\\\",\\\"tick\\\":1}\"}",
            "{\"type\":\"tournament\",\"state\":\"running\",\"rounds\":[[{\"players\":[\"t-1\"],\"winner\":null}]]}"}) {
            assertThat(hear(message)).as(message).isEqualTo(Reply.NEWS);
        }
        assertThat(said).isEmpty();
    }

    /// JSON leaves the order of fields open, and the room between them.
    @Test
    void anotherWayToWriteTheSameIsUnderstood() {
        born();
        ping();

        assertThat(hear("{ \"id\": 1, \"type\": \"pong\", \"new\": [] }")).isEqualTo(Reply.ANSWER);
        assertThat(hear("{\"cells\":[[1,2,\"@\",3]], \"tick\":12, \"type\":\"frame\"}")).isEqualTo(new Reply.Frame(12));
    }

    @Test
    void serverOfAnotherKindIsNoticed() {
        assertThat(hear("OK jump")).isEqualTo(new Reply.Strange("a JSON object with a type", "OK jump"));
        assertThat(hear(frame(1))).isEqualTo(new Reply.Strange("{\"type\":\"welcome\",...}", frame(1)));
        for (var odd : new String[] {"", "null", "[]", "{}", "{\"type\":null}", "{\"type\":\"welcome\"} x"}) {
            assertThat(hear(odd)).as(odd).isEqualTo(new Reply.Strange("a JSON object with a type", odd));
        }
        welcomed();
        for (var odd : new String[] {WELCOME, "{\"type\":\"gold\"}"}) {
            assertThat(hear(odd)).as(odd).isInstanceOf(Reply.Strange.class);
        }
        assertThat(hear("{\"type\":\"frame\",\"tick\":\"\u001b[2J\"}")).isInstanceOf(Reply.Strange.class);
    }

    @Test
    void namesAreSuchAsAnArenaTakesAndRoomsHaveTwenty() {
        var tag = ArenaNames.tag(new SplittableRandom(5));

        assertThat(tag).matches("[0-9a-z]{1,4}").isNotEqualTo(ArenaNames.tag(new SplittableRandom(6)));
        assertThat(ArenaNames.player("zzzz", 60_000)).isEqualTo("swarm-zzzz-60000").hasSize(16);
        assertThat(List.of(1, 20, 21, 19_980, 19_981).stream().map(ArenaNames::room))
                .containsExactly("swarm-1", "swarm-1", "swarm-2", "swarm-999", "swarm-1");
    }
}
