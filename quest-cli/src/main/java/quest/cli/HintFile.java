package quest.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hints of an exercise, from the gentlest to nearly the code, as `exercises/hints` holds them: `## Hint 1` and so
/// on, each with a comment that names the tests it is for, where it is for some of them.
final class HintFile {

    private static final Pattern HEADING = Pattern.compile("(?m)^## Hint \\d+.*$");
    private static final Pattern TESTS = Pattern.compile("(?s)<!--\\s*for:(.*?)-->\\s*");

    /// @param tests the tests' names
    record Hint(String text, List<String> tests) {
    }

    private HintFile() {
    }

    static List<Hint> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var hints = new ArrayList<Hint>();
        Stream.of(HEADING.split(Sources.read(file))).skip(1).map(HintFile::parse).forEach(hints::add);
        return List.copyOf(hints);
    }

    private static Hint parse(String section) {
        var comment = TESTS.matcher(section);
        var tests = comment.find() ? List.of(comment.group(1).strip().split("\\s*,\\s*")) : List.<String>of();
        return new Hint(TESTS.matcher(section).replaceAll("").strip(), tests);
    }

    /// The hint to show next, counted from 1. The test that fails first decides where the hints begin: at the hint that
    /// is for it, or at the first. From there each call goes one further, up to the last. When a test fails for which
    /// they begin elsewhere, they begin anew: what comes next in the file may be nearly the code of something that the
    /// learner has not thought about yet.
    ///
    /// @param failing the test's name, or null
    /// @param seen the last hint that was shown, or 0
    /// @param hinted the test that failed when it was; null for none, or when that is not known
    static int next(List<Hint> hints, String failing, int seen, String hinted) {
        var begin = begin(hints, failing);
        if (failing != null && hinted != null && begin(hints, hinted) != begin) {
            return begin;
        }
        return Math.min(hints.size(), Math.max(begin, seen + 1));
    }

    private static int begin(List<Hint> hints, String failing) {
        for (var i = 0; i < hints.size(); i++) {
            if (failing != null && hints.get(i).tests().contains(failing)) {
                return i + 1;
            }
        }
        return 1;
    }
}
