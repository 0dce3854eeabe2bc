package quest.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// An axis from left to right, in per cent of its length. Values that span more than a decade get a logarithmic one:
/// on a linear one, the small ones would all look like nothing.
record Scale(double from, double to, boolean logarithmic) {

    private static final double DECADE = 10;
    /// So long is the shortest bar on a logarithmic scale, in decades: its length means little, but it must be seen.
    private static final double SHORTEST = 0.2;
    private static final int MOST_TICKS = 5;
    private static final double[] STEPS = {1, 2, 5, 10};

    /// A place on the axis, in per cent, and the value there.
    record Tick(double at, double value) {
    }

    /// @param values those that are to be seen, all above 0
    static Scale of(double... values) {
        var smallest = DoubleStream.of(values).min().orElse(1);
        var largest = DoubleStream.of(values).max().orElse(1);
        if (largest / smallest > DECADE) {
            var from = Math.floor(Math.log10(smallest) - SHORTEST + 1e-9);
            return new Scale(Math.pow(10, from), Math.pow(10, Math.ceil(Math.log10(largest) - 1e-9)), true);
        }
        var step = step(largest);
        return new Scale(0, Math.ceil(largest / step - 1e-9) * step, false);
    }

    /// Where a value stands; what lies outside stands at the end.
    double at(double value) {
        double part;
        if (logarithmic) {
            part = value <= 0 ? 0 : Math.log(value / from) / Math.log(to / from);
        } else {
            part = value / to;
        }
        return 100 * Math.clamp(part, 0, 1);
    }

    /// Whether a value is on the scale, and not beyond its ends.
    boolean shows(double value) {
        return value >= from && value <= to;
    }

    List<Tick> ticks() {
        var ticks = new ArrayList<Tick>();
        if (logarithmic) {
            var first = Math.round(Math.log10(from));
            var last = Math.round(Math.log10(to));
            var every = Math.ceilDiv(last - first + 1, MOST_TICKS);
            for (var power = first; power <= last; power += every) {
                ticks.add(new Tick(at(Math.pow(10, power)), Math.pow(10, power)));
            }
        } else {
            var step = step(to);
            for (int i = 0; i * step <= to * (1 + 1e-9); i++) {
                ticks.add(new Tick(at(i * step), i * step));
            }
        }
        return ticks;
    }

    /// @return 1, 2 or 5 of a power of ten, so that no more than five ticks are needed
    private static double step(double largest) {
        var power = Math.pow(10, Math.floor(Math.log10(largest / (MOST_TICKS - 1))));
        for (var step : STEPS) {
            if (largest / (step * power) <= MOST_TICKS - 1 + 1e-9) {
                return step * power;
            }
        }
        throw new IllegalStateException("no step for " + largest);
    }
}
