package quest.eventloop;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/// What a loop calls when a channel has become ready. (asyncio: the callback of `add_reader` and `add_writer`.)
@FunctionalInterface
public interface ChannelHandler {

    /// Called on the loop's thread, once a turn while the channel stays ready for what the key is interested in: a handler
    /// that does not read what is there is called again. It must not block.
    ///
    /// @param key tells what the channel is ready for, and changes what it waits for or cancels it
    /// @throws IOException goes to the loop's exception handler; the channel stays registered
    void ready(SelectionKey key) throws IOException;
}
