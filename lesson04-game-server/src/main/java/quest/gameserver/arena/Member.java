package quest.gameserver.arena;

import java.nio.ByteBuffer;
import quest.gameserver.websocket.CloseCode;
import quest.gameserver.websocket.Frames;
import quest.gameserver.websocket.WebSocket;
import quest.gameserver.websocket.WebSocketHandler;

/// One who is in a room, or waits for an opponent and will be: a player or a spectator, behind a WebSocket. Takes what
/// they send, and sees that a slow one costs nobody else anything.
///
/// On the loop's thread.
final class Member implements WebSocketHandler {

    private static final int CHAT_BURST = 5;

    private final String name;
    private final boolean spectator;
    private final Facilities facilities;
    private final WaitingRoom waitingRoom;  // null: came straight into a room
    private WebSocket socket;
    private Room room;                      // null: still waiting
    private TokenBucket chatBucket;         // null: has not said anything yet
    private boolean missedPictures;

    Member(String name, boolean spectator, Facilities facilities, WaitingRoom waitingRoom) {
        this.name = name;
        this.spectator = spectator;
        this.facilities = facilities;
        this.waitingRoom = waitingRoom;
    }

    void on(WebSocket opened) {
        socket = opened;
    }

    String name() {
        return name;
    }

    boolean isSpectator() {
        return spectator;
    }

    void entered(Room entered) {
        room = entered;
    }

    // ---- to the member ----

    void send(ServerMessage message) {
        send(Frames.text(Json.bytes(message)));
    }

    /// Sends what goes out at once, if nothing waits.
    ///
    /// @return how many bytes were taken; the rest is to be sent next
    int sendNow(ByteBuffer frames) {
        return socket.sendNow(frames);
    }

    /// @param frames WebSocket frames, shared with others
    void send(ByteBuffer frames) {
        if (!socket.isOpen()) {
            return;
        }
        socket.send(frames);
        if (socket.pending() > ArenaOptions.MAX_PENDING) {
            socket.close(CloseCode.TRY_AGAIN_LATER, "you read too slowly: more than 1 MiB waited for you");
        }
    }

    /// Whether so much waits that pictures are to be left out.
    boolean isCongested() {
        return missedPictures || socket.isCongested();
    }

    /// A picture was left out: a whole one is due when there is room for it.
    void missesPictures() {
        missedPictures = true;
    }

    /// It has a whole picture again, or will have next.
    void missesNothing() {
        missedPictures = false;
    }

    void close(int code, String reason) {
        socket.close(code, reason);
    }

    // ---- from the member ----

    @Override
    public void text(WebSocket from, String text) {
        facilities.traffic().messageReceived();
        var message = ClientMessage.parse(text);
        if (message instanceof ClientMessage.Bad(var why)) {
            refuse(why);
        } else if (message instanceof ClientMessage.Ping(long id)) {
            answer(new ServerMessage.Pong(id));
        } else if (room == null) {
            refuse("you wait for an opponent: until then only ping is answered");
        } else {
            toRoom(message);
        }
    }

    private void toRoom(ClientMessage message) {
        switch (message) {
            case ClientMessage.Chat(var text) -> {
                if (mayChat()) {
                    room.chat(name, text);
                } else {
                    refuse("you chat too fast: %d messages a second, and no more than %d at once"
                            .formatted(facilities.options().chatRate(), CHAT_BURST));
                }
            }
            case ClientMessage.Join() -> refuseIf(spectator ? "spectators only watch" : room.join(name));
            case ClientMessage.Turn(var direction) ->
                    refuseIf(spectator ? "spectators only watch" : room.turn(name, direction));
            case ClientMessage.Ping _, ClientMessage.Bad _ -> throw new IllegalArgumentException("not for the room");
        }
    }

    private boolean mayChat() {
        long now = facilities.loop().clock().nanoTime();
        if (chatBucket == null) {
            chatBucket = new TokenBucket(facilities.options().chatRate(), CHAT_BURST, now);
        }
        return chatBucket.take(now);
    }

    @Override
    public void binary(WebSocket from, byte[] bytes) {
        facilities.traffic().messageReceived();
        refuse("expected a text message, not a binary one");
    }

    private void refuseIf(String why) {
        if (why != null) {
            refuse(why);
        }
    }

    private void refuse(String why) {
        answer(new ServerMessage.Error(why));
    }

    private void answer(ServerMessage message) {
        if (room == null) {
            send(message);
        } else {
            room.answer(this, message);
        }
    }

    @Override
    public void writable(WebSocket from) {
        if (missedPictures) {
            room.catchUp(this);
        }
    }

    @Override
    public void closed(WebSocket from, int code, String reason) {
        if (room != null) {
            room.leave(this);
        } else if (waitingRoom != null) {
            waitingRoom.leave(this);
        }
    }
}
