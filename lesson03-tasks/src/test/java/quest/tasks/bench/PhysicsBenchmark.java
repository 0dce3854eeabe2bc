package quest.tasks.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import quest.tasks.physics.Bodies;
import quest.tasks.physics.PhysicsEngine;
import quest.tasks.physics.Style;

/// Work that only computes: a step of some thousand bodies, in a thousand parts, in every [Style]. What differs between
/// the styles is who has more processors; a style has no ideal but the sequence divided by them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--enable-preview", "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PhysicsBenchmark {

    private static final int PARTS = 1_000;

    @Param({"4000"})
    public int bodies;

    @Param
    public Style style;

    private Bodies now;
    private PhysicsEngine engine;

    @Setup
    public void open() {
        now = Bodies.random(bodies, 3);
        engine = new PhysicsEngine(PARTS);
    }

    @TearDown
    public void close() {
        engine.close();
    }

    /// @return the bodies a moment later
    @Benchmark
    public Bodies step() throws InterruptedException {
        return engine.step(style, now);
    }
}
