package quest.gameserver.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quest.gameserver.LoopThread;
import quest.gameserver.action.ActionOptions;
import quest.gameserver.action.RequestLog;
import quest.gameserver.action.Style;
import quest.gameserver.client.LoadPlan;
import quest.gameserver.client.LoadPlan.Patience;
import quest.gameserver.client.Pace;
import quest.gameserver.client.Protocol;
import quest.gameserver.net.TcpOptions;
import quest.gameserver.net.TcpServer;
import quest.stage.SceneBrokenOff;
import quest.stage.Stage;
import quest.stage.WrongUsage;

class SwarmTest {

    private static final Patience MINUTES = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static LoadPlan plan(List<String> arguments) {
        return Swarm.plan(arguments, Patience.TEN_AND_TWO_SECONDS);
    }

    @Test
    void withoutArgumentsAHundredPlayersOnThisMachineWaitForEachAnswer() {
        var plan = plan(List.of());

        assertThat(plan.target()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000));
        assertThat(plan.protocol()).isEqualTo(Protocol.ACTION);
        assertThat(plan.players()).isEqualTo(100);
        assertThat(plan.pace()).isEqualTo(new Pace.ClosedLoop(1));
        assertThat(plan.action()).isNull();
    }

    @Test
    void whatIsSaidIsTaken() {
        var plan = plan(List.of("--target", "localhost:7", "--protocol", "position", "--players", "1000",
                "--seconds", "3", "--warmup", "0", "--rate", "500", "--seed", "-1"));

        assertThat(plan.target().getPort()).isEqualTo(7);
        assertThat(plan.protocol()).isEqualTo(Protocol.POSITION);
        assertThat(plan.players()).isEqualTo(1_000);
        assertThat(plan.measured()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.warmup()).isZero();
        assertThat(plan.pace()).isEqualTo(new Pace.FixedRate(500));
        assertThat(plan.seed()).isEqualTo(-1);
        assertThat(plan(List.of("--pipeline", "16")).pace()).isEqualTo(new Pace.ClosedLoop(16));
        assertThat(plan(List.of("--action", "use potion")).action()).isEqualTo("use potion");
    }

    @Test
    void playersOfTheArenaHaveItsPortAndNamesThatNoOtherRunHas() {
        var plan = plan(List.of("--protocol", "arena"));

        assertThat(plan.target()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        assertThat(plan.tag()).matches("[0-9a-z]{1,4}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--protocol http | --protocol wants one of action, position, arena, not http",
        "--players 0 | --players wants a whole number from 1 to 60000, not 0",
        "--seconds 0 | --seconds wants a whole number from 1 to 86400, not 0",
        "--rate 5 --pipeline 2 | choose one: --rate sends whether or not answers come, --pipeline waits for them",
        "--protocol position --action jump | --action is for --protocol action; these players move",
        "--protocol arena --action jump | --action is for --protocol action; these players move",
        "--target 127.0.0.1 | --target wants host:port, such as 127.0.0.1:5000, not 127.0.0.1",
        "--target 127.0.0.1:0 | --target wants the port of a server, from 1 to 65535, not 0",
        "--speed-up | there is no argument --speed-up"})
    void whatMakesNoSenseIsSaidInWords(String arguments, String message) {
        assertThatThrownBy(() -> plan(List.of(arguments.split(" ")))).isInstanceOf(WrongUsage.class)
                .hasMessage(message);
    }

    /// Addresses that are kept for documentation: nobody is there, and nobody is asked.
    @Test
    void anotherMachineIsRefusedUnlessAllowed() {
        for (var target : List.of("192.0.2.1:5000", "[2001:db8::1]:5000")) {
            assertThatThrownBy(() -> plan(List.of("--target", target))).isInstanceOf(WrongUsage.class)
                    .hasMessageContaining(target).hasMessageContaining("--allow-remote");
            assertThat(plan(List.of("--target", target, "--allow-remote")).target().getPort()).isEqualTo(5000);
        }
        assertThat(plan(List.of("--target", "[::1]:5000")).target().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void nobodyThereIsAFaultThatSaysHowToStartAServer() throws Exception {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();

        for (var protocol : Protocol.values()) {
            try (var stage = Stage.fastRehearsal("--target", "127.0.0.1:" + nobody.getLocalPort(),
                    "--protocol", protocol.text())) {
                assertThatThrownBy(() -> new Swarm().play(stage)).isInstanceOf(SceneBrokenOff.class)
                        .hasMessageContaining("nobody could connect to 127.0.0.1:" + nobody.getLocalPort())
                        .hasMessageContaining("%s --port %d".formatted(protocol.serverCommand(),
                                nobody.getLocalPort()));
            }
        }
    }

    @Test
    void whoIsLetInNowhereIsToldWhy() throws Exception {
        try (var server = new LoopThread()) {
            var full = TcpServer.open(server.loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    TcpOptions.defaults(), _ -> (connection, _) -> connection.write(
                            "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            server.start();

            try (var stage = Stage.fastRehearsal("--target", "127.0.0.1:" + full.address().getPort(),
                    "--players", "3", "--protocol", "arena")) {
                assertThatThrownBy(() -> new Swarm(MINUTES).play(stage)).isInstanceOf(SceneBrokenOff.class)
                        .hasMessageContaining("see the last lines of the table");
            }
            server.call(() -> {
                full.close();
                return null;
            });
        }
    }

    @Test
    void playsAgainstARealServer() throws Exception {
        var failures = new ArrayList<Throwable>();
        try (var server = new LoopThread()) {
            var log = new RequestLog(InstantSource.system());
            var actions = Style.LOOP.open(server.loop, new ActionOptions(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Duration.ZERO, 64 * 1024, log,
                    new ActionOptions.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1))), failures::add);
            server.start();

            try (var stage = Stage.fastRehearsal("--target", "127.0.0.1:" + actions.address().getPort(),
                    "--players", "5", "--warmup", "0", "--seconds", "1", "--action", "defend")) {
                new Swarm(MINUTES).play(stage);
            }

            actions.shutdown();
            assertThat(log.entries()).isNotEmpty().allMatch(entry -> entry.action().equals("defend"));
            assertThat(log.entries().stream().map(RequestLog.Entry::client).distinct()).hasSize(5);
        }
        assertThat(failures).isEmpty();
    }
}
