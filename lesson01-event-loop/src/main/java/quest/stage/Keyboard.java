package quest.stage;

import java.io.IOException;

/// Where lines come from, one at a time.
@FunctionalInterface
public interface Keyboard {

    /// Waits for the next line, and keeps the calling thread waiting for as long as it takes.
    ///
    /// @return the line without its end; null when no more will come
    String readLine() throws IOException, InterruptedException;
}
