package quest.gameserver.client;

import java.nio.ByteBuffer;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;
import quest.gameserver.net.LineFramer;

/// One player of a swarm: its connection, what it says there, and since when it waits for each answer. On the loop's
/// thread.
final class SwarmPlayer implements ConnectionHandler, LineFramer.Lines {

    /// A state of ten thousand players takes a tenth of it.
    private static final int MAX_LINE = 4 * 1024 * 1024;

    private final LoadRun run;
    private final Connection connection;
    private final Dialogue dialogue;
    private final LineFramer framer = new LineFramer(MAX_LINE);
    private final LongRing underWay = new LongRing(); // since when each counts
    private long now;   // when the bytes that are being read arrived
    private int seat;

    SwarmPlayer(LoadRun run, Connection connection, Dialogue dialogue) {
        this.run = run;
        this.connection = connection;
        this.dialogue = dialogue;
    }

    boolean waitsForGreeting() {
        return dialogue.beginsWithGreeting();
    }

    int underWay() {
        return underWay.size();
    }

    /// @param since from when on the request counts
    void send(long since) {
        connection.write(dialogue.nextRequest());
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

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        now = run.now();
        framer.feed(bytes.array(), bytes.position(), bytes.limit(), this);
        if (connection.isOpen()) {
            run.hasRead(this);
        }
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        run.lineCame();
        switch (dialogue.understand(bytes, from, to)) {
            case Reply.Answers(int requests) -> {
                for (int i = 0; i < requests; i++) {
                    run.answered(underWay.poll(), now);
                }
            }
            case Reply.News() -> { }
            case Reply.Greeting() -> run.ready(this);
            case Reply.Wrong(String expected, String line) -> {
                run.wrong(expected, line, !underWay.isEmpty());
                if (!underWay.isEmpty()) {
                    underWay.poll();
                }
            }
        }
        return true;
    }

    @Override
    public void tooLong() {
        run.wrong("a line of less than 4 MiB", "more", false);
        connection.close();
    }

    @Override
    public void closed(Connection which) {
        run.left(this);
    }
}
