package quest.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import quest.trace.Trace.Lane;

/// Draws threads: each has a lane, threads of a scope together, and what it waited for is on it. Two of the same name
/// that were never there at the same time share a lane: the archer of one act, and of the next.
final class ThreadLanes {

    /// How many threads are drawn.
    static final int MOST_THREADS = 2_000;

    private static final Set<String> GROUPS_OF_THE_JDK = Set.of("CarrierThreads", "InnocuousThreadGroup", "system");
    private static final Pattern NAMES_OF_OTHERS = Pattern.compile(
            "SubPoller-.*|watchdog of .*|.*-delayScheduler|JFR .*|writes the trace|" + ScopeWatch.NAME);
    private static final String ABOUT = """
            A thread is drawn as running whenever it is not known to wait. The JDK does not tell of a virtual thread \
            that it waits to enter a synchronized block, nor that it could run and all carriers are taken: both look \
            like running. Scopes are known from thread dumps made again and again: a thread that was there for \
            less than about 30 ms may stand outside its scope.""";

    private final Trace trace;
    private final Map<Long, ThreadStory> stories;
    private final Scopes scopes;
    private final Map<Long, String> heroes;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private final Map<Lane, Long> takenUntil = new HashMap<>();
    private long player = -1;
    private String group;       // null: by scope

    /// @param heroes of whom a thread has told, by thread: so is its lane called if nobody has named it
    ThreadLanes(Trace trace, Map<Long, ThreadStory> stories, Scopes scopes, Map<Long, String> heroes) {
        this.trace = trace;
        this.stories = stories;
        this.scopes = scopes;
        this.heroes = heroes;
    }

    /// This thread was there before the trace began, and belongs to it all the same: it plays the scene.
    void player(long thread, String name) {
        player = thread;
        var story = stories.computeIfAbsent(thread, id -> new ThreadStory(id, false));
        story.name = name;
        story.start = 0;
    }

    /// All in one group, whatever their scopes.
    void group(String name) {
        group = name;
    }

    /// @param end    of the trace, in its nanoseconds
    /// @param remark more to say of how it was made; may be empty
    void draw(long end, String remark) {
        var drawn = stories.values().stream().filter(this::isOfTheScene)
                .sorted(Comparator.comparing((ThreadStory story) -> story.id != player)
                        .thenComparing(story -> story.start)).toList();
        drawn.stream().limit(MOST_THREADS).forEach(story -> lanes.put(story.id, laneFor(story, end)));
        if (drawn.isEmpty()) {
            return;
        }
        var about = new LinkedHashMap<String, String>();
        about.put("threads", ABOUT);
        if (!remark.isEmpty()) {
            about.put("scopes", remark);
        }
        if (drawn.size() > MOST_THREADS) {
            about.put("not drawn", "%d threads: only the first %d are".formatted(drawn.size() - MOST_THREADS,
                    MOST_THREADS));
        }
        trace.moment(lanes.get(drawn.getFirst().id), "about these lanes", drawn.getFirst().start, about);
        var before = trace.takeBack(drawn.stream().map(story -> story.id).toList());
        for (var story : drawn.subList(0, Math.min(drawn.size(), MOST_THREADS))) {
            draw(story, end);
            before.getOrDefault(story.id, List.of()).stream().filter(event -> event.kind() == Trace.Kind.RUNNING)
                    .forEach(event -> trace.running(lanes.get(story.id), event.name(), event.from(), event.to(),
                            event.details()));
        }
    }

    /// The lane of a thread that was drawn; null for any other.
    Lane laneOf(long thread) {
        return lanes.get(thread);
    }

    private boolean isOfTheScene(ThreadStory story) {
        return story.id == player
                || story.start != ThreadStory.NEVER && story.start >= 0 && !GROUPS_OF_THE_JDK.contains(story.group)
                && !NAMES_OF_OTHERS.matcher(story.name).matches() && !(isOfTheCommonPool(story) && isIdle(story));
    }

    private static boolean isOfTheCommonPool(ThreadStory story) {
        return story.name.startsWith("ForkJoinPool.commonPool-");
    }

    /// Whether it was never seen waiting in the program's code.
    private static boolean isIdle(ThreadStory story) {
        return story.waits().stream().allMatch(wait -> wait.place().isEmpty());
    }

    private Lane laneFor(ThreadStory story, long end) {
        var path = scopes.pathOf(story.id);
        var place = group != null ? group : !path.isEmpty() ? path : story.virtual ? "virtual threads" : "threads";
        var name = nameOf(story);
        var lane = new Lane(place, name);
        for (int number = 2; takenUntil.getOrDefault(lane, Long.MIN_VALUE) > story.start; number++) {
            lane = new Lane(place, name + " (" + number + ")");
        }
        takenUntil.put(lane, Math.min(story.end, end));
        return lane;
    }

    private String nameOf(ThreadStory story) {
        if (!story.name.isBlank()) {
            return story.name;
        }
        var opened = scopes.openedBy(story.id);
        return heroes.getOrDefault(story.id, opened.isEmpty() ? "thread " + story.id : "who opened " + opened);
    }

    private void draw(ThreadStory story, long end) {
        var lane = lanes.get(story.id);
        long at = story.start;
        for (var wait : story.waits()) {
            long from = Math.max(wait.from(), at);      // they overlap only if the clock was set back
            long to = Math.min(wait.to(), end);
            if (to < from || to <= 0) {
                continue;
            }
            runs(lane, story, at, from);
            var name = wait.pinned() == null ? wait.call() : wait.call() + ", pinned";
            trace.waiting(lane, name, from, to, details(story, wait));
            at = to;
        }
        if (story.end != ThreadStory.NEVER || story.id == player) {
            runs(lane, story, at, Math.min(story.end, end));
        } else {
            var details = describe(story);
            details.put("since then", "nothing is known: the JDK tells of a wait when it ends");
            trace.moment(lane, "was still there at the end", at, details);
        }
    }

    private void runs(Lane lane, ThreadStory story, long from, long to) {
        if (to > from) {
            trace.running(lane, "runs", from, to, describe(story));
        }
    }

    private Map<String, String> details(ThreadStory story, Wait wait) {
        var details = describe(story);
        if (!wait.place().isEmpty()) {
            details.put("at", wait.place());
        }
        var children = waitedFor(story, wait);
        if (!children.isEmpty()) {
            details.put("waits for", children);
        }
        if (wait.pinned() != null) {
            details.put("pinned", wait.pinned() + ": nobody else can use its carrier meanwhile");
        }
        return details;
    }

    /// Who joins a scope waits for those who were forked in it. Whom a latch or a lock waits for the JDK does not tell.
    private String waitedFor(ThreadStory story, Wait wait) {
        if (!wait.call().startsWith("StructuredTaskScope.")) {
            return "";
        }
        var names = new ArrayList<String>();
        for (long child : scopes.childrenOf(story.id)) {
            var there = stories.get(child);
            if (there != null && lanes.containsKey(child) && there.start < wait.to() && wait.from() < there.end) {
                names.add(lanes.get(child).name());
            }
        }
        return names.size() <= 8 ? String.join(", ", names)
                : String.join(", ", names.subList(0, 8)) + " and %d more".formatted(names.size() - 8);
    }

    private Map<String, String> describe(ThreadStory story) {
        var details = new LinkedHashMap<String, String>();
        var name = story.name.isBlank() ? "without a name" : "'" + story.name + "'";
        details.put("thread", "%s %d, %s".formatted(story.virtual ? "virtual" : "platform", story.id, name));
        long parent = scopes.parentOf(story.id);
        if (parent != ScopeDump.NOBODY) {
            details.put("forked in a scope of",
                    lanes.containsKey(parent) ? lanes.get(parent).name() : "thread " + parent);
        }
        return details;
    }
}
