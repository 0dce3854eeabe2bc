package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkLimitsTest {

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    private static List<String> connects(int port) {
        return List.of(ForkedJvm.java(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Connects.class.getName(), "" + port);
    }

    /// Says what comes of connecting to the port in its argument, and to one that it has opened itself.
    static final class Connects {
        static void main(String[] args) throws IOException {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
                IO.println("reached");
            } catch (IOException e) {
                IO.println("kept out");
            }
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var _ = new Socket(server.getInetAddress(), server.getLocalPort())) {
                IO.println("has a network");
            }
        }
    }

    @Test
    void runInANetworkOfItsOwnReachesItselfAndNothingElse() throws IOException, InterruptedException {
        var limits = ForkLimits.ofThisSystem();
        assumeTrue(limits.network());
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(output(connects(server.getLocalPort()))).contains("reached");
            assertThat(output(limits.apply(connects(server.getLocalPort()), 0))).contains("kept out")
                    .contains("has a network");
        }
    }

    @Test
    void runOpensNoMoreFilesThanItsShare() throws IOException, InterruptedException {
        var limits = ForkLimits.ofThisSystem();
        assumeTrue(limits.ulimits().contains("ulimit -n 2048"));

        assertThat(output(limits.apply(List.of("sh", "-c", "ulimit -n"), 0))).isEqualTo("2048");
    }

    @Test
    void whereNothingCanBeLimitedTheCommandIsCalledAsItIs() {
        var limits = new ForkLimits(false, false, false, List.of(), List.of(), List.of());

        assertThat(limits.apply(List.of("java", "Main"), 1)).containsExactly("java", "Main");
    }
}
