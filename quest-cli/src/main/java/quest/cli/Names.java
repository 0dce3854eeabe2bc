package quest.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what somebody meant by a name. Upper and lower case, hyphens and underscores make no difference:
/// `ready-queue`, `readyqueue` and `ReadyQueue` are one name.
final class Names {

    private static final int MOST_SUGGESTIONS = 3;

    private Names() {
    }

    static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /// Up to three of `names` that `asked` may have been meant to be, the likeliest first. A name counts as near when
    /// it begins with what was asked, or is as many edits away as a third of its length at most.
    static List<String> near(String asked, List<String> names) {
        record Candidate(String name, int distance) {
        }
        var wanted = key(asked);
        var candidates = new ArrayList<Candidate>();
        for (var name : names) {
            var key = key(name);
            var begins = wanted.length() >= 3 && (key.startsWith(wanted) || key.contains(wanted));
            var distance = begins ? 0 : distance(wanted, key);
            if (distance <= Math.max(1, Math.max(wanted.length(), key.length()) / 3)) {
                candidates.add(new Candidate(name, distance));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::distance));
        return candidates.stream().limit(MOST_SUGGESTIONS).map(Candidate::name).toList();
    }

    /// The sentence that follows a name nobody knows; empty when nothing is near.
    static String didYouMean(List<String> near) {
        return switch (near.size()) {
            case 0 -> "";
            case 1 -> " Did you mean " + near.getFirst() + "?";
            default -> " Did you mean " + String.join(", ", near.subList(0, near.size() - 1))
                    + " or " + near.getLast() + "?";
        };
    }

    /// Levenshtein's distance, with two swapped neighbours counted as one edit.
    static int distance(String one, String other) {
        var table = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(table[i - 1][j - 1] + change, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                var swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[one.length()][other.length()];
    }
}
