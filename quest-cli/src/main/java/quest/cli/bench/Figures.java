package quest.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// How numbers are written: three digits that count, which is more than the noise allows.
public final class Figures {

    private static final MathContext DIGITS = new MathContext(3);
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};

    private Figures() {
    }

    /// @return `5.5`, `12,300`, `0.00123`
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        if (rounded.signum() != 0 && (rounded.scale() > 6 || rounded.precision() - rounded.scale() > 12)) {
            return rounded.toString();
        }
        var format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(rounded);
    }

    /// @return `201 ms`, in the largest unit of which there is at least one, and that is at most seconds
    public static String time(double nanos) {
        var value = nanos;
        var unit = 0;
        // Rounded first: 999.9 ns are 1 µs.
        while (unit < TIMES.length - 1
                && new BigDecimal(value).abs().round(DIGITS).compareTo(BigDecimal.valueOf(1000)) >= 0) {
            value /= 1000;
            unit++;
        }
        return rounded(value) + " " + TIMES[unit];
    }

    /// @param value in nanoseconds when the unit is a time's
    static String shown(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        if (!Double.isNaN(Metric.nanosPerUnit(unit))) {
            return time(value);
        }
        return count(value) + (unit.isEmpty() || unit.equals("#") ? "" : " " + unit);
    }

    /// @return `12.3 million`, `950,000`
    static String count(double value) {
        var size = Math.abs(value);
        return size >= 1e12 || size < 1e6 ? rounded(value) : size >= 1e9 ? rounded(value / 1e9) + " billion"
                : rounded(value / 1e6) + " million";
    }

    /// How many times. Ratios are steadier than times: near 1 and above 100, a fourth digit still tells something.
    ///
    /// @return `1.004`, `2.10`, `21.3`, `212.5`, `2,125`
    public static String ratio(double ratio) {
        if (!Double.isFinite(ratio)) {
            return "?";
        }
        var size = Math.abs(ratio);
        var format = size < 0.01 ? "%.1e" : size < 1.1 ? "%.3f" : size < 10 ? "%.2f"
                : size < 1000 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, ratio);
    }

    /// @return whole MiB
    public static String mebibytes(double mebibytes) {
        return Double.isFinite(mebibytes) ? rounded(Math.rint(mebibytes)) + " MiB" : "?";
    }
}
