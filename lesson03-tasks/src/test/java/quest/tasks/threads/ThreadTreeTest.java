package quest.tasks.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import org.junit.jupiter.api.Test;

class ThreadTreeTest {

    /// A tournament on thread 3, in it a round of the same thread's, and a match that one of the round's threads has
    /// open.
    private static final String DUMP = """
            {"threadDump": {"processId": "1", "threadContainers": [
              {"container": "<root>", "parent": null, "owner": null, "threads": [
                {"tid": "3", "name": "main", "state": "RUNNABLE", "stack": []}]},
              {"container": "tournament/jdk.internal.X$Y@1a", "parent": "<root>", "owner": "3", "threads": [
                {"tid": "9", "virtual": true, "name": "herald", "state": "WAITING",
                 "stack": ["java.base/java.lang.Thread.sleep(Thread.java:540)", "quest.Herald.cry(Herald.java:7)"]}]},
              {"container": "round/jdk.internal.X$Y@2b", "parent": "tournament/jdk.internal.X$Y@1a", "owner": "3",
               "threads": [
                {"tid": "12", "virtual": true, "name": "", "state": "WAITING", "stack": []},
                {"tid": "11", "virtual": true, "name": "bob", "state": "WAITING", "stack": []}]},
              {"container": "match/jdk.internal.X$Y@3c", "parent": "round/jdk.internal.X$Y@2b", "owner": "11",
               "threads": []}]}}
            """;

    @Test
    void aScopeHangsBelowTheThreadThatOpenedIt() {
        var tree = ThreadTree.below("tournament", ThreadDump.parse(DUMP));

        assertThat(tree.draw(frame -> frame.type().startsWith("quest.")))
                .isEqualTo("""
                        [tournament]
                        +-- [round]
                        |   +-- bob
                        |   |   |   in no Java code
                        |   |   +-- [match]
                        |   +-- thread 12
                        |           in no Java code
                        +-- herald
                                in cry (Herald.java:7), in Thread.sleep""");
    }

    @Test
    void allThreadsOfATreeCanBeListed() {
        assertThat(ThreadTree.below("tournament", ThreadDump.parse(DUMP)).threads()).extracting(DumpedThread::title)
                .containsExactly("bob", "thread 12", "herald");
        assertThat(ThreadTree.below("match", ThreadDump.parse(DUMP)).threads()).isEmpty();
    }

    @Test
    void aScopeThatIsNotOpenIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> ThreadTree.below("raid", ThreadDump.parse(DUMP)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no scope 'raid' was open; there were: <root>, tournament, round, match");
    }

    @Test
    void whatIsNoDumpIsRefused() {
        assertThatThrownBy(() -> ThreadDump.parse("{\"threadDump\": {\"time\": 1}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a field 'threadContainers' in the thread dump, but found time");
        assertThatThrownBy(() -> ThreadDump.parse("Full thread dump")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a thread dump in JSON");
    }

    /// With a dump of the JVM that runs this test.
    @Test
    void theRunningProgramIsDumpedAsItIs() throws Exception {
        var inside = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(),
                configuration -> configuration.withName("outer"))) {
            scope.fork(() -> {
                Thread.currentThread().setName("waiting one");
                inside.countDown();
                enough.await();
                return null;
            });
            inside.await();

            var tree = ThreadTree.below("outer", ThreadDump.take());

            enough.countDown();
            scope.join();
            assertThat(tree.root().name()).isEqualTo("outer");
            assertThat(tree.threads()).extracting(DumpedThread::name, DumpedThread::virtual)
                    .containsExactly(tuple("waiting one", true));
        }
        assertThat(ThreadDump.take().containers()).extracting(ThreadDump.Container::name).doesNotContain("outer");
    }
}
