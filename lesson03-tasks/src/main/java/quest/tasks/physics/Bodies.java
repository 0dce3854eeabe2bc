package quest.tasks.physics;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Bodies in space, each of which attracts all others: a thousand of them are a million pulls in every step. A step
/// reads one
/// `Bodies` and writes the next, so any number of threads may compute parts of it, each its own, and the result is the same
/// to the last bit.
///
/// Simplified: an engine would not look at every pair, and would step with more care than by Euler's method.
public final class Bodies {

    private static final double STEP = 1e-3;

    /// Keeps two bodies that meet from being torn apart.
    private static final double SOFTENING = 1e-3;

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] vx;
    private final double[] vy;
    private final double[] vz;
    private final double[] mass;

    private Bodies(int count, double[] mass) {
        this.x = new double[count];
        this.y = new double[count];
        this.z = new double[count];
        this.vx = new double[count];
        this.vy = new double[count];
        this.vz = new double[count];
        this.mass = mass;
    }

    /// Bodies at rest, somewhere in a cube of side 1, all of them together of mass 1.
    public static Bodies random(int count, long seed) {
        var random = new SplittableRandom(seed);
        var bodies = new Bodies(count, new double[count]);
        for (int i = 0; i < count; i++) {
            bodies.x[i] = random.nextDouble();
            bodies.y[i] = random.nextDouble();
            bodies.z[i] = random.nextDouble();
            bodies.mass[i] = 1.0 / count;
        }
        return bodies;
    }

    public int count() {
        return x.length;
    }

    /// As many bodies of the same masses, for [#step] to write to.
    public Bodies blank() {
        return new Bodies(count(), mass);
    }

    /// Computes where some of the bodies are a thousandth of a time unit later. Any thread, as long as no two write the
    /// same bodies and nobody writes these.
    ///
    /// @param next where to write it
    /// @param from the first body of the part
    /// @param to   the first that is no longer in it
    public void step(Bodies next, int from, int to) {
        for (int i = from; i < to; i++) {
            double ax = 0;
            double ay = 0;
            double az = 0;
            for (int j = 0; j < x.length; j++) {
                double dx = x[j] - x[i];
                double dy = y[j] - y[i];
                double dz = z[j] - z[i];
                double square = dx * dx + dy * dy + dz * dz + SOFTENING;
                double pull = mass[j] / (square * Math.sqrt(square));
                ax += dx * pull;
                ay += dy * pull;
                az += dz * pull;
            }
            next.vx[i] = vx[i] + ax * STEP;
            next.vy[i] = vy[i] + ay * STEP;
            next.vz[i] = vz[i] + az * STEP;
            next.x[i] = x[i] + next.vx[i] * STEP;
            next.y[i] = y[i] + next.vy[i] * STEP;
            next.z[i] = z[i] + next.vz[i] * STEP;
        }
    }

    /// The momentum of all together. Whatever they do to each other, it stays what it was: 0, but for rounding.
    public double momentum() {
        double px = 0;
        double py = 0;
        double pz = 0;
        for (int i = 0; i < mass.length; i++) {
            px += mass[i] * vx[i];
            py += mass[i] * vy[i];
            pz += mass[i] * vz[i];
        }
        return Math.sqrt(px * px + py * py + pz * pz);
    }

    /// Whether every body is at the same place with the same velocity, to the last bit.
    public boolean sameAs(Bodies other) {
        return Arrays.equals(x, other.x) && Arrays.equals(y, other.y) && Arrays.equals(z, other.z)
                && Arrays.equals(vx, other.vx) && Arrays.equals(vy, other.vy) && Arrays.equals(vz, other.vz);
    }
}
