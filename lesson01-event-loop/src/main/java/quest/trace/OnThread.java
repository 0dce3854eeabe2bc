package quest.trace;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import quest.trace.Trace.Kind;
import quest.trace.Trace.Lane;

/// What a thread is doing. Of that thread.
final class OnThread {

    /// A sleep or a computation of the thread.
    record Pause(Kind kind, String name, long from, long to, Map<String, String> details) {
    }

    /// A callback that a loop is calling on the thread.
    static final class Call {
        final Call outer;   // of another loop, whose callback runs this one; null as a rule
        final Lane lane;    // the loop's
        final ScheduledCallbacks.Scheduled scheduled;
        final long from;
        final Set<String> heroes = new LinkedHashSet<>();
        String callback;
        private boolean callbackIsKnown;

        Call(Call outer, Lane lane, ScheduledCallbacks.Scheduled scheduled, long from, String callback) {
            this.outer = outer;
            this.lane = lane;
            this.scheduled = scheduled;
            this.from = from;
            this.callback = callback;
        }

        /// The machinery is called from inside the callback, so that the stack shows which it is.
        void lookAtStack() {
            if (!callbackIsKnown) {
                var method = Code.callback();
                callbackIsKnown = method != null;
                callback = callbackIsKnown ? method : callback;
            }
        }
    }

    String hero;    // told of last; null: nobody yet
    Call call;      // null: no loop is calling
    Pause pause;    // since it told of somebody; null: none
}
