package quest.gameserver.client;

/// How long it is from one frame to the next, as one player gets them. It has no clock: it is told what time it is, in
/// nanoseconds. One thread's.
final class FrameInterval {

    static final long UNKNOWN = -1;

    private boolean begun;
    private long lastTick;
    private long lastFrame; // when it came

    /// A frame has come.
    ///
    /// @return since the one of the tick before; [#UNKNOWN] if that had none, or it was not seen: then nobody can say
    ///         whether the server was late
    long since(long tick, long now) {
        long interval = begun && tick == lastTick + 1 ? now - lastFrame : UNKNOWN;
        begun = true;
        lastTick = tick;
        lastFrame = now;
        return interval;
    }
}
