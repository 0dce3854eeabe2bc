package quest.gameserver.arena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import quest.gameserver.history.Dashboard;
import quest.gameserver.http.Exchange;
import quest.gameserver.http.HttpService;
import quest.gameserver.http.Origins;
import quest.gameserver.http.Response;
import quest.gameserver.http.Router;

/// What the arena answers over HTTP. On the loop's thread.
final class Routes {

    private static final int SMALLEST_TOURNAMENT = 2;
    private static final int LARGEST_TOURNAMENT = 64;

    private final Facilities facilities;
    private final Rooms rooms;

    private Routes(Facilities facilities, Rooms rooms) {
        this.facilities = facilities;
        this.rooms = rooms;
    }

    static HttpService of(Facilities facilities, Rooms rooms, Gates gates, LiveStreams streams, WebPage page) {
        var routes = new Routes(facilities, rooms);
        var router = new Router();
        page.addTo(router);
        router.route("GET", "/healthz", (exchange, _) -> exchange.respond(Response.text(200, "ok")));
        router.route("GET", "/rooms", (exchange, _) -> routes.list(exchange));
        router.route("POST", "/rooms", (exchange, _) -> routes.create(exchange));
        router.route("POST", "/rooms/{room}/bots", routes::addBot);
        router.route("DELETE", "/rooms/{room}/bots/{id}", routes::removeBot);
        router.route("POST", "/rooms/{room}/tournament", routes::startTournament);
        router.route("GET", "/rooms/{room}/tournament", routes::tournament);
        router.route("GET", "/rooms/{room}/replays", routes::replays);
        router.route("GET", "/replays/{id}", routes::replay);
        router.route("GET", "/players/{player}/dashboard", routes::dashboard);
        router.route("GET", "/stream/leaderboard", (exchange, _) -> streams.leaderboard().add(exchange.events()));
        router.route("GET", "/stream/stats", (exchange, _) -> streams.stats().add(exchange.events()));
        router.route("GET", "/ws/game/{room}/{player}",
                (exchange, names) -> gates.game(exchange, names.get("room"), names.get("player")));
        router.route("GET", "/ws/match/{player}", (exchange, names) -> gates.match(exchange, names.get("player")));
        router.route("GET", "/ws/echo", (exchange, _) -> gates.echo(exchange));
        return exchange -> {
            if (changesSomething(exchange) && Origins.isForeign(exchange.request())) {
                exchange.respond(foreign());
            } else {
                router.serve(exchange);
            }
        };
    }

    static Response foreign() {
        return Response.error(403, "this came from another server's page: expected an Origin that is this server");
    }

    private static boolean changesSomething(Exchange exchange) {
        return switch (exchange.request().method()) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
            default -> true;
        };
    }

    // ---- rooms ----

    private void list(Exchange exchange) {
        exchange.respond(Response.json(200, Json.bytes(rooms.all().stream().map(Room::view).toList())));
    }

    private void create(Exchange exchange) {
        var body = body(exchange, "{\"name\":\"lava\"}");
        if (body == null) {
            return;
        }
        var name = body.path("name");
        if (!name.isTextual() || !Names.isRoom(name.textValue())) {
            exchange.respond(Response.error(400, Names.ROOM_RULE));
        } else if (rooms.get(name.textValue()) != null) {
            exchange.respond(Response.error(409, "there is a room %s already".formatted(name.textValue())));
        } else if (rooms.isFull()) {
            exchange.respond(Response.error(503, "there are as many rooms as there may be: %d"
                    .formatted(facilities.options().maxRooms())));
        } else {
            exchange.respond(Response.json(201, Json.bytes(rooms.open(name.textValue()).view())));
        }
    }

    /// @return null if it was answered with an error
    private static JsonNode body(Exchange exchange, String example) {
        try {
            var body = Json.parse(new String(exchange.request().body(), StandardCharsets.UTF_8));
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException _) {
            // said below
        }
        exchange.respond(Response.error(400, "expected a JSON object such as " + example));
        return null;
    }

    /// @return null if it was answered with an error
    private Room room(Exchange exchange, Map<String, String> names) {
        var name = names.get("room");
        if (!Names.isRoom(name)) {
            exchange.respond(Response.error(400, Names.ROOM_RULE));
            return null;
        }
        var room = rooms.get(name);
        if (room == null) {
            exchange.respond(Response.error(404, "there is no room " + name));
        }
        return room;
    }

    // ---- AI players ----

    private record BotView(String id) {
    }

    private void addBot(Exchange exchange, Map<String, String> names) {
        var room = room(exchange, names);
        if (room != null) {
            var id = room.addBot();
            exchange.respond(id == null ? Response.error(409, "a room has %d bots at most".formatted(ArenaOptions.MAX_BOTS))
                    : Response.json(201, Json.bytes(new BotView(id))));
        }
    }

    private void removeBot(Exchange exchange, Map<String, String> names) {
        var room = room(exchange, names);
        if (room != null) {
            exchange.respond(room.removeBot(names.get("id")) ? Response.empty(204)
                    : Response.error(404, "there is no such bot in " + room.name()));
        }
    }

    private void startTournament(Exchange exchange, Map<String, String> names) {
        var room = room(exchange, names);
        var body = room == null ? null : body(exchange, "{\"players\":8}");
        if (body == null) {
            return;
        }
        var players = body.path("players");
        if (!players.isIntegralNumber() || !players.canConvertToInt()
                || players.intValue() < SMALLEST_TOURNAMENT || players.intValue() > LARGEST_TOURNAMENT) {
            exchange.respond(Response.error(400, "players is a whole number from %d to %d"
                    .formatted(SMALLEST_TOURNAMENT, LARGEST_TOURNAMENT)));
        } else if (room.tournamentRuns()) {
            exchange.respond(Response.error(409, "a tournament is being played in %s already".formatted(room.name())));
        } else {
            exchange.respond(room.startTournament(players.intValue())
                    .thenApply(tournament -> Response.json(202, Json.bytes(tournament))));
        }
    }

    private void tournament(Exchange exchange, Map<String, String> names) {
        var room = room(exchange, names);
        if (room != null) {
            var tournament = room.tournament();
            exchange.respond(tournament == null
                    ? Response.error(404, "there was no tournament in %s yet".formatted(room.name()))
                    : Response.json(200, Json.bytes(tournament)));
        }
    }

    // ---- what is kept ----

    private void dashboard(Exchange exchange, Map<String, String> names) {
        var player = names.get("player");
        if (!Names.isPlayer(player)) {
            exchange.respond(Response.error(400, Names.PLAYER_RULE));
            return;
        }
        exchange.respond(facilities.scores().dashboard(player).thenApply(known -> {
            var dashboard = known == null && rooms.haveSeen(player) ? noGames(player) : known;
            return dashboard == null ? Response.error(404, "nobody called %s was ever here".formatted(player))
                    : Response.json(200, Json.bytes(dashboard));
        }));
    }

    private static Dashboard noGames(String player) {
        return new Dashboard(player, new Dashboard.Stats(0, 0, 0), List.of(), null, List.of());
    }

    /// Of a room that is no more, too.
    private void replays(Exchange exchange, Map<String, String> names) {
        var name = names.get("room");
        if (!Names.isRoom(name)) {
            exchange.respond(Response.error(400, Names.ROOM_RULE));
            return;
        }
        exchange.respond(facilities.replays().of(name).thenApply(replays ->
                replays.isEmpty() && rooms.get(name) == null ? Response.error(404, "there is no room " + name)
                        : Response.json(200, Json.bytes(replays))));
    }

    private void replay(Exchange exchange, Map<String, String> names) {
        facilities.replays().read(names.get("id")).whenComplete((reader, failure) -> {
            if (failure != null) {
                exchange.respond(CompletableFuture.failedFuture(failure));
            } else if (reader == null) {
                exchange.respond(Response.error(404, "there is no such replay; GET /rooms/{room}/replays lists them"));
            } else {
                exchange.stream(Response.of(200, "application/x-ndjson", ByteBuffer.allocate(0)), reader);
            }
        });
    }
}
