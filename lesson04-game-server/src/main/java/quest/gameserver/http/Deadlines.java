package quest.gameserver.http;

/// How long one connection has been at what it is at, and whether that is too long. Pure: it is told the time, in
/// nanoseconds of the loop's clock. A server looks at all of these now and then, instead of having a timer for each.
final class Deadlines {

    /// What the connection is at.
    enum Phase {
        /// Nothing of a request has come.
        QUIET,
        HEAD,
        BODY,
        /// The service has the exchange, and has yet to say what comes next.
        SERVING,
        /// It is the peer's turn, to take what waits for it.
        SENDING
    }

    enum Verdict { FINE, SILENT, SLOW_HEAD, SLOW_BODY, UNANSWERED, NOT_READ }

    private final HttpOptions options;
    private Phase phase = Phase.QUIET;
    private long since;             // when the phase began
    private long progressAt;        // when the peer last took something, as far as was seen
    private long sentBefore;        // bytes, at the last look
    private boolean waitedBefore;   // something waited at the last look

    Deadlines(HttpOptions options, long now) {
        this.options = options;
        this.since = now;
        this.progressAt = now;
    }

    Phase phase() {
        return phase;
    }

    /// A phase begins, or begins anew.
    void begin(Phase next, long now) {
        phase = next;
        since = now;
    }

    /// The same phase goes on, or another begins: a head that comes drop by drop gets no new deadline with each drop.
    void stayIn(Phase next, long now) {
        if (phase != next) {
            begin(next, now);
        }
    }

    /// @param sent    bytes that the system has taken so far
    /// @param pending bytes that wait to be sent
    Verdict look(long now, long sent, long pending) {
        boolean waits = pending > 0;
        if (!waits || !waitedBefore || sent != sentBefore) {
            progressAt = now;
        }
        waitedBefore = waits;
        sentBefore = sent;
        if (now - progressAt >= options.writeTimeout().toNanos()) {
            return Verdict.NOT_READ;
        }
        long passed = now - since;
        return switch (phase) {
            case QUIET -> {
                if (waits) {
                    since = now; // who is still reading the last answer is not silent
                    yield Verdict.FINE;
                }
                yield passed >= options.keepAlive().toNanos() ? Verdict.SILENT : Verdict.FINE;
            }
            case HEAD -> passed >= options.headTimeout().toNanos() ? Verdict.SLOW_HEAD : Verdict.FINE;
            case BODY -> passed >= options.bodyTimeout().toNanos() ? Verdict.SLOW_BODY : Verdict.FINE;
            case SERVING -> passed >= options.answerTimeout().toNanos() ? Verdict.UNANSWERED : Verdict.FINE;
            case SENDING -> Verdict.FINE;
        };
    }
}
