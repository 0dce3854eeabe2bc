package quest.gameserver.arena;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import quest.eventloop.EventLoop;
import quest.eventloop.TimerHandle;
import quest.gameserver.http.EventStream;

/// Something that is told to all who listen: at once, and then every two seconds, asked for once for all of them. While
/// nobody listens, nobody asks. (Server-sent events: the HTML standard, section 9.2.) On the loop's thread.
final class LiveStream {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final EventLoop loop;
    private final Supplier<CompletableFuture<?>> question;
    private final Set<EventStream> listeners = new LinkedHashSet<>();
    private TimerHandle ticker;     // null: nobody listens
    private boolean asking;

    /// @param question its answer is written as JSON
    LiveStream(EventLoop loop, Supplier<CompletableFuture<?>> question) {
        this.loop = loop;
        this.question = question;
    }

    void add(EventStream listener) {
        listeners.add(listener);
        listener.onClosed(() -> remove(listener));
        if (ticker == null) {
            ticker = loop.scheduleAtFixedRate(this::tellAll, PERIOD, PERIOD);
        }
        question.get().thenAccept(answer -> tell(List.of(listener), answer)).exceptionally(this::failed);
    }

    private void remove(EventStream listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && ticker != null) {
            ticker.cancel();
            ticker = null;
        }
    }

    /// If the answer takes longer than a period, the next question waits for it.
    private void tellAll() {
        if (!asking) {
            asking = true;
            question.get().whenComplete((_, _) -> asking = false)
                    .thenAccept(answer -> tell(List.copyOf(listeners), answer)).exceptionally(this::failed);
        }
    }

    private static void tell(List<EventStream> listeners, Object answer) {
        var json = Json.bytes(answer);
        for (var listener : listeners) {
            if (listener.isOpen()) {
                listener.send(json); // who is congested misses it: the next one is newer
            }
        }
    }

    private Void failed(Throwable failure) {
        loop.reportException(failure);
        return null;
    }

    void close() {
        List.copyOf(listeners).forEach(EventStream::close);
    }
}
