package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However much is posted, timers and channels get their turn.
class FairnessTest {

    private static final int BUDGET = 256;

    private final VirtualClock clock = new VirtualClock();
    private final EventLoop loop = EventLoop.builder().clock(clock).budget(BUDGET).build();

    /// Posts itself for ever. Counts how often it has run since something became due.
    private final class EndlessChain implements Runnable {
        final Runnable atDue;
        final int dueAfter;
        int ran;

        EndlessChain(int dueAfter, Runnable atDue) {
            this.dueAfter = dueAfter;
            this.atDue = atDue;
        }

        @Override
        public void run() {
            if (++ran == dueAfter) {
                atDue.run();
            }
            loop.execute(this);
        }

        int ranSinceDue() {
            return ran - dueAfter;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 255, 256, 257, 1000, 1023, 1024})
    void anEndlessChainHoldsADueTimerUpForNoMoreThanABudget(int dueAfter) {
        var chain = new EndlessChain(dueAfter, () -> clock.advance(Duration.ofSeconds(1)));
        var waited = new int[1];
        loop.schedule(() -> {
            waited[0] = chain.ranSinceDue();
            loop.stop();
        }, Duration.ofSeconds(1));
        loop.execute(chain);
        loop.run();
        loop.close();

        assertThat(waited[0]).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void norDoAThousandChains() {
        var chain = new EndlessChain(10, () -> clock.advance(Duration.ofSeconds(1)));
        var others = new int[1];
        for (int i = 0; i < 1000; i++) {
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    if (chain.ran >= 10) {
                        others[0]++;
                    }
                    loop.execute(this);
                }
            });
        }
        var waited = new int[1];
        loop.schedule(() -> {
            waited[0] = others[0];
            loop.stop();
        }, Duration.ofSeconds(1));
        loop.execute(chain);
        loop.run();
        loop.close();

        assertThat(waited[0]).isLessThanOrEqualTo(BUDGET);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 256, 1000})
    void anEndlessChainHoldsAReadableChannelUpForNoMoreThanABudget(int dueAfter) throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink(); loop) {
            source.configureBlocking(false);
            var chain = new EndlessChain(dueAfter, () -> write(sink));
            var waited = new int[1];
            loop.register(source, SelectionKey.OP_READ, _ -> {
                waited[0] = chain.ranSinceDue();
                loop.stop();
            });
            loop.execute(chain);
            loop.run();

            assertThat(waited[0]).isLessThanOrEqualTo(BUDGET);
        }
    }

    @Test
    void anEndlessChainOfTimersLetsPostedCallbacksRun() {
        var timers = new int[1];
        loop.schedule(new Runnable() {
            @Override
            public void run() {
                timers[0]++;
                loop.schedule(this, Duration.ZERO);
            }
        }, Duration.ZERO);
        loop.schedule(() -> loop.execute(loop::stop), Duration.ZERO);
        loop.run();
        loop.close();

        assertThat(timers[0]).isLessThanOrEqualTo(2);
    }

    private static void write(Pipe.SinkChannel sink) {
        try {
            sink.write(ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
