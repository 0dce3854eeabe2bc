package quest.gameserver.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import quest.gameserver.action.Style;
import quest.gameserver.scenes.ActionServerProgram;

/// An action server in a JVM of its own, and what it has used of the machine. One thread's.
final class MeasuredServer implements AutoCloseable {

    private static final Processor PROCESSOR = new Processor(0);

    private final Process process;
    private final InetSocketAddress address;

    /// Starts it, and waits until it listens.
    ///
    /// @throws IOException if it does not
    MeasuredServer(Style style) throws IOException, InterruptedException {
        process = new ProcessBuilder(PROCESSOR.keeping(command(style))).redirectErrorStream(true).start();
        try {
            address = awaitListening();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static List<String> command(Style style) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx1g", "-Xmn8m", // a small nursery, so that memory is what connections keep
                "--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), ActionServerProgram.class.getName(),
                "--port", "0", "--style", style.text()));
    }

    private InetSocketAddress awaitListening() throws IOException {
        var output = process.inputReader();
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("listening on ")) {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(),
                        Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server ended before it listened; it said:\n" + said);
    }

    InetSocketAddress address() {
        return address;
    }

    /// Processor time of all its threads so far; zero where the system does not tell.
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Its resident memory in bytes; empty where the system does not tell.
    OptionalLong resident() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D+", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024).findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
