package quest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quest.eventloop.EventLoop;
import quest.eventloop.scenes.BlockingNightmare;
import quest.eventloop.scenes.NeverBlockTheLoop;

/// A scene played with `--trace`.
class TracedPlayTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whereTheLoopWasBlockedIsOneLongSliceOfIt() throws Exception {
        var file = folder.resolve("trace.json");

        assertThat(play(new NeverBlockTheLoop(), "--virtual", "--trace", file.toString())).isZero();

        assertThat(out.toString()).contains("The trace is in " + file, "https://ui.perfetto.dev");
        assertThat(slices(file, "loop")).contains("250.0+300.0 wizard: blocks the loop", "250.0+300.0 computes");
        assertThat(slices(file, "loop 2")).isNotEmpty().noneMatch(slice -> slice.contains("blocks"));
        assertThat(slices(file, "torch")).containsSubsequence("0.0+100.0 waits", "100.0+200.0 waits",
                "300.0+250.0 is late: the loop is busy");
    }

    @Test
    void whereThereIsNoLoopTheThreadsSleepsShow() throws Exception {
        var file = folder.resolve("trace.json");

        play(new BlockingNightmare(), "--virtual", "--players", "2", "--trace", file.toString());

        assertThat(slices(file, Thread.currentThread().getName())).containsExactly("0.0+100.0 sleeps", "100.0+50.0 sleeps",
                "150.0+75.0 sleeps", "225.0+200.0 sleeps", "425.0+100.0 sleeps", "525.0+50.0 sleeps", "575.0+75.0 sleeps",
                "650.0+200.0 sleeps");
    }

    static List<Scene> scenesInVirtualTime() {
        return EverySceneTest.scenesInVirtualTime();
    }

    @ParameterizedTest
    @MethodSource("scenesInVirtualTime")
    void everySceneHasATraceWhoseSlicesAreNestedAndInTime(Scene scene) throws Exception {
        var file = folder.resolve("trace.json");

        assertThat(play(scene, "--virtual", "--trace", file.toString())).as(err.toString()).isZero();

        var events = events(file);
        assertThat(events).isNotEmpty();
        var open = new HashMap<Integer, ArrayDeque<Double>>();
        double last = 0;
        for (var event : events) {
            double from = event.get("ts").doubleValue();
            assertThat(from).as("in the order of time").isGreaterThanOrEqualTo(last);
            last = from;
            if (event.get("ph").textValue().equals("X")) {
                double to = from + event.get("dur").doubleValue();
                assertThat(to).isGreaterThanOrEqualTo(from);
                var around = open.computeIfAbsent(event.get("tid").intValue(), _ -> new ArrayDeque<>());
                while (!around.isEmpty() && around.peek() <= from) {
                    around.pop();
                }
                assertThat(around.isEmpty() || to <= around.peek()).as(event + " within what is around it").isTrue();
                around.push(to);
            }
        }
    }

    @Test
    void aSceneThatBreaksOffHasATraceAllTheSame() throws Exception {
        var file = folder.resolve("trace.json");

        assertThat(play(new Told("ann", () -> {
            throw new SceneBrokenOff("the ship has sunk");
        }), "--virtual", "--trace", file.toString())).isEqualTo(3);

        assertThat(events(file)).extracting(event -> event.get("name").textValue()).containsExactly("is here");
        assertThat(err.toString()).contains("the ship has sunk");
    }

    @Test
    void aSceneThatDoesNotPlayBecauseOfItsArgumentsHasNone() {
        assertThat(play(new BlockingNightmare(), "--virtual", "--players", "0", "--trace",
                folder.resolve("trace.json").toString())).isEqualTo(2);

        assertThat(folder).isEmptyDirectory();
        assertThat(out.toString()).doesNotContain("The trace is in");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidBeforeTheScenePlays() {
        for (var file : List.of("trace.txt", folder.resolve("nowhere/trace.json").toString(), folder.toString())) {
            out.reset();
            err.reset();

            assertThat(play(new Told("ann", () -> { }), "--trace", file)).isEqualTo(2);

            assertThat(err.toString()).startsWith(file.endsWith(".json") ? "the trace cannot be written: there is no folder "
                    : "a trace is a .html file").contains("usage: ./quest run told");
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void aTraceWithoutAFileOrWithTwoIsRefused() {
        assertThat(play(new Told("ann", () -> { }), "--trace")).isEqualTo(2);
        assertThat(err.toString()).startsWith("a trace is a .html file").contains("(for Perfetto), not nothing");

        err.reset();
        assertThat(play(new Told("ann", () -> { }), "--trace", "a.json", "--trace", "b.json")).isEqualTo(2);
        assertThat(err.toString()).startsWith("choose one file: --trace once");
    }

    @Test
    void withoutTheFlagNothingIsTraced() throws Exception {
        var traced = new ArrayList<Boolean>();
        var file = folder.resolve("trace.json");

        play(new LoopMaker(traced), "--virtual");
        assertThat(folder.toFile().list()).isEmpty();
        play(new LoopMaker(traced), "--virtual", "--trace", file.toString());

        assertThat(traced).containsExactly(false, true);
    }

    private int play(Scene scene, String... args) {
        return new Performance(scene, new PrintStream(out), new PrintStream(err), InputStream.nullInputStream())
                .play(List.of(args));
    }

    private static List<JsonNode> events(Path file) throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var event : JsonMapper.builder().build().readTree(Files.readString(file)).get("traceEvents")) {
            if (!event.get("ph").textValue().equals("M")) {
                events.add(event);
            }
        }
        return events;
    }

    /// The slices of a lane: beginning and duration in milliseconds, and the name.
    private static List<String> slices(Path file, String lane) throws Exception {
        var slices = new ArrayList<String>();
        int tid = -1;
        for (var event : JsonMapper.builder().build().readTree(Files.readString(file)).get("traceEvents")) {
            if (event.get("name").textValue().equals("thread_name") && event.at("/args/name").textValue().equals(lane)) {
                tid = event.get("tid").intValue();
            }
            if (event.get("ph").textValue().equals("X") && event.get("tid").intValue() == tid) {
                slices.add("%.1f+%.1f %s".formatted(event.get("ts").doubleValue() / 1000,
                        event.get("dur").doubleValue() / 1000, event.get("name").textValue()));
            }
        }
        return slices;
    }

    /// Tells of somebody, and then something happens.
    private record Told(String who, Runnable then) implements ShortScene {

        @Override
        public void play(Stage stage) {
            stage.tell(who, "is here");
            then.run();
        }
    }

    /// Looks whether somebody listens to the loop that it gets.
    private record LoopMaker(List<Boolean> traced) implements ShortScene {

        @Override
        public void play(Stage stage) throws Exception {
            var loop = stage.newLoop();
            loop.schedule(loop::stop, Duration.ZERO);
            loop.run();
            var listener = EventLoop.class.getDeclaredField("listener");
            listener.setAccessible(true);
            traced.add(listener.get(loop) != null);
        }
    }

    private interface ShortScene extends Scene {

        @Override
        default String title() {
            return "A short scene";
        }

        @Override
        default String remark() {
            return "It was short.";
        }

        @Override
        default int lesson() {
            return 1;
        }
    }
}
