package quest.gameserver.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {

    private static final Request JUMP = new Request.Perform(Action.JUMP);

    private final AtomicLong millis = new AtomicLong(Instant.parse("2026-01-02T03:04:05.006Z").toEpochMilli());
    private final List<IOException> failures = new ArrayList<>();

    @TempDir
    private Path folder;

    private RequestLog inMemory() {
        return new RequestLog(() -> Instant.ofEpochMilli(millis.get()));
    }

    private RequestLog inFile(Path file) throws IOException {
        return new RequestLog(() -> Instant.ofEpochMilli(millis.get()), file, failures::add);
    }

    @Test
    void anEntryIsALineOfFourColumns() throws IOException {
        var file = folder.resolve("requests.log");
        try (var log = inFile(file)) {
            log.received(1, JUMP);
            millis.addAndGet(1_000);
            log.received(2, new Request.Refused("empty action", false));
            log.received(2, new Request.Quit());
            log.dropped(1, JUMP);
            log.dropped(1, null);
        }

        assertThat(Files.readString(file)).isEqualTo("""
                c1\tjump\tOK\t2026-01-02T03:04:05.006Z
                c2\tempty action\tERR\t2026-01-02T03:04:06.006Z
                c1\tjump\tDROPPED\t2026-01-02T03:04:06.006Z
                """);
    }

    @Test
    void aFileThatIsThereIsContinued() throws IOException {
        var file = folder.resolve("requests.log");
        Files.writeString(file, "before\n");
        try (var log = inFile(file)) {
            log.received(1, JUMP);
        }

        assertThat(Files.readAllLines(file)).hasSize(2).startsWith("before");
    }

    @Test
    void timesNeverDecreaseWhenTheClockIsSetBack() {
        var log = inMemory();
        log.received(1, JUMP);
        millis.addAndGet(-5_000);
        log.received(1, JUMP);

        assertThat(log.entries()).extracting(RequestLog.Entry::time).isSorted().hasSize(2);
    }

    @Test
    void inMemoryOnlyTheLastAreKept() {
        var log = inMemory();
        for (int client = 1; client <= RequestLog.KEPT + 5; client++) {
            log.received(client, JUMP);
        }

        assertThat(log.entries()).hasSize(RequestLog.KEPT);
        assertThat(log.entries().getFirst().client()).isEqualTo("c6");
        assertThat(log.entries().getLast().client()).isEqualTo("c" + (RequestLog.KEPT + 5));
    }

    @Test
    void everyEntryOfManyThreadsIsWrittenOnceAndEachThreadsInItsOrder() throws Exception {
        var file = folder.resolve("requests.log");
        try (var log = inFile(file)) {
            var threads = IntStream.rangeClosed(1, 8).mapToObj(client -> Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    log.received(client, new Request.Refused(String.valueOf(i), false));
                }
            })).toList();
            for (var thread : threads) {
                thread.join();
            }
        }

        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(80_000);
        for (int client = 1; client <= 8; client++) {
            var mine = "c" + client;
            assertThat(lines.stream().map(line -> line.split("\t")).filter(columns -> columns[0].equals(mine))
                    .map(columns -> Integer.parseInt(columns[1])).toList())
                    .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
        }
    }

    @Test
    void whoWaitsForItIsToldWhenItHasCaughtUp() throws Exception {
        var caughtUp = new CountDownLatch(1);
        try (var log = inFile(folder.resolve("requests.log"))) {
            for (int i = 0; i < 3 * RequestLog.BEHIND && !log.isBehind(); i++) {
                log.received(1, JUMP);
            }
            log.whenCaughtUp(caughtUp::countDown);
            caughtUp.await();
        }
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> inFile(folder)).isInstanceOf(IOException.class);
    }
}
