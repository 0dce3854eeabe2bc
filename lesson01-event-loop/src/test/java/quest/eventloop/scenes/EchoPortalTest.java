package quest.eventloop.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;

class EchoPortalTest {

    @Test
    void eachRuneWakesTheLoopAndSoDoesTheEndOfThePipe() throws IOException {
        assertThat(told(Stage.rehearsal()).subList(0, 10)).containsExactly(
                "0.50 s scribe: carves O",
                "0.50 s portal: wakes and reads O",
                "1.00 s scribe: carves P",
                "1.00 s portal: wakes and reads P",
                "1.50 s scribe: carves E",
                "1.50 s portal: wakes and reads E",
                "2.00 s scribe: carves N",
                "2.00 s portal: wakes and reads N",
                "2.50 s scribe: lays down the chisel",
                "2.50 s portal: wakes: the pipe has ended");
    }

    @Test
    void aShortCallIsAnsweredWithoutOpWrite() throws IOException {
        assertThat(told(Stage.rehearsal()).subList(10, 15)).containsExactly(
                "0.00 s traveller: calls, with 17 bytes to say",
                "0.00 s traveller: begins to read",
                "0.00 s portal: somebody calls",
                "0.00 s portal: echoed 17 bytes; turned OP_WRITE on 0 times",
                "0.00 s traveller: has 17 bytes back, each as it was sent");
    }

    /// How much a socket takes at once is the system's business.
    @Test
    void whatTheSocketDoesNotTakeIsWrittenWhenItCan() throws IOException {
        var numbersLeftOut = told(Stage.rehearsal()).subList(15, 21).stream()
                .map(line -> line.replaceAll("full, [1-9]\\d*", "full, some"))
                .map(line -> line.replaceAll("on [1-9]\\d* times", "on N times"));

        assertThat(numbersLeftOut).containsExactly(
                "0.00 s traveller: calls, with 1048576 bytes to say",
                "0.00 s portal: somebody calls",
                "0.00 s portal: socket full, some bytes left: OP_WRITE on",
                "1.00 s traveller: begins to read",
                "1.00 s portal: echoed 1048576 bytes; turned OP_WRITE on N times",
                "1.00 s traveller: has 1048576 bytes back, each as it was sent");
    }

    @Test
    void opWriteWithNothingToWriteNeverLetsTheLoopSleep() throws IOException {
        assertThat(told(Stage.rehearsal()).subList(21, 22)).containsExactly(
                "0.00 s portal: was woken 10000 times, and had nothing to do");
    }

    @Test
    void tellsTheSameStoryWhenTimeIsReal() throws IOException {
        assertThat(told(Stage.fastRehearsal())).filteredOn(line -> !line.contains("watchdog"))
                .extracting(line -> line.replaceAll("^\\S+ s ", "").replaceAll("\\d+", "N"))
                .isEqualTo(told(Stage.rehearsal()).stream()
                        .map(line -> line.replaceAll("^\\S+ s ", "").replaceAll("\\d+", "N")).toList());
    }

    @Test
    void leavesNoChannelOpen() throws IOException {
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                "only Unix counts what a process has open");
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        told(Stage.rehearsal()); // classes and native libraries are loaded now
        long before = system.getOpenFileDescriptorCount();

        int plays = 10;
        for (int i = 0; i < plays; i++) {
            told(Stage.rehearsal());
        }

        assertThat(system.getOpenFileDescriptorCount() - before).as("what 10 plays left open").isLessThan(plays);
    }

    private static List<String> told(Stage stage) throws IOException {
        try (stage) {
            new EchoPortal().play(stage);
            return stage.timeline().stream().map(Moment::toString).toList();
        }
    }
}
