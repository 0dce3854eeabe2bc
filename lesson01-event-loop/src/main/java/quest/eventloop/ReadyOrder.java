package quest.eventloop;

import java.util.Objects;

/// In which order a loop runs the callbacks that are ready at the same time.
///
/// A program must not depend on more than the loop promises. [#shuffled] takes everything else away from it: a race that
/// the usual order hides, every day of the year, shows itself under some seed, and under that seed every time.
public sealed interface ReadyOrder {

    /// In the order of posting, what asyncio and every browser do. The default.
    static ReadyOrder fifo() {
        return new Fifo();
    }

    /// In an order drawn by lot. Equal seeds give equal orders, as long as the program itself does the same each time
    /// (virtual time, no other threads). Deadlines are kept: no timer overtakes one with an earlier deadline.
    static ReadyOrder shuffled(long seed) {
        return new Shuffled(seed);
    }

    /// In the order that somebody chooses, one callback at a time: a search through all orders, a replay of one of them, or
    /// the reader at the keyboard. Deadlines are kept, as above. A chooser is for one loop.
    static ReadyOrder chosen(Chooser chooser) {
        return new Chosen(Objects.requireNonNull(chooser));
    }

    record Fifo() implements ReadyOrder {
    }

    record Shuffled(long seed) implements ReadyOrder {
    }

    record Chosen(Chooser chooser) implements ReadyOrder {
    }
}
