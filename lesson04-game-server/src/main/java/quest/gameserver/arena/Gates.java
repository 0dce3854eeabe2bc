package quest.gameserver.arena;

import quest.gameserver.http.Exchange;
import quest.gameserver.http.Origins;
import quest.gameserver.http.Response;
import quest.gameserver.websocket.Echo;
import quest.gameserver.websocket.Handshake;
import quest.gameserver.websocket.KeepAlive;
import quest.gameserver.websocket.WebSocket;
import quest.gameserver.websocket.WebSocketHandler;

/// Where a request becomes a WebSocket, or is told why not: all that can be refused is refused before the upgrade,
/// while there is still a status to say it with. On the loop's thread.
final class Gates {

    private final Facilities facilities;
    private final Rooms rooms;
    private final WaitingRoom waitingRoom;
    private final KeepAlive keepAlive;

    Gates(Facilities facilities, Rooms rooms, WaitingRoom waitingRoom, KeepAlive keepAlive) {
        this.facilities = facilities;
        this.rooms = rooms;
        this.waitingRoom = waitingRoom;
        this.keepAlive = keepAlive;
    }

    /// `GET /ws/game/{room}/{player}`, `?spectate=true` to watch only.
    void game(Exchange exchange, String roomName, String player) {
        var spectate = exchange.request().query().get("spectate");
        if (!Names.isRoom(roomName)) {
            exchange.respond(Response.error(400, Names.ROOM_RULE));
        } else if (spectate != null && (spectate.size() > 1 || !spectate.getFirst().matches("true|false"))) {
            exchange.respond(Response.error(400, "spectate is true or false"));
        } else if (mayEnter(exchange, player)) {
            var room = rooms.get(roomName);
            if (room == null && rooms.isFull()) {
                exchange.respond(Response.error(503, "there are as many rooms as there may be: %d"
                        .formatted(facilities.options().maxRooms())));
            } else if (room != null && room.hasMember(player)) {
                exchange.respond(nameTaken(player, "in this room"));
            } else {
                boolean spectator = spectate != null && spectate.getFirst().equals("true");
                var member = new Member(player, spectator, facilities, null);
                upgrade(exchange, member, () -> rooms.enter(room == null ? rooms.open(roomName) : room, member));
            }
        }
    }

    /// `GET /ws/match/{player}`: an opponent is looked for.
    void match(Exchange exchange, String player) {
        if (mayEnter(exchange, player)) {
            if (waitingRoom.hasMember(player)) {
                exchange.respond(nameTaken(player, "among those who wait"));
            } else {
                var member = new Member(player, false, facilities, waitingRoom);
                upgrade(exchange, member, () -> waitingRoom.enter(member));
            }
        }
    }

    /// `GET /ws/echo`.
    void echo(Exchange exchange) {
        if (isNoStranger(exchange)) {
            upgrade(exchange, new Echo(), facilities.options().echoMaxMessage(), () -> { });
        }
    }

    private static Response nameTaken(String player, String where) {
        return Response.error(409, "there is a %s %s: choose another name".formatted(player, where));
    }

    private static boolean mayEnter(Exchange exchange, String player) {
        if (!Names.isPlayer(player)) {
            exchange.respond(Response.error(400, Names.PLAYER_RULE));
            return false;
        }
        if (Names.isReserved(player)) {
            exchange.respond(Response.error(400, Names.RESERVED_RULE));
            return false;
        }
        return isNoStranger(exchange);
    }

    private static boolean isNoStranger(Exchange exchange) {
        if (Origins.isForeign(exchange.request())) {
            exchange.respond(Routes.foreign());
            return false;
        }
        return true;
    }

    private void upgrade(Exchange exchange, Member member, Runnable entered) {
        upgrade(exchange, member, facilities.options().maxMessage(), entered);
    }

    private void upgrade(Exchange exchange, WebSocketHandler handler, int maxMessage, Runnable entered) {
        switch (Handshake.answer(exchange.request())) {
            case Handshake.Refused(var response) -> exchange.respond(response);
            case Handshake.Accepted(var switching) -> exchange.upgrade(switching, connection -> {
                var socket = new WebSocket(facilities.loop(), connection, maxMessage, handler);
                keepAlive.watch(socket);
                if (handler instanceof Member member) {
                    member.on(socket);
                }
                entered.run();
                return socket;
            });
        }
    }
}
