package quest.tasks.scenes;

import java.io.IOException;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.tasks.threads.Frame;
import quest.tasks.threads.ThreadDump;
import quest.tasks.threads.ThreadDump.Container;
import quest.tasks.threads.ThreadTree;

/// The JDK's structured thread dump of this very program, drawn as a tree. What each hero waits for, nobody writes
/// down: a stack says it. Who forked whom is in the dump because scopes keep it; of a thread without a scope it says
/// nothing.
public final class FamilyTree implements Scene {

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        play(stage, new Raid());
    }

    void play(Stage stage, Raid raid) throws Exception {
        try {
            stage.act("A raid sets out, and by now everyone waits");
            var treasure = raid.run(() -> {
                look(stage, raid);
                stage.act("Bob gets the key that he waits for");
                raid.throwInTheKey();
            });
            stage.tell("raid", "is over, with " + treasure);
            lookAgain(stage, raid);
        } finally {
            raid.sendTheMoleHome();
        }
        stage.tell("mole", raid.mole().isAlive() ? "digs on" : "is sent home, by those who remember it");
    }

    private static void look(Stage stage, Raid raid) throws IOException {
        var dump = ThreadDump.take();
        stage.print("\n" + ThreadTree.below(Raid.NAME, dump).draw(FamilyTree::isOurs) + "\n");
        stage.print("There is a mole as well, started by ann without a scope. In the dump it is\n"
                + "not below ann, but %s.".formatted(placeOf(raid.mole(), dump)));
    }

    private static void lookAgain(Stage stage, Raid raid) throws IOException {
        var dump = ThreadDump.take();
        boolean open = dump.containers().stream().map(Container::name).anyMatch(Raid.NAME::equals);
        stage.tell("scopes", "in a new dump, the raid is " + (open ? "still there" : "no longer there"));
        stage.tell("heroes", "of %d, %d are left".formatted(Raid.HEROES.size(), raid.heroesLeft()));
        stage.tell("mole", raid.mole().isAlive() ? "digs on: it belonged to no scope" : "is gone");
    }

    /// Which container answers for a thread.
    private static String placeOf(Thread thread, ThreadDump dump) {
        for (var container : dump.containers()) {
            if (container.threads().stream().anyMatch(dumped -> dumped.id() == thread.threadId())) {
                return "in " + container.name();
            }
        }
        return "nowhere";
    }

    private static boolean isOurs(Frame frame) {
        return frame.type().startsWith("quest.") && !frame.type().startsWith("quest.stage.");
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "The family tree: who forked whom, and what each of them waits for";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                Names in brackets are scopes, and below each are the threads forked in it.
                Nobody kept this list: a scope knows its threads, a thread its open scopes, and
                the dump shows both. When a server hangs, that is the question: who waits for
                whom? For a program that runs: jcmd PID Thread.dump_to_file -format=json FILE
                """;
    }
}
