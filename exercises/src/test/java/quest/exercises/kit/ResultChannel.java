package quest.exercises.kit;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Takes results to the process that started this one, for work that nobody vouches for: on standard output, one line
/// each, behind a secret that came on standard input before any class of the learner's was loaded. Nobody but the
/// holder of the secret can say how a test went.
///
/// What the learner's code prints goes to standard error, both kinds. The JVM ends when standard input does: then the
/// process that started it is gone.
///
/// Any thread may write a result.
final class ResultChannel {
    private static final int LONGEST_SECRET = 100;
    private static final int LONGEST_MESSAGE = 4_000;

    private final String secret;
    private final PrintStream out;

    private ResultChannel(String secret, PrintStream out) {
        this.secret = secret;
        this.out = out;
    }

    static ResultChannel open() throws IOException {
        var in = new FileInputStream(FileDescriptor.in);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        String secret = readLine(in);
        Thread.ofPlatform().daemon().name("end of input").start(() -> endWith(in));
        return new ResultChannel(secret, out);
    }

    private static String readLine(FileInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n' && line.length() < LONGEST_SECRET; c = in.read()) {
            if (c < 0) {
                throw new IOException("standard input ended before the secret");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static void endWith(FileInputStream in) {
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException _) {
            // It cannot be read any more, so it has ended.
        }
        Runtime.getRuntime().halt(1);
    }

    synchronized void write(Result result) {
        out.print(secret + " " + Json.write(shortened(result)) + "\n");
        out.flush();
    }

    /// An exception's message may be as long as the heap allows, and nobody reads it.
    private static Result shortened(Result result) {
        return new Result(result.lesson(), result.exercise(), result.sourceHash(), result.state(), result.points(),
                result.possible(), result.groups().stream().map(group -> new Result.Group(group.name(), group.points(),
                        group.possible(), group.tests().stream().map(ResultChannel::shortened).toList())).toList());
    }

    private static Result.Test shortened(Result.Test test) {
        return new Result.Test(test.name(), test.title(), test.state(), shortened(test.message()),
                shortened(test.where()), test.millis());
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " [...]";
    }
}
