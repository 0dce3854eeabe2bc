package quest.gameserver.history;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A replay that is being recorded. It collects in memory, and [Replays] writes what was collected about once a second:
/// after a `kill -9`, the replay ends that much earlier. Loop thread only; nothing blocks.
///
/// If the disk cannot follow, the recording is given up: that is reported once, its files are deleted, and what is
/// recorded from then on is ignored. The game does not notice.
public final class Recording {

    /// Players that are listed. In ten minutes nobody sees more.
    static final int MOST_PLAYERS = 1_000;
    /// A replay that grows past this is given up.
    static final long MOST_BYTES = 64 * 1024 * 1024;

    private final Replays replays;
    private final ReplayFile file;
    private final String room;
    private final Instant startedAt;
    private final Set<String> players = new LinkedHashSet<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private List<ReplayFile.Birth> births = new ArrayList<>();
    private ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long ticks;
    private long bytes;
    private State state = State.RUNNING;

    private enum State { RUNNING, ENDED, CLOSED, GIVEN_UP }

    /// @param bytes of the header
    Recording(Replays replays, ReplayFile file, String room, Instant startedAt, long bytes) {
        this.replays = replays;
        this.file = file;
        this.room = room;
        this.startedAt = startedAt;
        this.bytes = bytes;
    }

    /// What the replay will be called.
    public String id() {
        return file.id();
    }

    /// How many ticks were recorded so far: whoever splits long replays asks this.
    public long ticks() {
        return ticks;
    }

    /// Records a tick.
    ///
    /// @param jsonLine UTF-8, without a line's end: that is added
    /// @throws IllegalStateException    after [#end]
    /// @throws IllegalArgumentException if there is a line's end in it: it would be two ticks
    public void tick(byte[] jsonLine) {
        if (!isRunning("a tick")) {
            return;
        }
        Replays.checkLine(jsonLine);
        ticks++;
        bytes += jsonLine.length + 1;
        lines.writeBytes(jsonLine);
        lines.write('\n');
        replays.hasSomething(this);
    }

    /// Records that a player takes part, before the tick with the player's birth. Once is enough; again does nothing.
    ///
    /// @throws IllegalStateException after [#end]
    public void player(String name) {
        if (isRunning("a player") && players.size() < MOST_PLAYERS && players.add(name)) {
            births.add(new ReplayFile.Birth(name, ticks));
            replays.hasSomething(this);
        }
    }

    /// Ends the replay, and returns at once. The future is completed on the loop when everything is written and the
    /// replay is in the list; it fails if the recording was given up. Ending again does nothing.
    public CompletableFuture<Void> end() {
        replays.checkThread();
        if (state == State.RUNNING) {
            state = State.ENDED;
            replays.finish(this);
        }
        return ended.copy();
    }

    /// Ends with the server: those who still play may go on recording, and are ignored.
    void close() {
        end();
        if (state == State.ENDED) {
            state = State.CLOSED;
        }
    }

    private boolean isRunning(String what) {
        replays.checkThread();
        if (state == State.ENDED) {
            throw new IllegalStateException("%s for the replay %s, which has ended".formatted(what, id()));
        }
        return state == State.RUNNING;
    }

    // ---- for Replays ----

    ReplayFile file() {
        return file;
    }

    long bytes() {
        return bytes;
    }

    ReplayFile.Finished finished() {
        return new ReplayFile.Finished(file, new ReplayInfo(id(), room, startedAt, ticks, List.copyOf(players)), bytes);
    }

    /// What was collected and not yet taken.
    record Batch(List<ReplayFile.Birth> births, byte[] ticks) {
    }

    Batch take() {
        var batch = new Batch(births, lines.toByteArray());
        births = new ArrayList<>();
        lines = new ByteArrayOutputStream();
        return batch;
    }

    void listed() {
        ended.complete(null);
    }

    void giveUp(Throwable why) {
        state = State.GIVEN_UP;
        take();
        ended.completeExceptionally(why);
    }
}
