package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DumpedThreadTest {

    @Test
    void itIsWhereItsInnermostCallOfOursIsAndInWhatThatHasCalled() {
        assertThat(thread("java.base/java.lang.VirtualThread.park(VirtualThread.java:1)",
                "java.base/java.util.concurrent.Semaphore.acquire(Semaphore.java:2)",
                "quest.Raid.crossTheRiver(Raid.java:3)",
                "quest.Raid.camp(Raid.java:4)").whereabouts(DumpedThreadTest::isOurs))
                .isEqualTo("crossTheRiver (Raid.java:3), in Semaphore.acquire");
    }

    @Test
    void whileItComputesItIsInNoOnesElseCall() {
        assertThat(thread("quest.Raid.count(Raid.java:3)").whereabouts(DumpedThreadTest::isOurs))
                .isEqualTo("count (Raid.java:3)");
    }

    @Test
    void oneThatIsNotOursIsInItsInnermostCall() {
        assertThat(thread("java.base/java.lang.Object.wait(Object.java:1)",
                "java.base/java.lang.Thread.run(Thread.java:2)")
                .whereabouts(DumpedThreadTest::isOurs)).isEqualTo("Object.wait");
        assertThat(thread().whereabouts(DumpedThreadTest::isOurs)).isEqualTo("no Java code");
    }

    @Test
    void whoHasNoNameHasANumber() {
        assertThat(new DumpedThread(17, "", true, Thread.State.WAITING, List.of()).title()).isEqualTo("thread 17");
        assertThat(new DumpedThread(17, "ann", true, Thread.State.WAITING, List.of()).title()).isEqualTo("ann");
    }

    private static DumpedThread thread(String... stack) {
        return new DumpedThread(1, "ann", true, Thread.State.WAITING, Stream.of(stack).map(Frame::parse).toList());
    }

    private static boolean isOurs(Frame frame) {
        return frame.type().startsWith("quest.");
    }
}
