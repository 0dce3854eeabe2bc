package quest.eventloop.bench;

/// Who is measured. Each fork of JMH measures one of them, so the JIT compiler sees one implementation at each call.
public enum Contender {
    EVENT_LOOP,
    THREAD_POOL;

    CallbackThread<?> open() {
        return switch (this) {
            case EVENT_LOOP -> new EventLoopThread();
            case THREAD_POOL -> new PoolThread();
        };
    }
}
