package quest.gameserver.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// Header fields in their order. Names are case-insensitive (RFC 9110, section 5.1). Immutable, so any thread's.
public final class Headers {

    private static final Headers NONE = new Headers(List.of());

    private final List<String> pairs; // name, value, name, value

    private Headers(List<String> pairs) {
        this.pairs = pairs;
    }

    /// @param nameValuePairs name, value, name, value
    /// @throws IllegalArgumentException unless every name is a token and no value has a control character: a line end
    ///                                  in a value would let whoever wrote it write the rest of the message
    public static Headers of(String... nameValuePairs) {
        if (nameValuePairs.length % 2 != 0) {
            throw new IllegalArgumentException("expected a value for each name, got an odd number of strings: "
                    + nameValuePairs.length);
        }
        for (int i = 0; i < nameValuePairs.length; i += 2) {
            checkName(nameValuePairs[i]);
            checkValue(nameValuePairs[i], nameValuePairs[i + 1]);
        }
        return nameValuePairs.length == 0 ? NONE : new Headers(List.of(nameValuePairs));
    }

    /// For the parser, which has looked at every character.
    static Headers checked(List<String> pairs) {
        return new Headers(List.copyOf(pairs));
    }

    /// The first value of a field.
    ///
    /// @return null if there is none
    public String first(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    /// All values of a field, in order, as they were sent: one that is a list is not taken apart.
    public List<String> all(String name) {
        var values = new ArrayList<String>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return List.copyOf(values);
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    /// Whether a field that is a list of tokens, such as `Connection: keep-alive, Upgrade`, has this one, in any case.
    public boolean hasToken(String name, String token) {
        for (var value : all(name)) {
            for (var element : value.split(",")) {
                if (element.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// These fields, with one that takes the place of all that had its name.
    ///
    /// @throws IllegalArgumentException as [#of]
    public Headers with(String name, String value) {
        checkName(name);
        checkValue(name, value);
        var others = pairsWithout(name);
        others.add(name);
        others.add(value);
        return new Headers(List.copyOf(others));
    }

    /// These fields, but none of that name.
    public Headers without(String name) {
        return new Headers(List.copyOf(pairsWithout(name)));
    }

    private ArrayList<String> pairsWithout(String name) {
        var others = new ArrayList<String>(pairs.size() + 2);
        forEach((each, value) -> {
            if (!each.equalsIgnoreCase(name)) {
                others.add(each);
                others.add(value);
            }
        });
        return others;
    }

    /// Name and value of each field, in order.
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < pairs.size(); i += 2) {
            visitor.accept(pairs.get(i), pairs.get(i + 1));
        }
    }

    private static void checkName(String name) {
        if (!Syntax.isToken(name)) {
            throw new IllegalArgumentException("a field's name must be a token, was '%s'".formatted(name));
        }
    }

    private static void checkValue(String name, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff)) {
            throw new IllegalArgumentException("the value of %s must be Latin text without control characters"
                    .formatted(name));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers them && folded(pairs).equals(folded(them.pairs));
    }

    @Override
    public int hashCode() {
        return folded(pairs).hashCode();
    }

    private static List<String> folded(List<String> pairs) {
        var folded = new ArrayList<>(pairs);
        for (int i = 0; i < folded.size(); i += 2) {
            folded.set(i, folded.get(i).toLowerCase(Locale.ROOT));
        }
        return folded;
    }

    @Override
    public String toString() {
        return pairs.toString();
    }
}
