package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import quest.trace.ScopeDump.Container;

class ScopeDumpTest {

    private static final String DUMP = """
            {
              "threadDump": {
                "threadContainers": [
                  {
                    "container": "<root>",
                    "parent": null,
                    "owner": null,
                    "threads": [
                      {
                        "tid": "3",
                        "name": "main",
                        "stack": [
                          "java.base\\/java.lang.Thread.sleep(Thread.java:1)"
                        ]
                      }
                    ]
                  },
                  {
                    "container": "the \\"party\\"\\/jdk.internal.misc.ThreadFlock$ThreadContainerImpl@41e1e210",
                    "parent": "<root>",
                    "owner": "3",
                    "threads": [
                      {
                        "tid": "23",
                        "virtual": true,
                        "name": "",
                        "parkBlocker": {
                          "object": "java.util.concurrent.CountDownLatch$Sync@44821a96",
                          "owner": "4"
                        }
                      },
                      {
                        "tid": "25"
                      }
                    ]
                  }
                ]
              }
            }
            """;

    private final ScopeDump dump = ScopeDump.parse(DUMP.lines().toList());

    @Test
    void aScopeHasAnOwnerAndThreads() {
        assertThat(dump.containers()).extracting(Container::owner).containsExactly(ScopeDump.NOBODY, 3L);
        assertThat(dump.containers()).extracting(Container::threads).containsExactly(List.of(3L), List.of(23L, 25L));
        assertThat(dump.containers()).extracting(Container::isScope).containsExactly(false, true);
    }

    @Test
    void itsNameIsWhatItsMakerCalledIt() {
        assertThat(dump.containers().getLast().name()).isEqualTo("the \"party\"");
        var unnamed = new Container("jdk.internal.misc.ThreadFlock$ThreadContainerImpl@1f", "", 3, List.of());
        assertThat(unnamed.name()).isEmpty();
    }

    @Test
    void aThreadsPathGoesFromTheOutermostScopeToItsOwn() {
        var scopes = new Scopes();
        scopes.add(new ScopeDump(List.of(
                new Container("raid/Impl@1", "<root>", 3, List.of(10L, 11L)),
                new Container("Impl@2", "raid/Impl@1", 10, List.of(12L)),
                new Container("Impl@3", "raid/Impl@1", 11, List.of(13L)))));

        assertThat(scopes.pathOf(10)).isEqualTo("raid");
        assertThat(scopes.pathOf(12)).isEqualTo("raid / a scope");
        assertThat(scopes.pathOf(13)).isEqualTo("raid / a scope (2)");
        assertThat(scopes.pathOf(99)).isEmpty();
        assertThat(scopes.parentOf(12)).isEqualTo(10);
        assertThat(scopes.childrenOf(3)).containsExactly(10L, 11L);
    }
}
