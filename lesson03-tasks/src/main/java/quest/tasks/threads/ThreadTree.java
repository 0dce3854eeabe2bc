package quest.tasks.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import quest.tasks.threads.ThreadDump.Container;

/// Who forked whom: a scope, the threads that were forked in it, and below each the scopes that it has opened itself.
public record ThreadTree(Scope root) {

    /// A scope that is open.
    ///
    /// @param nested scopes that its owner has opened inside it
    /// @param forked the threads forked in it that have not ended
    public record Scope(String name, List<Scope> nested, List<Forked> forked) {
    }

    /// A forked thread, and the scopes that it has open.
    public record Forked(DumpedThread thread, List<Scope> opened) {
    }

    /// The tree below the first scope of that name.
    ///
    /// @throws NoSuchElementException if the dump has none; the message names those that it has
    public static ThreadTree below(String scope, ThreadDump dump) {
        for (var container : dump.containers()) {
            if (container.name().equals(scope)) {
                return new ThreadTree(scope(container, dump));
            }
        }
        throw new NoSuchElementException("no scope '%s' was open; there were: %s".formatted(scope,
                String.join(", ", dump.containers().stream().map(Container::name).toList())));
    }

    private static Scope scope(Container container, ThreadDump dump) {
        return new Scope(container.name(), openedBy(container.owner(), container, dump), container.threads().stream()
                .sorted(Comparator.comparing(DumpedThread::id))     // in the order in which they were forked
                .map(thread -> new Forked(thread, openedBy(thread.id(), container, dump))).toList());
    }

    /// @return the outermost scopes only; those inside them hang below
    private static List<Scope> openedBy(long owner, Container around, ThreadDump dump) {
        return dump.containers().stream()
                .filter(inner -> inner.owner() == owner && inner.parent().equals(around.id()))
                .map(inner -> scope(inner, dump)).toList();
    }

    /// All threads of the tree.
    public List<DumpedThread> threads() {
        var threads = new ArrayList<DumpedThread>();
        collect(root, threads);
        return threads;
    }

    private static void collect(Scope scope, List<DumpedThread> threads) {
        scope.nested().forEach(inner -> collect(inner, threads));
        for (var forked : scope.forked()) {
            threads.add(forked.thread());
            forked.opened().forEach(inner -> collect(inner, threads));
        }
    }

    /// The tree as text: scopes in brackets, below each its threads, with where they wait.
    ///
    /// @param ours which calls are the program's own
    public String draw(Predicate<Frame> ours) {
        return drawing(root, ours).toString();
    }

    private static Drawing drawing(Scope scope, Predicate<Frame> ours) {
        var below = new ArrayList<Drawing>();
        scope.nested().forEach(inner -> below.add(drawing(inner, ours)));
        for (var forked : scope.forked()) {
            below.add(new Drawing(List.of(forked.thread().title(), "in " + forked.thread().whereabouts(ours)),
                    forked.opened().stream().map(inner -> drawing(inner, ours)).toList()));
        }
        return new Drawing(List.of("[" + scope.name() + "]"), below);
    }
}
