package quest.gameserver.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quest.gameserver.LoopThread;
import quest.gameserver.SocketPeer;
import quest.gameserver.history.Replays;
import quest.gameserver.history.Scores;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;
import quest.gameserver.websocket.MessageDecoder;
import quest.gameserver.websocket.WebSocket;

/// A spectator who reads late: pictures are left out, chat is not, and in place of the pictures comes a whole one.
class SlowMemberTest {

    /// Reads only when asked to. (What comes is already a WebSocket: there is no handshake.)
    private static final class LateReader extends SocketPeer implements MessageDecoder.Receiver {

        private final MessageDecoder decoder = new MessageDecoder(1 << 20, false);
        private final List<JsonNode> messages = new ArrayList<>();

        private LateReader(InetSocketAddress server) {
            super(server, 4_096);
        }

        /// Reads until a message is there that comes after a second snapshot.
        private void readUntilTheFrameAfterTheSecondSnapshot() throws IOException {
            var bytes = new byte[8_192];
            while (snapshots() < 2 || !type(messages.getLast()).equals("frame")) {
                int read = in.read(bytes);
                assertThat(read).as("more to read").isPositive();
                decoder.feed(bytes, 0, read, this);
            }
        }

        private long snapshots() {
            return messages.stream().filter(message -> type(message).equals("snapshot")).count();
        }

        @Override
        public void text(String text) {
            try {
                messages.add(ArenaClient.JSON.readTree(text));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        @Override
        public void binary(byte[] bytes) {
            throw new IllegalStateException("nothing binary is sent");
        }

        @Override
        public void ping(byte[] payload) {
        }

        @Override
        public void pong(byte[] payload) {
        }

        @Override
        public void close(int code, String reason) {
            throw new IllegalStateException("closed with %d: %s".formatted(code, reason));
        }

        @Override
        public void violation(int code, String why) {
            throw new IllegalStateException(why);
        }
    }

    private static long tick(JsonNode message) {
        return message.path("tick").longValue();
    }

    private static String type(JsonNode message) {
        return ArenaClient.type(message);
    }

    @Test
    void picturesAreLeftOutForASnapshotAndChatIsNot(@TempDir Path data) throws Exception {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var thread = new LoopThread(); var thinkers = Executors.newSingleThreadExecutor();
                var scores = Scores.open(thread.loop, data)) {
            var replays = Replays.open(thread.loop, data);
            var facilities = new Facilities(thread.loop, ArenaOptions.defaults(here, data, 42)
                    .withTick(Duration.ofMillis(2)), scores, replays, thinkers, InstantSource.system(),
                    new Traffic(0), new Scratch());
            thread.start();
            var rooms = thread.call(() -> new Rooms(facilities));
            var room = thread.call(() -> rooms.get("lobby"));
            var member = new Member("late", true, facilities, null);
            var tcp = TcpOptions.defaults().withHighWater(256 * 1024).withPauseReading(false);
            var server = thread.call(() -> TcpServer.open(thread.loop, here, tcp, connection -> {
                var socket = new WebSocket(thread.loop, connection, 65_536, member);
                member.on(socket);
                thread.loop.execute(() -> rooms.enter(room, member));
                return socket;
            }));
            try (var reader = new LateReader(server.address())) {
                thread.awaitUntil(() -> room.hasMember("late"));
                int said = 0;
                while (!thread.call(member::isCongested)) {
                    int number = said++;
                    thread.run(() -> room.chat("ann", number + " " + "x".repeat(190)));
                }
                thread.run(room::addBot);
                awaitTicks(thread, room, 20);
                reader.readUntilTheFrameAfterTheSecondSnapshot();
                assertThat(reader.messages.stream().filter(message -> type(message).equals("chat"))
                        .map(message -> Integer.parseInt(message.path("text").asText().split(" ")[0])))
                        .as("all that was said, in order").containsExactlyElementsOf(numbersBelow(said));
                var pictures = reader.messages.stream().filter(message -> message.has("cells")).toList();
                int whole = pictures.stream().map(SlowMemberTest::type).toList().lastIndexOf("snapshot");
                assertThat(tick(pictures.get(whole))).as("in place of some that were left out")
                        .isGreaterThan(tick(pictures.get(whole - 1)));
                assertThat(tick(pictures.get(whole + 1))).as("and without one").isEqualTo(tick(pictures.get(whole)) + 1);
            }
            thread.awaitUntil(() -> !room.hasMember("late"));
            thread.run(() -> rooms.close(1001, "over"));
            thread.run(server::close);
            thread.run(replays::close);
        }
    }

    private static List<Integer> numbersBelow(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void awaitTicks(LoopThread thread, Room room, long ticks) {
        thread.awaitUntil(() -> room.ticks() >= ticks);
    }
}
