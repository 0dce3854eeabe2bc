package quest.gameserver.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.TestClient;
import quest.gameserver.arena.ArenaClient;

/// The servers as processes of their own: what they print, and how they end when the system tells them to.
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class ServerProcessTest {

    @TempDir
    private Path folder;

    /// A server that is running.
    private record Running(Process process, BufferedReader output, InetSocketAddress address) {

        static Running start(Class<?> program, String... arguments) throws IOException {
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-preview",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                    "-cp", System.getProperty("java.class.path"), program.getName(), "--port", "0"));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = process.inputReader();
            var said = new StringJoiner("\n");
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.startsWith("listening on ")) {
                    var port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
                    return new Running(process, output, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                }
            }
            throw new IOException("it ended before it listened: " + said);
        }

        /// Tells it to end, as the system does, and waits.
        ///
        /// @return the exit code
        int terminate() throws InterruptedException {
            process.toHandle().destroy(); // Process.destroy would close our end of its output, too
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not end");
            }
            return process.exitValue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "virtual"})
    void theActionServerAnswersWhatItReceivedAndEndsWell(String style) throws Exception {
        var log = folder.resolve("requests.log");
        var server = Running.start(ActionServerProgram.class, "--style", style, "--action-millis", "20",
                "--log", log.toString());
        try (var client = new TestClient(server.address())) {
            client.send("jump\nattack\ndefend\nju");
            client.expect("OK jump");

            int exitCode = server.terminate();

            client.expect("OK attack", "OK defend");
            client.expectEnd();
            assertThat(exitCode).isZero();
            assertThat(server.output().lines().toList()).as("what else it printed").noneMatch(line ->
                    line.contains("Exception"));
            assertThat(Files.readAllLines(log)).extracting(line -> line.split("\t")[1])
                    .containsExactly("jump", "attack", "defend");
        } finally {
            server.process().destroyForcibly();
        }
    }

    @Test
    void thePositionServerEndsWellToo() throws Exception {
        var server = Running.start(PositionServerProgram.class, "--tick-millis", "10");
        try (var client = new TestClient(server.address())) {
            client.expect("WELCOME 1", "POSITIONS 1=0,0");

            int exitCode = server.terminate();

            var line = client.line(); // the tick that came after the joining
            assertThat(line == null ? null : client.line()).as("the end of input").isNull();
            assertThat(exitCode).isZero();
        } finally {
            server.process().destroyForcibly();
        }
    }

    @Test
    void aServerThatIsToldToEndWritesItsTrace() throws Exception {
        var trace = folder.resolve("server.json");
        var server = Running.start(PositionServerProgram.class, "--trace", trace.toString());
        try (var client = new TestClient(server.address())) {
            client.expect("WELCOME 1", "POSITIONS 1=0,0");

            assertThat(server.terminate()).isZero();

            assertThat(trace).content().contains("PositionServer").endsWith("}\n");
        } finally {
            server.process().destroyForcibly();
        }
    }

    private static ArenaClient enter(HttpClient http, Running arena, String player) {
        return new ArenaClient(http, arena.address(), "/ws/game/lava/" + player);
    }

    private static String dashboard(HttpClient http, Running arena, String player) throws Exception {
        var uri = URI.create("http://127.0.0.1:%d/players/%s/dashboard".formatted(arena.address().getPort(), player));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }

    @Test
    void theArenaSaysGoodbyeToItsPlayersAndSavesTheirGames() throws Exception {
        var arena = Running.start(ArenaProgram.class, "--data", folder.toString(), "--bots", "1");
        try (var http = HttpClient.newHttpClient(); var ann = enter(http, arena, "ann")) {
            ann.send("{\"type\":\"join\"}");
            ann.next("joined");

            int exitCode = arena.terminate();

            assertThat(ann.closeCode()).isEqualTo(1001);
            assertThat(exitCode).isZero();
            assertThat(arena.output().lines().toList()).noneMatch(line -> line.contains("Exception"));
            arena = Running.start(ArenaProgram.class, "--data", folder.toString(), "--bots", "0");
            assertThat(dashboard(http, arena, "ann")).contains("\"games\":1");
        } finally {
            arena.process().destroyForcibly();
        }
    }

    /// The system's hardest way to end a process: nothing in it is asked.
    @Test
    void whatWasRecordedSurvivesAKillInTheMiddleOfAGame() throws Exception {
        var arena = Running.start(ArenaProgram.class, "--data", folder.toString(), "--bots", "1", "--tick-millis", "5");
        try (var http = HttpClient.newHttpClient()) {
            try (var ann = enter(http, arena, "ann"); var bob = enter(http, arena, "bob")) {
                ann.send("{\"type\":\"join\"}");
                ann.next("died", died -> died.path("player").asText().equals("ann"));
                while (!dashboard(http, arena, "ann").contains("\"games\":1")) {
                    Thread.onSpinWait(); // it is durable within a second: its page tells when
                }
                bob.send("{\"type\":\"join\"}");
                bob.next("joined", joined -> joined.path("player").asText().equals("bob"));
                arena.process().destroyForcibly().waitFor();
            }
            arena = Running.start(ArenaProgram.class, "--data", folder.toString(), "--bots", "0");
            assertThat(dashboard(http, arena, "ann")).contains("\"games\":1");
        } finally {
            arena.process().destroyForcibly();
        }
    }

    @Test
    void twoArenasCannotHaveTheSameData() throws Exception {
        var first = Running.start(ArenaProgram.class, "--data", folder.toString());
        try {
            assertThatThrownBy(() -> Running.start(ArenaProgram.class, "--data", folder.toString()))
                    .isInstanceOf(IOException.class).hasMessageContaining("Is another arena running with it?");
        } finally {
            first.process().destroyForcibly();
        }
    }
}
