package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {

    @Test
    void linuxSaysItInKilobytes() {
        assertThat(ProcessMemory.fromStatus("Name:\tjava\nVmHWM:\t  90000 kB\nVmRSS:\t  81424 kB\nThreads:\t12\n"))
                .hasValue(81424L * 1024);
    }

    @Test
    void whatIsNotSaidIsNotMadeUp() {
        assertThat(ProcessMemory.fromStatus("Name:\tjava\n")).isEmpty();
        assertThat(ProcessMemory.fromStatus("VmRSS:\n")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsLargerThanTheHeapInUseAndSmallerThanTheMachine() throws Exception {
        var total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D+", "");

        assertThat(ProcessMemory.resident().orElseThrow())
                .isBetween(1024L * 1024, Long.parseLong(total) * 1024);
    }
}
