package quest.tasks.db;

import java.util.Objects;

/// What a name may be: the same limits as in the schema, checked where a name comes in, so that the error speaks of
/// names and not of columns.
final class Names {

    static final int LONGEST = 64;

    private Names() {
    }

    static String check(String what, String name) {
        Objects.requireNonNull(name, what);
        if (name.isBlank() || name.length() > LONGEST) {
            var shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
            throw new IllegalArgumentException(
                    "the %s's name has 1 to %d characters and is not blank, but this was '%s'"
                            .formatted(what, LONGEST, shown));
        }
        return name;
    }
}
