package quest.gameserver.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.LoopThread;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ReplaysTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.120Z");
    private static final byte[] HEADER = json("{\"seed\":1}");

    @TempDir
    private Path data;
    private final LoopThread thread = new LoopThread();
    private final HeldWriter writer = new HeldWriter();
    private Replays replays;

    @BeforeEach
    void open() throws IOException {
        replays = Replays.open(thread.loop, data, writer);
        thread.start();
    }

    @AfterEach
    void close() {
        onLoop(replays::close);
        thread.close();
    }

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void onLoop(Runnable action) {
        thread.call(() -> {
            action.run();
            return null;
        });
    }

    private static <T> T ask(LoopThread thread, Callable<CompletableFuture<T>> question) {
        return thread.call(question).join();
    }

    private List<ReplayInfo> of(String room) {
        return ask(thread, () -> replays.of(room));
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(data.resolve("replays"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// All lines of a replay, read piece by piece.
    static List<String> lines(LoopThread thread, Replays replays, String id) throws IOException {
        var reader = ask(thread, () -> replays.read(id));
        var text = new StringBuilder();
        for (var piece = ask(thread, reader::next); piece != null; piece = ask(thread, reader::next)) {
            text.append(StandardCharsets.UTF_8.decode(piece));
        }
        assertThat(text.toString()).endsWith("\n").hasSize((int) reader.length());
        return text.toString().lines().toList();
    }

    /// A replay of so many ticks, recorded and ended.
    private String record(String room, Instant startedAt, int ticks) {
        var recording = thread.call(() -> {
            var begun = replays.begin(room, startedAt, HEADER);
            begun.player("ann");
            for (int i = 0; i < ticks; i++) {
                begun.tick(json("{\"tick\":" + i + "}"));
            }
            return begun;
        });
        ask(thread, recording::end);
        return recording.id();
    }

    // ---- recording and reading ----

    @Test
    void whatIsRecordedIsReadAsItWas() throws IOException {
        var id = thread.call(() -> {
            var recording = replays.begin("lava", NOON, HEADER);
            recording.player("ann");
            recording.tick(json("{\"inputs\":[\"Zoë\"]}"));
            recording.player("bob");
            recording.player("ann");
            recording.tick(json("{}"));
            assertThat(recording.ticks()).isEqualTo(2);
            recording.end();
            return recording.id();
        });
        thread.awaitUntil(() -> replays.has(id));

        assertThat(of("lava")).containsExactly(new ReplayInfo(id, "lava", NOON, 2, List.of("ann", "bob")));
        var reader = ask(thread, () -> replays.read(id));
        assertThat(StandardCharsets.UTF_8.decode(ask(thread, reader::next)).toString())
                .isEqualTo("{\"seed\":1}\n{\"inputs\":[\"Zoë\"]}\n{}\n");
        assertThat(ask(thread, reader::next)).isNull();
        assertThat(ask(thread, reader::next)).isNull();
    }

    @Test
    void aReplayThatIsBeingRecordedIsNotListed() {
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        assertThat(of("lava")).isEmpty();
        assertThat(thread.call(() -> replays.has(recording.id()))).isFalse();
        ask(thread, recording::end);
        assertThat(of("lava")).extracting(ReplayInfo::id).containsExactly(recording.id());
    }

    @Test
    void aReplayIsListedWhenItIsOnTheDiskAndNotBefore() throws IOException {
        writer.hold();
        var ended = thread.call(() -> {
            var recording = replays.begin("lava", NOON, HEADER);
            recording.tick(json("{}"));
            return recording.end();
        });
        assertThat(of("lava")).isEmpty();
        assertThat(ended).isNotDone();
        assertThat(files()).isEmpty();
        writer.letGo();
        ended.join();
        assertThat(of("lava")).hasSize(1);
    }

    @Test
    void theNewestOfARoomIsFirst() {
        var second = record("lava", NOON.plusSeconds(2), 1);
        record("lobby", NOON.plusSeconds(3), 1);
        var third = record("lava", NOON.plusSeconds(4), 1);

        assertThat(of("lava")).extracting(ReplayInfo::id).containsExactly(third, second);
        assertThat(of("nowhere")).isEmpty();
    }

    @Test
    void twoThatBeginInTheSameMillisecondAreTwo() throws IOException {
        var one = record("lava", NOON, 1);
        var other = record("lava", NOON, 2);

        assertThat(one).isEqualTo("lava-20260301-120000-120");
        assertThat(other).isEqualTo("lava-20260301-120000-120-2");
        assertThat(lines(thread, replays, one)).hasSize(2);
        assertThat(lines(thread, replays, other)).hasSize(3);
    }

    @Test
    void everythingCollectedBetweenTwoBatchesIsWrittenInOnePiece() throws IOException {
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        var file = data.resolve("replays").resolve(recording.id() + ".ndjson");
        writer.hold();
        onLoop(() -> {
            recording.tick(json("1"));
            recording.tick(json("2"));
            replays.flush();
            recording.tick(json("3"));
            replays.flush();
            replays.flush();
        });
        writer.letGo();
        var ended = thread.call(recording::end);
        ended.join();
        assertThat(Files.readAllLines(file)).containsExactly("{\"seed\":1}", "1", "2", "3");
    }

    @Test
    void batchesComeByThemselvesWhileSomethingIsRecorded() throws IOException {
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        onLoop(() -> recording.tick(json("1")));
        var file = data.resolve("replays").resolve(recording.id() + ".ndjson");
        thread.awaitUntil(() -> Files.exists(file) && Files.readAllLines(file).size() == 2);
    }

    @Test
    void aListIsWrittenAsTheProtocolSays() throws IOException {
        record("lava", NOON.plusNanos(999_999), 3);
        assertThat(new ObjectMapper().writeValueAsString(of("lava"))).isEqualTo("""
                [{"id":"lava-20260301-120000-120","room":"lava","startedAt":"2026-03-01T12:00:00.120Z","ticks":3,\
                "players":["ann"]}]""");
    }

    @Test
    void badInputIsExplained() {
        onLoop(() -> {
            assertThatThrownBy(() -> replays.begin("../lava", NOON, HEADER))
                    .hasMessage("a room's name has 1 to 32 of a-z, 0-9 and -, not '../lava'");
            assertThatThrownBy(() -> replays.begin("lava", NOON, json("{\n}"))).hasMessageContaining("is one line");
            var recording = replays.begin("lava", NOON, HEADER);
            assertThatThrownBy(() -> recording.tick(json("{}\n"))).hasMessageContaining("is one line");
            recording.end();
            assertThatThrownBy(() -> recording.tick(json("{}")))
                    .hasMessage("a tick for the replay lava-20260301-120000-120, which has ended");
        });
        assertThatThrownBy(() -> replays.begin("lava", NOON, HEADER)).hasMessageContaining("record a replay");
    }

    // ---- reading while others delete, and hostile ids ----

    @Test
    void aLongReplayIsReadInPiecesThoughItIsDeletedMeanwhile() throws IOException {
        var line = "x".repeat(999);
        var recording = thread.call(() -> {
            var begun = replays.begin("lava", NOON, HEADER);
            for (int i = 0; i < 200; i++) {
                begun.tick(json(line));
            }
            return begun;
        });
        ask(thread, recording::end);
        var reader = ask(thread, () -> replays.read(recording.id()));
        var sizes = new ArrayList<Integer>();
        var text = new StringBuilder();
        for (var piece = ask(thread, reader::next); piece != null; piece = ask(thread, reader::next)) {
            sizes.add(piece.remaining());
            text.append(StandardCharsets.UTF_8.decode(piece));
            Files.deleteIfExists(data.resolve("replays").resolve(recording.id() + ".ndjson"));
        }
        assertThat(sizes).containsExactly(65_536, 65_536, 65_536, 200_011 - 3 * 65_536);
        assertThat(text.toString()).isEqualTo("{\"seed\":1}\n" + (line + "\n").repeat(200));
        assertThat(ask(thread, () -> replays.read(recording.id()))).as("now it is gone").isNull();
    }

    @Test
    void aReaderThatIsClosedWhileItReadsEndsInOrder() throws IOException {
        var id = record("lava", NOON, 100);
        var reader = ask(thread, () -> replays.read(id));
        var piece = thread.call(() -> {
            var next = reader.next();
            assertThatThrownBy(reader::next).hasMessageContaining("one at a time");
            reader.close();
            reader.close();
            return next;
        });
        assertThat(piece.join().remaining()).isEqualTo(reader.length());
        assertThat(ask(thread, reader::next)).isNull();
    }

    @Test
    void aFileThatSomebodyCutIsAFailureAndNoShorterReplay() throws IOException {
        var id = record("lava", NOON, 100);
        Files.writeString(data.resolve("replays").resolve(id + ".ndjson"), "short");
        var reader = ask(thread, () -> replays.read(id));
        assertThatThrownBy(() -> ask(thread, reader::next)).rootCause().hasMessageContaining("bytes are missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "..%2fsecret", "/etc/passwd", "", ".", "..", "lava-20260301-120000-120.ndjson",
        "lava-20260301-120000-120\0", "../replays/lava-20260301-120000-120", "LAVA-20260301-120000-120", "secret"})
    void anIdThatIsNotKnownIsNoPath(String id) throws IOException {
        Files.writeString(data.resolve("secret.ndjson"), "secret\n");
        Files.writeString(data.resolve("replays").resolve("secret.ndjson"), "secret\n");
        assertThat(record("lava", NOON, 1)).isEqualTo("lava-20260301-120000-120");

        assertThat(ask(thread, () -> replays.read(id))).isNull();
        assertThat(thread.call(() -> replays.has(id))).isFalse();
    }

    // ---- after the end of a process ----

    /// Opens a copy of the folder as it is now, as a new process would after this one was killed.
    private void afterAKill(Damage damage, Check check) throws IOException {
        var copy = Files.createDirectories(data.resolveSibling(data.getFileName() + "-copy"));
        try (var files = Files.list(data.resolve("replays"))) {
            for (var file : files.toList()) {
                Files.copy(file, Files.createDirectories(copy.resolve("replays")).resolve(file.getFileName()));
            }
        }
        damage.to(copy.resolve("replays"));
        try (var other = new LoopThread()) {
            var opened = Replays.open(other.loop, copy);
            other.start();
            check.look(other, opened);
            ask(other, opened::shutdown);
        } finally {
            try (var all = Files.walk(copy)) {
                for (var file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private interface Damage {
        void to(Path folder) throws IOException;
    }

    private interface Check {
        void look(LoopThread thread, Replays replays) throws IOException;
    }

    /// Whatever byte of the file was the last that reached it.
    @Test
    void aReplayCutAnywhereEndsWithItsLastWholeTickAndKnowsWhoPlayed() throws IOException {
        var recording = thread.call(() -> {
            var begun = replays.begin("lava", NOON, HEADER);
            begun.player("ann");
            begun.tick(json("{\"tick\":0}"));
            begun.player("bob");
            begun.tick(json("{\"tick\":1}"));
            begun.player("cid");
            begun.tick(json("{\"tick\":2}"));
            replays.flush();
            return begun;
        });
        var whole = "{\"seed\":1}\n{\"tick\":0}\n{\"tick\":1}\n{\"tick\":2}\n";
        var name = recording.id() + ".ndjson";
        var players = List.of("ann", "bob", "cid");
        thread.awaitUntil(() -> Files.exists(data.resolve("replays").resolve(name))
                && Files.size(data.resolve("replays").resolve(name)) == whole.length());
        for (int cut = 0; cut <= whole.length(); cut++) {
            var left = whole.substring(0, cut);
            int lines = (int) left.chars().filter(each -> each == '\n').count();
            afterAKill(folder -> Files.writeString(folder.resolve(name), left), (other, opened) -> {
                var list = ask(other, () -> opened.of("lava"));
                if (lines == 0) {
                    assertThat(list).as("%d bytes", left.length()).isEmpty();
                    return;
                }
                assertThat(list).as("%d bytes", left.length()).containsExactly(new ReplayInfo(recording.id(), "lava",
                        NOON, lines - 1, players.subList(0, lines - 1)));
                assertThat(lines(other, opened, recording.id()))
                        .isEqualTo(whole.lines().limit(lines).toList());
            });
        }
    }

    @Test
    void theListCutAnywhereNeverKeepsTheServerFromOpening() throws IOException {
        var id = record("lava", NOON, 2);
        var about = Files.readString(data.resolve("replays").resolve(id + ".about"));
        for (int cut = 0; cut < about.length(); cut++) {
            var left = about.substring(0, cut);
            boolean roomIsKnown = left.contains("\n");
            afterAKill(folder -> Files.writeString(folder.resolve(id + ".about"), left), (other, opened) -> {
                var list = ask(other, () -> opened.of("lava"));
                assertThat(list).extracting(ReplayInfo::ticks).isEqualTo(roomIsKnown ? List.of(2L) : List.of());
            });
        }
    }

    @Test
    void whatWasRepairedOnceIsAsIfItHadEnded() throws IOException {
        var id = record("lava", NOON, 2);
        var folder = data.resolve("replays");
        var about = Files.readString(folder.resolve(id + ".about"));
        Files.writeString(folder.resolve(id + ".about"), about.substring(0, about.indexOf("{\"ticks\"")));
        Files.writeString(folder.resolve(id + ".ndjson"), "{\"half", StandardOpenOption.APPEND);
        try (var other = new LoopThread()) {
            Replays.open(other.loop, data).close();
        }
        assertThat(folder.resolve(id + ".about")).hasContent(about);
        assertThat(folder.resolve(id + ".ndjson")).hasContent("{\"seed\":1}\n{\"tick\":0}\n{\"tick\":1}\n");
        assertThat(files()).hasSize(2);
    }

    @Test
    void everythingIsThereAfterClosingAndOpeningAgainAlsoWhatWasBeingRecorded() throws IOException {
        record("lava", NOON, 2);
        var late = thread.call(() -> {
            var recording = replays.begin("lava", NOON.plusSeconds(1), HEADER);
            recording.tick(json("{}"));
            replays.close();
            recording.tick(json("{}"));
            return recording;
        });
        onLoop(() -> {
            late.player("ann");
            replays.close();
            replays.begin("lava", NOON, HEADER).tick(json("{}"));
        });
        try (var other = new LoopThread()) {
            var opened = Replays.open(other.loop, data);
            assertThat(opened.of("lava").join()).extracting(ReplayInfo::ticks).containsExactly(1L, 2L);
            opened.close();
        }
        assertThat(files()).hasSize(4);
    }

    @Test
    void shutdownIsOverWhenEverythingIsOnTheDiskAndBlocksNobody() throws IOException {
        writer.hold();
        var written = thread.call(() -> {
            replays.begin("lava", NOON, HEADER).tick(json("{}"));
            return replays.shutdown();
        });
        assertThat(written).isNotDone();
        writer.letGo();
        written.join();
        assertThat(of("lava")).extracting(ReplayInfo::ticks).containsExactly(1L);
        assertThat(files()).hasSize(2);
    }

    @Test
    void closingAfterTheLoopHasEndedStillWritesEverything() throws IOException {
        var other = new LoopThread().start();
        var opened = Replays.open(other.loop, data.resolve("other"));
        var recording = other.call(() -> {
            var begun = opened.begin("lava", NOON, HEADER);
            begun.tick(json("{}"));
            return begun;
        });
        other.close();
        opened.close();

        assertThat(recording.end()).isCompleted();
        assertThat(data.resolve("other/replays/" + recording.id() + ".ndjson")).hasContent("{\"seed\":1}\n{}\n");
    }

    @Test
    void aFileThatIsDamagedIsReportedAndTheOthersAreThere() throws IOException {
        record("lava", NOON, 1);
        afterAKill(folder -> {
            Files.writeString(folder.resolve("bad.about"), "{\"room\":7}\n[]\n");
            Files.writeString(folder.resolve("bad.ndjson"), "{}\n");
            Files.writeString(folder.resolve("worse.about"), "no json\n");
            Files.writeString(folder.resolve("worse.ndjson"), "{}\n");
            Files.writeString(folder.resolve("My notes.about"), "not ours");
            Files.writeString(folder.resolve("notes.txt"), "not ours");
        }, (other, opened) -> {
            assertThat(ask(other, () -> opened.of("lava"))).hasSize(1);
            assertThat(other.failures).extracting(Throwable::getMessage).containsExactlyInAnyOrder(
                    "the replay bad cannot be read", "the replay worse cannot be read");
            other.failures.clear();
        });
    }

    // ---- bounds and failures ----

    @Test
    void theOldestIsDeletedWhenThereAreTooMany() throws IOException {
        for (int i = 0; i < Replays.MOST; i++) {
            record("r" + i, NOON.plusSeconds(i), 1);
        }
        assertThat(files()).hasSize(2 * Replays.MOST);
        record("new", NOON.plusSeconds(1_000), 1);

        assertThat(of("r0")).isEmpty();
        assertThat(of("r1")).hasSize(1);
        assertThat(of("new")).hasSize(1);
        onLoop(replays::close);
        assertThat(files()).hasSize(2 * Replays.MOST).noneMatch(name -> name.startsWith("r0-"));
    }

    @Test
    void aRecordingWhoseDiskFailsIsGivenUpAndReportedOnceWhileOthersGoOn() throws IOException {
        var other = thread.call(() -> replays.begin("lobby", NOON, HEADER));
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        var file = data.resolve("replays").resolve(recording.id() + ".ndjson");
        thread.awaitUntil(() -> Files.exists(file));
        Files.delete(file);
        var ended = thread.call(() -> {
            recording.tick(json("1"));
            replays.flush();
            recording.tick(json("2"));
            other.tick(json("1"));
            replays.flush();
            recording.tick(json("3"));
            return recording.end();
        });
        assertThatThrownBy(ended::join).hasRootCauseInstanceOf(NoSuchFileException.class);
        ask(thread, other::end);

        assertThat(thread.failures).singleElement().satisfies(each -> assertThat(each)
                .hasMessage("the replay " + recording.id() + " is given up"));
        thread.failures.clear();
        assertThat(of("lava")).isEmpty();
        assertThat(of("lobby")).extracting(ReplayInfo::ticks).containsExactly(1L);
        onLoop(() -> {
            recording.tick(json("4"));
            recording.player("ann");
            replays.close();
        });
        assertThat(files()).hasSize(2).allMatch(name -> name.startsWith("lobby-"));
    }

    @Test
    void aFolderThatIsGoneIsReportedAndNothingElseHappens() throws IOException {
        Files.delete(data.resolve("replays"));
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        assertThatThrownBy(() -> ask(thread, recording::end)).hasRootCauseInstanceOf(
                NoSuchFileException.class);
        assertThat(thread.failures).hasSize(1);
        thread.failures.clear();
    }

    @Test
    void whenTheDiskIsTooSlowARecordingIsGivenUpAndMemoryIsBounded() throws IOException {
        writer.hold();
        var line = json("x".repeat(1 << 20));
        var recording = thread.call(() -> {
            var begun = replays.begin("lava", NOON, HEADER);
            for (int i = 0; i < 20; i++) {
                begun.tick(line);
                replays.flush();
            }
            return begun;
        });
        assertThat(thread.failures).singleElement().satisfies(each -> assertThat(each)
                .hasMessageContaining("is given up").cause().hasMessageContaining("the disk is behind by"));
        thread.failures.clear();
        writer.letGo();
        assertThatThrownBy(() -> ask(thread, recording::end)).hasRootCauseInstanceOf(IOException.class);
        // What had waited is written and deleted, and the next recording has all the room again.
        var next = record("lava", NOON.plusSeconds(1), 3);
        assertThat(files()).containsExactly(next + ".about", next + ".ndjson");
    }

    @Test
    void aReplayThatGrowsWithoutEndIsGivenUp() throws IOException {
        var line = json("x".repeat(1 << 20));
        var recording = thread.call(() -> replays.begin("lava", NOON, HEADER));
        for (int i = 0; i < 65 && thread.failures.isEmpty(); i++) {
            onLoop(() -> {
                recording.tick(line);
                replays.flush();
            });
            record("other", NOON, 1);   // the writer has done what it had to do
        }
        assertThat(thread.failures).singleElement().satisfies(each -> assertThat(each)
                .cause().hasMessageContaining("it has grown to"));
        thread.failures.clear();
        onLoop(replays::close);
        assertThat(files()).noneMatch(name -> name.startsWith("lava"));
    }

    @Test
    void aCrowdIsListedUpToABound() {
        var recording = thread.call(() -> {
            var begun = replays.begin("lava", NOON, HEADER);
            for (int i = 0; i < 2 * Recording.MOST_PLAYERS; i++) {
                begun.player("p" + i);
            }
            begun.tick(json("{}"));
            return begun;
        });
        ask(thread, recording::end);
        assertThat(of("lava").getFirst().players()).hasSize(Recording.MOST_PLAYERS).startsWith("p0");
    }
}
