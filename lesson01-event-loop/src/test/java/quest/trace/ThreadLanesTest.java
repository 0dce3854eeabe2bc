package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import quest.eventloop.VirtualClock;
import quest.trace.ScopeDump.Container;
import quest.trace.Trace.Event;
import quest.trace.Trace.Lane;

class ThreadLanesTest {

    private final Trace trace = new Trace(new VirtualClock());
    private final Map<Long, ThreadStory> stories = new HashMap<>();
    private final Scopes scopes = new Scopes();

    private ThreadStory thread(long id, String name, long start, long end) {
        var story = new ThreadStory(id, true);
        story.name = name;
        story.start = start;
        story.end = end;
        stories.put(id, story);
        return story;
    }

    private List<Lane> draw() {
        new ThreadLanes(trace, stories, scopes, Map.of()).draw(100_000, "");
        return trace.events().stream().map(Event::lane).distinct().toList();
    }

    @Test
    void whoComesAfterOneOfTheSameNameSharesItsLane() {
        thread(1, "archer", 0, 100);
        thread(2, "archer", 100, 200);

        assertThat(draw()).containsExactly(new Lane("virtual threads", "archer"));
    }

    @Test
    void twoOfTheSameNameAtTheSameTimeHaveALaneEach() {
        thread(1, "archer", 0, 100);
        thread(2, "archer", 99, 200);

        assertThat(draw()).extracting(Lane::name).containsExactly("archer", "archer (2)");
    }

    @Test
    void whoJoinsAScopeWaitsForThoseWhoAreInItMeanwhile() {
        thread(1, "party", 0, 300).add(new Wait(50, 200, "StructuredTaskScope.join", "", null));
        thread(2, "archer", 10, 190);
        thread(3, "knight", 20, 200);
        thread(4, "of an earlier scope", 5, 40);
        scopes.add(new ScopeDump(List.of(new Container("a scope", "<root>", 1, List.of(2L, 3L, 4L)))));

        draw();

        assertThat(trace.events()).filteredOn(event -> event.kind() == Trace.Kind.WAITING).singleElement()
                .satisfies(wait -> assertThat(wait.details()).containsEntry("waits for", "archer, knight"));
    }

    @Test
    void ofACrowdSoManyAreDrawnAndTheOthersCounted() {
        for (int id = 1; id <= ThreadLanes.MOST_THREADS + 5; id++) {
            thread(id, "hero " + id, id, id + 1);
        }

        assertThat(draw().size()).isEqualTo(ThreadLanes.MOST_THREADS);
        assertThat(trace.events().getFirst().details().get("not drawn")).startsWith("5 threads");
    }

    @Test
    void whatWasThereBeforeTheTraceBeganIsNotTheScenes() {
        thread(1, "of the JVM", -5, ThreadStory.NEVER);

        assertThat(draw()).isEmpty();
    }
}
