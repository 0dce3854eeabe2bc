package quest.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private final List<String> trail = new ArrayList<>();
    private final Map<Object, String> names = new HashMap<>();
    private final List<Throwable> reported = new ArrayList<>();

    private final LoopListener listener = new LoopListener() {
        @Override
        public void scheduled(Object callback, long deadline) {
            trail.add("scheduled %s for %d".formatted(names.get(callback), deadline));
        }

        @Override
        public void cancelled(Object callback, long deadline) {
            trail.add("cancelled %s for %d".formatted(names.get(callback), deadline));
        }

        @Override
        public void started(Object callback) {
            trail.add("started " + names.get(callback));
        }

        @Override
        public void ended(Object callback) {
            trail.add("ended " + names.get(callback));
        }
    };

    private EventLoop newLoop(LoopListener listener) {
        return EventLoop.builder().clock(new VirtualClock()).listener(listener).exceptionHandler(reported::add).build();
    }

    private <T> T named(String name, T callback) {
        names.put(callback, name);
        return callback;
    }

    @Test
    void isToldOnceOfACancelledTimerAndNotOfItsCallback() {
        try (var loop = newLoop(listener)) {
            var timer = loop.schedule(named("never", () -> { }), Duration.ofNanos(5));
            loop.schedule(named("stop", loop::stop), Duration.ofNanos(9));

            timer.cancel();
            timer.cancel();
            loop.run();
        }
        assertThat(trail).containsExactly("scheduled never for 5", "scheduled stop for 9", "cancelled never for 5",
                "started stop", "ended stop");
    }

    @Test
    void isNotToldThatATimerIsCancelledWhichHasRun() {
        try (var loop = newLoop(listener)) {
            var timer = loop.schedule(named("stop", loop::stop), Duration.ofNanos(5));
            loop.run();

            timer.cancel();
        }
        assertThat(trail).containsExactly("scheduled stop for 5", "started stop", "ended stop");
    }

    @Test
    void isToldOfEachCallbackAsItWasGiven() {
        try (var loop = newLoop(listener)) {
            Runnable fails = named("fails", () -> {
                throw new IllegalStateException();
            });
            loop.execute(fails);
            loop.schedule(named("timer", loop::stop), Duration.ofNanos(5));
            loop.run();
        }
        assertThat(trail).containsExactly("scheduled fails for 0", "scheduled timer for 5",
                "started fails", "ended fails", "started timer", "ended timer");
    }

    @Test
    void isToldOfChannelHandlers() throws IOException {
        var pipe = Pipe.open();
        try (var source = pipe.source(); var sink = pipe.sink(); var loop = newLoop(listener)) {
            source.configureBlocking(false);
            sink.write(ByteBuffer.wrap(new byte[] {1}));
            loop.register(source, SelectionKey.OP_READ, named("handler", (ChannelHandler) _ -> loop.stop()));
            loop.run();
        }
        assertThat(trail).containsExactly("started handler", "ended handler");
    }

    @Test
    void aListenerThatThrowsIsReportedAndDisturbsNothing() {
        var ran = new ArrayList<String>();
        try (var loop = newLoop(new LoopListener() {
            @Override
            public void started(Object callback) {
                throw new IllegalStateException("nosy");
            }
        })) {
            loop.execute(() -> ran.add("ran"));
            loop.execute(loop::stop);
            loop.run();
        }
        assertThat(ran).containsExactly("ran");
        assertThat(reported).hasSize(2);
    }
}
