package quest.tasks.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// JMH divides the time by what is counted here. Count the ideal time in ms, and the quotient is how many times as long
/// it took; JMH calls its unit ms/op, and means: ms for each ms of the ideal.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Ideal {
    public double timesIdeal;
}
