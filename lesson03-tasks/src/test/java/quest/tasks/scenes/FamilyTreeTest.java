package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import quest.stage.Moment;
import quest.stage.Stage;
import quest.tasks.threads.DumpedThread;
import quest.tasks.threads.ThreadDump;
import quest.tasks.threads.ThreadTree;

class FamilyTreeTest {

    @Test
    void whoForkedWhomIsDrawnAndWhereEachWaits() throws Exception {
        var raid = new Raid();
        var drawn = new AtomicReference<String>();
        try {
            raid.run(() -> {
                drawn.set(ThreadTree.below(Raid.NAME, ThreadDump.take())
                        .draw(frame -> frame.type().startsWith("quest.")).replaceAll("\\.java:\\d+", ".java:N"));
                raid.throwInTheKey();
            });
        } finally {
            raid.sendTheMoleHome();
        }
        assertThat(drawn.get()).isEqualTo("""
                [raid]
                +-- ann
                |   |   in together (Raid.java:N), in StructuredTaskScopeImpl.join
                |   +-- [ann's search]
                |       +-- eva
                |       |       in dig (Raid.java:N), in Thread.sleep
                |       +-- fay
                |               in dig (Raid.java:N), in Thread.sleep
                +-- bob
                |       in openTheChest (Raid.java:N), in LinkedBlockingQueue.take
                +-- cid
                    |   in together (Raid.java:N), in StructuredTaskScopeImpl.join
                    +-- [cid's camp]
                        +-- gus
                        |   |   in together (Raid.java:N), in StructuredTaskScopeImpl.join
                        |   +-- [gus's watch]
                        |       +-- ivy
                        |               in listen (Raid.java:N), in CompletableFuture.get
                        +-- hal
                                in crossTheRiver (Raid.java:N), in Semaphore.acquire""");
        assertThat(drawn.get().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(78));
    }

    @Test
    void theRaidLeavesTogetherAndOnlyTheMoleIsForgotten() throws Exception {
        var raid = new Raid();
        assertThat(played(raid)).containsExactly(
                "raid: is over, with a chest of gold",
                "scopes: in a new dump, the raid is no longer there",
                "heroes: of 8, 0 are left",
                "mole: digs on: it belonged to no scope",
                "mole: is sent home, by those who remember it");
        assertThat(raid.heroesLeft()).isZero();
        assertThat(raid.mole().isAlive()).isFalse();
    }

    @Test
    void everyHeroIsInTheTreeAndTheMoleIsNot() throws Exception {
        var raid = new Raid();
        var names = new AtomicReference<List<String>>();
        try {
            raid.run(() -> {
                names.set(ThreadTree.below(Raid.NAME, ThreadDump.take()).threads().stream()
                        .map(DumpedThread::name).sorted().toList());
                raid.throwInTheKey();
            });
        } finally {
            raid.sendTheMoleHome();
        }
        assertThat(names.get()).isEqualTo(Raid.HEROES);
    }

    private static List<String> played(Raid raid) throws Exception {
        try (var stage = Stage.fastRehearsal()) {
            new FamilyTree().play(stage, raid);
            return stage.timeline().stream().map(FamilyTreeTest::line).toList();
        }
    }

    private static String line(Moment moment) {
        return moment.who() + ": " + moment.what();
    }
}
