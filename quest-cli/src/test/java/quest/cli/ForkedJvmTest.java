package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedJvmTest {

    @TempDir
    private Path folder;

    private ForkedJvm.Ended run(Class<?> main, Duration limit) throws InterruptedException {
        return ForkedJvm.run(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), main.getName()), folder, limit);
    }

    /// Ends at once.
    static final class Ends {
        static void main() {
            IO.println("out");
            System.err.println("err");
            System.exit(7);
        }
    }

    /// Prints more than anyone wants to read.
    static final class Chatters {
        static void main() {
            for (var i = 0; i < 100_000; i++) {
                IO.println("chatter");
            }
        }
    }

    /// Starts another JVM that never ends, says which, and never ends.
    static final class Forks {
        static void main(String[] args) throws IOException, InterruptedException {
            if (args.length == 0) {
                var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
                var child = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                        Forks.class.getName(), "child").start();
                IO.println(child.pid());
            }
            Thread.currentThread().join();
        }
    }

    @Test
    void outputOfBothKindsAndTheExitCodeArePassedOn() throws InterruptedException {
        var ended = run(Ends.class, Duration.ofMinutes(2));

        assertThat(ended.timedOut()).isFalse();
        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(ended.output().lines()).containsExactlyInAnyOrder("out", "err");
        assertThat(ended.cut()).isFalse();
    }

    @Test
    void outputIsBounded() throws InterruptedException {
        var ended = run(Chatters.class, Duration.ofMinutes(2));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).hasSize(ForkedJvm.MOST_OUTPUT).startsWith("chatter");
        assertThat(ended.cut()).isTrue();
    }

    @Test
    void whatItStartedIsEndedWithIt() throws InterruptedException {
        var ended = run(Forks.class, Duration.ofSeconds(3));

        assertThat(ended.timedOut()).isTrue();
        assumeFalse(ended.output().isBlank(), "on a very slow machine it may not have come so far");
        var child = ProcessHandle.of(Long.parseLong(ended.output().strip()));
        child.ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(1, TimeUnit.MINUTES));
    }

    private ForkedJvm.Answered ask(Class<?> main, int answers, Duration patience) throws InterruptedException {
        return ForkedJvm.ask(List.of(ForkedJvm.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), main.getName()), Map.of(), folder, "s3cret",
                new ForkedJvm.Question(answers, Duration.ofMinutes(2), patience));
    }

    /// Answers once with the secret and once with a guess, and then stays.
    static final class Answers {
        static void main() throws InterruptedException {
            var secret = IO.readln();
            IO.println("guess {}");
            IO.println(secret + " one");
            IO.println(" " + secret + " two");
            Thread.currentThread().join();
        }
    }

    /// Prints to standard error without end.
    static final class Floods {
        static void main() {
            while (true) {
                System.err.println("chatter ".repeat(1_000));
            }
        }
    }

    @Test
    void answerCountsOnlyBehindTheSecretAndEndsTheJvm() throws InterruptedException {
        var answered = ask(Answers.class, 1, Duration.ofMinutes(2));

        assertThat(answered.answers()).containsExactly("one");
        assertThat(answered.ended().timedOut()).isFalse();
    }

    @Test
    void whoKeepsAnAnswerWaitingIsEnded() throws InterruptedException {
        var answered = ask(Answers.class, 2, Duration.ofSeconds(10));

        assertThat(answered.ended().timedOut()).isTrue();
        assertThat(answered.answers()).hasSizeLessThan(2);
    }

    @Test
    void whoPrintsWithoutEndIsEnded() throws InterruptedException {
        assertThat(ask(Floods.class, 1, Duration.ofMinutes(2)).printedTooMuch()).isTrue();
    }
}
