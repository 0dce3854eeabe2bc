package quest.gameserver.websocket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A handler that notes what it hears, in a [Trail]'s words, and does what some texts tell it to.
final class Recorder implements WebSocketHandler {

    final List<String> trail = new CopyOnWriteArrayList<>();

    @Override
    public void text(WebSocket socket, String text) {
        trail.add("text " + text);
        switch (text) {
            case "close" -> socket.close(4001, "as you wish");
            case "close twice" -> {
                socket.close(4001, "as you wish");
                socket.close(4002, "again");
                socket.send("not after a close frame");
            }
            case "pause" -> socket.pauseReading();
            case "fail" -> throw new IllegalStateException("told to");
            case "lose" -> socket.connection().close();
            default -> socket.send("heard " + text);
        }
    }

    @Override
    public void closed(WebSocket socket, int code, String reason) {
        trail.add("closed " + code + " " + reason);
    }
}
