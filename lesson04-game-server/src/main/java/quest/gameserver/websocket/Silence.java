package quest.gameserver.websocket;

/// How long one peer has been silent, and what is to be done about it. Knows no clock: it is told the time.
final class Silence {

    /// What is to be done.
    enum Due {
        NOTHING,
        /// It may be gone: ask it for a sign of life.
        PING,
        /// It was asked, and gave none.
        CLOSE
    }

    private long since;         // nanoseconds: it was heard, or asked
    private boolean asked;

    Silence(long now) {
        since = now;
    }

    /// Anything has come from the peer.
    void heard(long now) {
        since = now;
        asked = false;
    }

    /// To be called again and again. The peer has the whole patience from the moment it was asked, even if this was
    /// late: after the machine has slept, all are asked first.
    ///
    /// @param patience nanoseconds, before the peer is asked, and again before it is closed
    Due check(long now, long patience) {
        if (now - since < patience) {
            return Due.NOTHING;
        }
        if (asked) {
            return Due.CLOSE;
        }
        asked = true;
        since = now;
        return Due.PING;
    }
}
