package quest.gameserver.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quest.gameserver.LoopThread;
import quest.gameserver.TestClient;

class PositionServerTest {

    private static final int HIGH_WATER = 256 * 1024;

    private final LoopThread thread = new LoopThread();
    private final List<TestClient> clients = new ArrayList<>();
    private PositionServer server;

    private void open(Duration tick, int highWater) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = new PositionServer(thread.loop, new PositionOptions(address, tick, highWater));
        thread.start();
    }

    private void open() throws IOException {
        open(Duration.ZERO, HIGH_WATER);
    }

    /// Connects, and reads up to the state that shows the new player.
    private TestClient join(int id) {
        var client = new TestClient(server.address());
        clients.add(client);
        client.expect("WELCOME " + id);
        assertThat(client.line()).startsWith("POSITIONS ").endsWith(id + "=0,0");
        return client;
    }

    @AfterEach
    void close() {
        clients.forEach(TestClient::close);
        thread.call(server::shutdown).join();
        thread.close();
    }

    @Test
    void whoJoinsIsWelcomedAndSeenByAll() throws IOException {
        open();
        var first = join(1);
        var second = join(2);

        first.expect("POSITIONS 1=0,0 2=0,0");
        second.send("quit\n");
        second.expect("BYE");
        second.expectEnd();
        first.expect("POSITIONS 1=0,0");
    }

    @Test
    void everyMoveGoesToEveryoneTheMoverToo() throws IOException {
        open();
        var first = join(1);
        var second = join(2);
        first.expect("POSITIONS 1=0,0 2=0,0");

        second.send("MOVE 3 -4\nmove   007    0  \n  Move -2147483648 2147483647\r\n");

        for (var client : List.of(first, second)) {
            client.expect("POSITIONS 1=0,0 2=3,-4", "POSITIONS 1=0,0 2=7,0",
                    "POSITIONS 1=0,0 2=-2147483648,2147483647");
        }
    }

    @Test
    void anythingElseIsRefusedAndTheConnectionStays() throws IOException {
        open();
        var client = join(1);

        client.send("MOVE 1\nMOVE +1 2\nMOVE 1 2147483648\nMOVE 1 2 3\n\nMOVE ١ 2\nMOVE\t1 2\n");
        client.send(new byte[] {(byte) 0xFF, '\n'});
        client.send("MOVE 1 2\n");

        client.expect("ERR expected MOVE <x> <y>", "ERR expected MOVE <x> <y>",
                "ERR a position goes from -2147483648 to 2147483647", "ERR expected MOVE <x> <y>",
                "ERR expected MOVE <x> <y>", "ERR expected MOVE <x> <y>", "ERR expected MOVE <x> <y>",
                "ERR not UTF-8", "POSITIONS 1=1,2");
    }

    @Test
    void aLineThatIsTooLongEndsTheConnectionAndThePlayerIsGone() throws IOException {
        open();
        var first = join(1);
        var second = join(2);

        second.send("x".repeat(1025));

        second.expect("ERR line too long");
        second.expectEnd();
        first.expect("POSITIONS 1=0,0 2=0,0", "POSITIONS 1=0,0");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        open();
        var first = join(1);
        var second = join(2);

        second.send("MOVE 5 5");
        second.finish();

        first.expect("POSITIONS 1=0,0 2=0,0", "POSITIONS 1=0,0 2=5,5", "POSITIONS 1=0,0");
        second.expect("POSITIONS 1=0,0 2=5,5");
        second.expectEnd();
    }

    @Test
    void whoCrashesIsGoneToo() throws IOException {
        open();
        var first = join(1);
        join(2).reset();

        first.expect("POSITIONS 1=0,0 2=0,0", "POSITIONS 1=0,0");
        assertThat(join(3)).as("ids are not used again").isNotNull();
    }

    @Test
    void aHundredSeeTheStatesInOneOrder() throws IOException {
        open();
        var all = IntStream.rangeClosed(1, 100).mapToObj(this::join).toList();
        for (int i = 0; i < 100; i++) {
            all.get(i).send("MOVE %d 1\nMOVE %d 2\n".formatted(i + 1, i + 1));
        }

        var seen = all.stream().map(this::statesUntilAllMovedTwice).toList();

        // Each began to listen at a moment of its own; from the last joining on, all saw the same.
        var last = seen.getLast();
        assertThat(last).hasSizeGreaterThanOrEqualTo(200);
        assertThat(seen).allSatisfy(states -> assertThat(states).endsWith(last.toArray(String[]::new)));
    }

    private List<String> statesUntilAllMovedTwice(TestClient client) {
        var states = new ArrayList<String>();
        do {
            states.add(client.line());
        } while (states.getLast().split(",2( |$)", -1).length - 1 < 100);
        return states;
    }

    @Test
    void withATickManyMovesMakeOneState() throws IOException {
        open(Duration.ofMillis(30), HIGH_WATER);
        var client = join(1);

        client.send("MOVE 1 1\n".repeat(10_000) + "MOVE 2 2\n");

        int states = 0;
        while (!client.line().equals("POSITIONS 1=2,2")) {
            states++;
        }
        assertThat(states).as("states before the last of 10,001 moves").isLessThan(5_000);
    }

    @Test
    void aThousandSeeWhereTheLastOneMoved() throws IOException {
        open(Duration.ofMillis(100), HIGH_WATER);
        for (int i = 0; i < 1_000; i++) {
            clients.add(new TestClient(server.address()));
        }
        clients.forEach(client -> assertThat(client.line()).startsWith("WELCOME "));

        clients.getLast().send("MOVE 7 7\n");

        for (var client : clients) {
            var state = client.line();
            while (!state.contains("=7,7")) {
                state = client.line();
            }
            assertThat(state.split(" ")).hasSize(1_001);
        }
    }

    @Test
    void atShutdownTheLastMovesStillGoToEveryone() throws IOException {
        open(Duration.ofHours(1), HIGH_WATER); // no tick comes any more
        var first = join(1);
        var second = join(2);

        second.send("MOVE 7 7\nand now?\n");
        second.expect("ERR expected MOVE <x> <y>");
        var shutdown = thread.call(server::shutdown);

        first.expect("POSITIONS 1=0,0 2=7,7");
        first.expectEnd();
        first.close();
        second.close();
        shutdown.join();
    }

    @Test
    void oneWhoDoesNotReadGetsTheNewestAndDelaysNobody() throws IOException {
        open(Duration.ZERO, 64 * 1024);
        var slow = join(1);
        var mover = join(2);
        int moves = 0;
        // Until the system's buffers are full, and states are left out.
        for (int sent = 0; sent < 400_000; sent += 1_000, moves += 1_000) {
            mover.send(IntStream.range(moves, moves + 1_000).mapToObj("MOVE %d 1\n"::formatted)
                    .reduce("", String::concat));
            for (int i = moves; i < moves + 1_000; i++) {
                mover.expect("POSITIONS 1=0,0 2=%d,1".formatted(i));
            }
        }

        int received = 0;
        var newest = "POSITIONS 1=0,0 2=%d,1".formatted(moves - 1);
        for (var state = slow.line(); !state.equals(newest); state = slow.line()) {
            received++;
        }
        assertThat(received).as("states that the slow one got, of %d", moves).isLessThan(moves);
    }
}
