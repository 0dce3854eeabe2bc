package quest.gameserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private final Headers headers = Headers.of("Accept", "a", "X", "1", "accept", "b");

    @Test
    void namesAreCaseInsensitive() {
        assertThat(headers.first("ACCEPT")).isEqualTo("a");
        assertThat(headers.all("Accept")).containsExactly("a", "b");
        assertThat(headers.first("Y")).isNull();
        assertThat(headers.all("Y")).isEmpty();
        assertThat(Headers.of("a", "1")).isEqualTo(Headers.of("A", "1")).hasSameHashCodeAs(Headers.of("A", "1"));
        assertThat(Headers.of("a", "x")).isNotEqualTo(Headers.of("a", "X"));
    }

    @Test
    void oneFieldMayTakeThePlaceOfAllOfItsName() {
        assertThat(headers.with("aCCept", "c").all("accept")).containsExactly("c");
        assertThat(headers.without("ACCEPT")).isEqualTo(Headers.of("X", "1"));
        assertThat(headers.all("accept")).as("unchanged").hasSize(2);
    }

    @Test
    void listsHaveTokens() {
        var list = Headers.of("Connection", "keep-alive , Upgrade", "Connection", "x");
        assertThat(list.hasToken("connection", "upgrade")).isTrue();
        assertThat(list.hasToken("connection", "X")).isTrue();
        assertThat(list.hasToken("connection", "up")).isFalse();
        assertThat(list.hasToken("other", "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0", "a\u007f", "\u20ac"})
    void noValueCanWriteAnotherField(String value) {
        assertThatThrownBy(() -> Headers.of("X", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> headers.with("X", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Response.empty(204).withHeader("X", value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "caf\u00e9"})
    void noNameCanWriteAnotherField(String name) {
        assertThatThrownBy(() -> Headers.of(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldsComeInTheirOrder() {
        var trail = new ArrayList<String>();
        headers.forEach((name, value) -> trail.add(name + "=" + value));
        assertThat(trail).containsExactly("Accept=a", "X=1", "accept=b");
    }

    @Test
    void anErrorIsJsonWhateverItSays() {
        var body = Response.error(400, "say \"hi\"\\\n\0\ud800 caf\u00e9").body();
        assertThat(StandardCharsets.UTF_8.decode(body).toString())
                .isEqualTo("{\"error\":\"say \\\"hi\\\"\\\\\\u000a\\u0000\\ud800 caf\u00e9\"}");
    }

    @Test
    void aBodyCanBeSharedByManyAnswers() {
        var page = ByteBuffer.wrap("page".getBytes(StandardCharsets.UTF_8));
        var response = Response.of(200, "text/html", page);
        assertThat(response.withHeader("Cache-Control", "max-age=60").body()).isEqualTo(page);
        assertThat(response.body().isReadOnly()).isTrue();
        assertThatThrownBy(() -> Response.empty(99)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDateIsWrittenAsTheStandardWantsIt() {
        var now = new Instant[] {Instant.parse("1994-11-06T08:49:37.999Z")};
        var date = new DateHeader(() -> now[0]);
        assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT").isSameAs(date.now());
        now[0] = now[0].plusMillis(1);
        assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
    }

    private static Request from(String... headers) {
        return new Request("GET", "/", List.of(), Map.of(), Headers.of(headers), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, localhost:8080, false", "http://LOCALHOST:8080, localhost:8080, false",
            "http://a, a:80, false", "http://a:80, a, false", "HTTP://a, a, false",
            "http://[::1]:8080, [::1]:8080, false",
            "http://a:8080, a:8081, true", "https://a, a, true", "http://b, a, true", "null, a, true", "'', a, true",
            "http://a.evil, a, true", "http://a/, a, true", "http://evil@a, a, true", "file://, a, true",
            "http://, '', true", "http://a:99999, a, true", "a, a, true"})
    void aForeignOriginIsRecognized(String origin, String host, boolean foreign) {
        assertThat(Origins.isForeign(from("Host", host, "Origin", origin))).isEqualTo(foreign);
    }

    @Test
    void noOriginIsFineAndTwoAreNot() {
        assertThat(Origins.isForeign(from("Host", "a"))).isFalse();
        assertThat(Origins.isForeign(from("Host", "a", "Origin", "http://a", "Origin", "http://a"))).isTrue();
        assertThat(Origins.isForeign(from("Origin", "http://a"))).isTrue();
    }
}
