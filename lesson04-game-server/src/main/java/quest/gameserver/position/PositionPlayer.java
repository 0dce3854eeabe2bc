package quest.gameserver.position;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import quest.gameserver.net.Connection;
import quest.gameserver.net.ConnectionHandler;
import quest.gameserver.net.LineFramer;

/// One player of the position server. On the loop's thread.
final class PositionPlayer implements ConnectionHandler, LineFramer.Lines {

    private final Connection connection;
    private final PositionServer server;
    private final LineFramer framer = new LineFramer(Command.MAX_LINE);
    private boolean missedSome;     // states were left out, for too much waited

    PositionPlayer(Connection connection, PositionServer server) {
        this.connection = connection;
        this.server = server;
        answer("WELCOME " + id());
        server.join(this);
    }

    long id() {
        return connection.number();
    }

    /// Sends a state. While too much waits for this player it is left out: old positions are of no use, and the newest
    /// will be sent when there is room.
    void send(ByteBuffer state) {
        if (connection.isCongested()) {
            missedSome = true;
        } else {
            connection.write(state);
        }
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        framer.feed(bytes.array(), bytes.position(), bytes.limit(), this);
        if (connection.pending() > 2L * server.highWater()) {
            connection.pauseReading(); // so much can only be answers to wrong lines
        }
    }

    @Override
    public void writable(Connection from) {
        connection.resumeReading();
        if (missedSome) {
            missedSome = false;
            server.catchUp(this);
        }
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        return switch (Command.parse(bytes, from, to)) {
            case Command.Move(var position) -> {
                server.move(this, position);
                yield true;
            }
            case Command.Refused(var why) -> {
                answer("ERR " + why);
                yield true;
            }
            case Command.Quit() -> {
                answer("BYE");
                goodbye();
                yield false;
            }
        };
    }

    @Override
    public void tooLong() {
        answer("ERR line too long");
        goodbye();
    }

    @Override
    public void inputEnded(Connection from) {
        framer.end(this);
        goodbye();
    }

    @Override
    public void shutdown(Connection from) {
        server.sendIfChanged();
        connection.finish();
    }

    @Override
    public void closed(Connection from) {
        server.leave(this);
    }

    private void goodbye() {
        server.leave(this);
        connection.finish();
    }

    private void answer(String text) {
        connection.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
