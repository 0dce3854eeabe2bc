package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import quest.eventloop.VirtualClock;
import quest.trace.Trace.Lane;

class TraceJsonTest {

    private static final Lane ANN = new Lane(Trace.HEROES, "ann");

    private final VirtualClock clock = new VirtualClock();
    private final Trace trace = new Trace(clock, 10);

    @Test
    void aLaneIsAThreadOfAProcessAndASliceIsACompleteEvent() throws Exception {
        trace.waiting(ANN, "waits", 0, 1_500, Map.of("deadline", "1.5 µs"));

        assertThat(written(trace)).isEqualTo("""
                {"displayTimeUnit":"ms","otherData":{"title":"a title"},"traceEvents":[
                {"ph":"M","name":"process_name","pid":1,"tid":1,"args":{"name":"heroes"}},
                {"ph":"M","name":"process_sort_index","pid":1,"tid":1,"args":{"sort_index":1}},
                {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"ann"}},
                {"ph":"M","name":"thread_sort_index","pid":1,"tid":1,"args":{"sort_index":1}},
                {"ph":"X","dur":1.500,"name":"waits","cat":"waiting","ts":0.000,"pid":1,"tid":1,"args":{"deadline":"1.5 µs"}}
                ]}
                """);
    }

    @Test
    void momentsAreInstantEventsOfOneLaneOrOfAll() throws Exception {
        trace.moment(ANN, "sees a dragon", 2_000, Map.of());
        trace.momentForAll("Second act", 3_000);

        assertThat(trail(trace)).containsExactly("i/t ann 2.000 sees a dragon", "i/g everybody 3.000 Second act");
    }

    @Test
    void loopsComeFirstThenHeroesThenOthers() throws Exception {
        trace.moment(new Lane("virtual threads", "worker"), "begins", 0, Map.of());
        trace.moment(ANN, "begins", 1_000, Map.of());
        trace.moment(new Lane(Trace.LOOPS, "loop"), "begins", 2_000, Map.of());

        assertThat(lanes(trace)).containsExactly("the loop: loop", "heroes: ann", "virtual threads: worker");
    }

    @Test
    void whereThereIsNoLoopThreadsComeFirst() throws Exception {
        trace.moment(ANN, "begins", 0, Map.of());
        trace.moment(new Lane(Trace.THREADS, "main"), "begins", 0, Map.of());

        assertThat(lanes(trace)).containsExactly("threads: main", "heroes: ann");
    }

    @Test
    void whatOverlapsWithoutBeingNestedGoesToASecondRow() throws Exception {
        trace.running(ANN, "first", 0, 5_000, Map.of());
        trace.running(ANN, "within", 1_000, 2_000, Map.of());
        trace.running(ANN, "overlaps", 3_000, 8_000, Map.of());
        trace.running(ANN, "after", 5_000, 6_000, Map.of());

        assertThat(trail(trace)).containsExactly("X ann 0.000+5.000 first", "X ann 1.000+1.000 within",
                "X ann (2) 3.000+5.000 overlaps", "X ann 5.000+1.000 after");
        assertThat(lanes(trace)).containsExactly("heroes: ann", "heroes: ann (2)");
    }

    @Test
    void whatTakesNoTimeComesBeforeWhatBeginsWithItAndWhatWasRecordedLaterIsOutside() throws Exception {
        trace.running(ANN, "inner", 0, 3_000, Map.of());
        trace.running(ANN, "outer", 0, 3_000, Map.of());
        trace.running(ANN, "at once", 0, 0, Map.of());

        assertThat(trail(trace)).containsExactly("X ann 0.000+0.000 at once", "X ann 0.000+3.000 outer",
                "X ann 0.000+3.000 inner");
    }

    @Test
    void whatWasBeforeTheBeginningHasANegativeTime() throws Exception {
        trace.moment(ANN, "is early", -1, Map.of());

        assertThat(trail(trace)).containsExactly("i/t ann -0.001 is early");
    }

    @Test
    void anyNameComesBackAsItWas() throws Exception {
        for (var name : HostileNames.ALL) {
            var one = new Trace(clock, 10);
            one.running(new Lane(name, name), name, 0, 1, Map.of(name, name));

            var events = events(one);

            assertThat(events.getLast().get("name").textValue()).isEqualTo(name);
            assertThat(events.getLast().get("args").get(name).textValue()).isEqualTo(name);
            assertThat(lanes(one)).containsExactly(name + ": " + name);
        }
    }

    @Test
    void halfACharacterIsWrittenAsWhatItIs() throws Exception {
        trace.moment(ANN, "\ud83d", 0, Map.of());

        assertThat(written(trace)).contains("\"name\":\"\\ud83d\"");
    }

    @Test
    void aFullTraceSaysHowMuchItHasDropped() throws Exception {
        for (int i = 1; i <= 13; i++) {
            trace.moment(ANN, "step " + i, i * 1000, Map.of());
        }

        assertThat(trace.isFull()).isTrue();
        assertThat(trace.events()).hasSize(10);
        assertThat(trail(trace)).hasSize(11).startsWith("i/t ann 1.000 step 1")
                .endsWith("i/g everybody 10.000 the trace is full: 3 more events were dropped");
        assertThat(JsonMapper.builder().build().readTree(written(trace)).at("/otherData/dropped").textValue()).isEqualTo("3");
    }

    @Test
    void aTraceThatBeginsAgainHasForgotten() throws Exception {
        trace.moment(ANN, "was here", 0, Map.of());
        trace.begin();

        assertThat(trail(trace)).isEmpty();
    }

    @Test
    void aSliceThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> trace.running(ANN, "nonsense", 5, 4, Map.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'nonsense' ends before it begins");
    }

    static String written(Trace trace) throws IOException {
        var out = new StringBuilder();
        TraceJson.write(trace, "a title", out);
        return out.toString();
    }

    /// Its events, those that only name lanes left out.
    static List<JsonNode> events(Trace trace) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (var event : JsonMapper.builder().build().readTree(written(trace)).get("traceEvents")) {
            if (!event.get("ph").textValue().equals("M")) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<String> lanes(Trace trace) throws IOException {
        var groups = new LinkedHashMap<String, String>();
        var lanes = new ArrayList<String>();
        for (var event : JsonMapper.builder().build().readTree(written(trace)).get("traceEvents")) {
            var pid = event.get("pid").asText();
            switch (event.get("name").asText()) {
                case "process_name" -> groups.put(pid, event.at("/args/name").asText());
                case "thread_name" -> lanes.add(groups.get(pid) + ": " + event.at("/args/name").asText());
                default -> { }
            }
        }
        return lanes;
    }

    private static List<String> trail(Trace trace) throws IOException {
        var names = new LinkedHashMap<String, String>();
        var trail = new ArrayList<String>();
        for (var event : JsonMapper.builder().build().readTree(written(trace)).get("traceEvents")) {
            var lane = event.get("tid").asText();
            var name = event.get("name").asText();
            var at = event.has("ts") ? written(event, "ts") : "";
            switch (event.get("ph").asText()) {
                case "X" -> trail.add("X %s %s+%s %s".formatted(names.get(lane), at, written(event, "dur"), name));
                case "i" -> trail.add("i/%s %s %s %s".formatted(event.get("s").asText(),
                        event.get("s").asText().equals("g") ? "everybody" : names.get(lane), at, name));
                default -> {
                    if (name.equals("thread_name")) {
                        names.put(lane, event.at("/args/name").asText());
                    }
                }
            }
        }
        return trail;
    }

    private static String written(JsonNode event, String time) {
        return "%.3f".formatted(event.get(time).doubleValue());
    }
}
