package quest.gameserver.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quest.gameserver.TestClient;

/// The servers as processes of their own: what they print, and how they end when the system tells them to.
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
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("listening on ")) {
                    var port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
                    return new Running(process, output, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                }
            }
            throw new IOException("it ended, with exit code " + process.exitValue() + ", before it listened");
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
}
