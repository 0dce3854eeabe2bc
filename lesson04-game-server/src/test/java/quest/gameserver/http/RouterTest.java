package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RouterTest {

    private final HttpRig rig = new HttpRig();
    private HttpPeer peer;

    @BeforeEach
    void open() {
        rig.open(new Router()
                .route("GET", "/", say("page"))
                .route("GET", "/rooms", say("rooms"))
                .route("POST", "/rooms", say("made"))
                .route("GET", "/rooms/best", say("best"))
                .route("GET", "/rooms/{room}", say("room"))
                .route("DELETE", "/rooms/{room}/bots/{id}", say("bot")));
        peer = rig.connect();
    }

    private static Router.Route say(String name) {
        return (exchange, params) -> exchange.respond(Response.text(200, name + new TreeMap<>(params)));
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
    }

    private HttpPeer.Answer ask(String method, String target) {
        peer.ask(method, target);
        return peer.answer();
    }

    @Test
    void theRouteIsFoundByMethodAndPath() {
        assertThat(ask("GET", "/").body()).isEqualTo("page{}");
        assertThat(ask("GET", "/rooms?x=1").body()).isEqualTo("rooms{}");
        assertThat(ask("POST", "/rooms").body()).isEqualTo("made{}");
        assertThat(ask("GET", "/rooms/best").body()).as("the first that fits").isEqualTo("best{}");
        assertThat(ask("GET", "/rooms/lava").body()).isEqualTo("room{room=lava}");
        assertThat(ask("DELETE", "/rooms/lava/bots/bot-1").body()).isEqualTo("bot{id=bot-1, room=lava}");
    }

    @Test
    void aSegmentIsDataWhateverItIs() {
        assertThat(ask("GET", "/rooms/..%2F..%2fetc%2Fpasswd").body()).isEqualTo("room{room=../../etc/passwd}");
        assertThat(ask("GET", "/rooms/..").body()).isEqualTo("room{room=..}");
        assertThat(ask("GET", "/rooms/%7Broom%7D").body()).isEqualTo("room{room={room}}");
    }

    @Test
    void anUnknownPathIsNotFound() {
        for (var path : new String[] {"/room", "/rooms/", "/rooms//", "//rooms", "/Rooms", "/rooms/a/b", "/../rooms"}) {
            var answer = ask("GET", path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).startsWith("{\"error\":\"there is nothing at " + path);
        }
    }

    @Test
    void aKnownPathNamesTheMethodsItTakes() {
        var answer = ask("PUT", "/rooms");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, POST");
        assertThat(answer.body()).isEqualTo("{\"error\":\"/rooms does not take PUT: expected GET, HEAD, POST\"}");
        assertThat(ask("GET", "/rooms/lava/bots/bot-1").headers()).containsEntry("allow", "DELETE");
        assertThat(ask("get", "/rooms").status()).as("methods are case-sensitive").isEqualTo(405);
    }

    @Test
    void headIsTakenWhereGetIs() {
        peer.ask("HEAD", "/rooms");
        assertThat(peer.head().status()).isEqualTo(200);
        peer.ask("HEAD", "/rooms/lava/bots/bot-1");
        assertThat(peer.head().status()).isEqualTo(405);
    }

    @Test
    void theServerAsAWholeHasOptions() {
        peer.ask("OPTIONS", "*");
        assertThat(peer.head().headers()).containsEntry("allow", "DELETE, GET, HEAD, POST");
    }

    @Test
    void aPatternBeginsWithASlash() {
        assertThatThrownBy(() -> new Router().route("GET", "rooms", say("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
