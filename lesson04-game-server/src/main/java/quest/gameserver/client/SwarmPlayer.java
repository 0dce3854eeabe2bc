package quest.gameserver.client;

import java.nio.ByteBuffer;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;

/// One player of a swarm: its connection, what it says there, and since when it waits for each answer. On the loop's
/// thread.
final class SwarmPlayer implements ConnectionHandler, Framing.Ends {

    private final LoadRun run;
    private final Connection connection;
    private final Framing framing;
    private final Dialogue dialogue;
    private final LongRing underWay = new LongRing(); // since when each counts
    private final FrameInterval frames = new FrameInterval();
    private long now;   // when the bytes that are being read arrived
    private int seat;
    private boolean gone;   // the run knows that it has left

    SwarmPlayer(LoadRun run, Connection connection, Framing framing, Dialogue dialogue) {
        this.run = run;
        this.connection = connection;
        this.framing = framing;
        this.dialogue = dialogue;
    }

    void begin() {
        framing.begin(this);
    }

    boolean waitsForGreeting() {
        return dialogue.beginsWithGreeting();
    }

    int underWay() {
        return underWay.size();
    }

    /// @param since from when on the request counts
    void send(long since) {
        framing.send(dialogue.nextRequest());
        underWay.add(since);
    }

    /// The oldest request is not waited for any longer.
    ///
    /// @return since when it counted
    long forget() {
        return underWay.poll();
    }

    /// Where it stands in the run's list.
    int seat() {
        return seat;
    }

    void sitDown(int where) {
        seat = where;
    }

    void close() {
        connection.close();
    }

    // ---- what happens on the connection ----

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        now = run.now();
        framing.feed(bytes.array(), bytes.position(), bytes.limit());
        if (connection.isOpen()) {
            run.hasRead(this);
        }
    }

    @Override
    public void inputEnded(Connection from) {
        framing.inputEnded();
        connection.finish();
    }

    @Override
    public void closed(Connection which) {
        leave("a connection was closed by the other side");
    }

    private void leave(String why) {
        if (!gone) {
            gone = true;
            run.left(this, why);
        }
    }

    // ---- what the framing finds in it ----

    @Override
    public void write(byte[] bytes) {
        connection.write(bytes);
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        if (gone) {
            return;
        }
        run.lineCame();
        switch (dialogue.understand(bytes, from, to)) {
            case Reply.Answers(int requests) -> {
                for (int i = 0; i < requests; i++) {
                    run.answered(underWay.poll(), now);
                }
            }
            case Reply.News() -> { }
            case Reply.Frame(long tick) -> run.frameCame(frames.since(tick, now));
            case Reply.Greeting(var tick) -> run.ready(this, tick);
            case Reply.Wrong(String expected, String message) -> {
                run.wrong(expected, message, !underWay.isEmpty());
                if (!underWay.isEmpty()) {
                    underWay.poll();
                }
            }
            case Reply.Strange(String expected, String message) -> run.wrong(expected, message, false);
        }
        for (var remark = dialogue.nextRemark(); remark != null; remark = dialogue.nextRemark()) {
            framing.send(remark);
        }
    }

    @Override
    public void turnedAway(String why) {
        gone = true;
        run.turnedAway(this, why);
        connection.close();
    }

    @Override
    public void goodbye(String why) {
        leave("the other side said goodbye, " + why);
        connection.finish(); // the framing's own goodbye is on its way
    }

    @Override
    public void broken(String expected, String got) {
        run.wrong(expected, got, false);
        connection.close();
    }
}
