package quest.tasks.threads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The JDK's structured thread dump, read: the threads that live right now, by the *container* that answers for them. A
/// scope is one; so are a pool, and the root, where threads are that nobody answers for. From a terminal, the same dump
/// is made by `jcmd PID Thread.dump_to_file -format=json FILE`.
///
/// The threads are looked at one after the other while they run on: what one does, and what another did a moment
/// before.
public record ThreadDump(List<Container> containers) {

    private static final long NONE = -1;

    /// What answers for threads.
    ///
    /// @param id     its name and what makes it unique: `round/jdk.internal.misc.ThreadFlock$ThreadContainerImpl@41a2befb`
    /// @param parent the id of the container around it; empty for the root
    /// @param owner  the thread that opened it, or -1 if it belongs to no thread
    public record Container(String id, String parent, long owner, List<DumpedThread> threads) {

        public Container {
            threads = List.copyOf(threads);
        }

        /// What its maker called it. One without a name has none but its id.
        public String name() {
            return id.replaceFirst("/[^/]*@[0-9a-f]+$", "");
        }
    }

    public ThreadDump {
        containers = List.copyOf(containers);
    }

    /// Makes a dump of this program now. Any thread may call; it takes some milliseconds.
    ///
    /// @throws IOException if the temporary file cannot be written
    public static ThreadDump take() throws IOException {
        var folder = Files.createTempDirectory("thread-dump");
        var file = folder.resolve("threads.json");       // the JDK wants to make it itself
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return parse(Files.readString(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /// @throws IllegalArgumentException if this is no such dump
    static ThreadDump parse(String json) {
        var containers = new ArrayList<Container>();
        for (var container : required(tree(json).path("threadDump"), "threadContainers")) {
            var threads = new ArrayList<DumpedThread>();
            required(container, "threads").forEach(thread -> threads.add(thread(thread)));
            containers.add(new Container(required(container, "container").asText(), container.path("parent").asText(""),
                    container.path("owner").asLong(NONE), threads));
        }
        return new ThreadDump(containers);
    }

    private static DumpedThread thread(JsonNode thread) {
        var stack = new ArrayList<Frame>();
        required(thread, "stack").forEach(frame -> stack.add(Frame.parse(frame.asText())));
        return new DumpedThread(required(thread, "tid").asLong(), required(thread, "name").asText(),
                thread.path("virtual").asBoolean(), Thread.State.valueOf(required(thread, "state").asText()), stack);
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a thread dump in JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode required(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            throw new IllegalArgumentException("expected a field '%s' in the thread dump, but found %s"
                    .formatted(field, node.isMissingNode() ? "nothing" : String.join(", ", node.propertyStream()
                            .map(java.util.Map.Entry::getKey).toList())));
        }
        return node.get(field);
    }
}
