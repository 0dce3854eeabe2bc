package quest.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quest.trace.ScopeDump.Container;

/// The scopes that were seen in thread dumps, and who belonged to each.
final class Scopes {

    private final Map<String, Container> scopes = new LinkedHashMap<>();
    private final Map<Long, String> scopeOf = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    void add(ScopeDump dump) {
        for (var container : dump.containers()) {
            if (container.isScope()) {
                scopes.putIfAbsent(container.id(), container);
                container.threads().forEach(thread -> scopeOf.putIfAbsent(thread, container.id()));
            }
        }
    }

    /// The scopes' names from the outermost to the one in which the thread was forked: `tournament / round 1`.
    ///
    /// @return empty if the thread was seen in none
    String pathOf(long thread) {
        var path = new ArrayList<String>();
        for (var scope = scopes.get(scopeOf.get(thread)); scope != null; scope = scopes.get(scope.parent())) {
            path.addFirst(name(scope));
        }
        return String.join(" / ", path);
    }

    /// Who opened the scope in which the thread was forked, or [ScopeDump#NOBODY].
    long parentOf(long thread) {
        var scope = scopes.get(scopeOf.get(thread));
        return scope == null ? ScopeDump.NOBODY : scope.owner();
    }

    /// The threads that were seen in the thread's own scopes.
    List<Long> childrenOf(long thread) {
        return scopeOf.entrySet().stream().filter(entry -> scopes.get(entry.getValue()).owner() == thread)
                .map(Map.Entry::getKey).sorted().toList();
    }

    /// The name of the first scope the thread opened; empty if it was seen to open none, or none with a name.
    String openedBy(long thread) {
        return scopes.values().stream().filter(scope -> scope.owner() == thread).map(Container::name).findFirst()
                .orElse("");
    }

    /// Scopes without a name are numbered; of two with the same, the second is numbered.
    private String name(Container scope) {
        var known = names.get(scope.id());
        if (known != null) {
            return known;
        }
        var base = scope.name().isEmpty() ? "a scope" : scope.name();
        var name = base;
        for (int number = 2; names.containsValue(name); number++) {
            name = base + " (" + number + ")";
        }
        names.put(scope.id(), name);
        return name;
    }
}
