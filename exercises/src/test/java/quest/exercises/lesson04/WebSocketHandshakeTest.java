package quest.exercises.lesson04;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;

@DisplayName("WebSocketHandshake")
class WebSocketHandshakeTest {

    // The sample of RFC 6455, section 1.3.
    private static final String SAMPLE = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String SAMPLE_ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    // Keys, and their countersigns.
    private static final Map<String, String> KEYS = Map.of("ZHJhZ29uIGJlaGluZCBpdA==", "ly/puskqessFb1tKCmIAl4S6QGM=",
            "AAAAAAAAAAAAAAAAAAAAAA==", "ICX+Yqv66kxgM0FcWaLWlFLwTAI=",
            "//77774AAQIDBAUGBwgJCg==", "YGvP+A6shOkjPoJha7VaAOKzggc=");

    private static final String GET = "GET /ws/game/lava/ann HTTP/1.1";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String VERSION = "Sec-WebSocket-Version: 13";
    private static final String KEY = "Sec-WebSocket-Key: " + SAMPLE;

    @Nested
    @Points(0.4)
    @DisplayName("The countersign")
    class Countersign {

        @Test
        @DisplayName("the sample of the standard")
        void sampleOfTheStandard() {
            assertAccept(SAMPLE, SAMPLE_ACCEPT);
        }

        @Test
        @DisplayName("any other key")
        void anyOtherKey() {
            KEYS.forEach(this::assertAccept);
        }

        private void assertAccept(String key, String expected) {
            String accept = WebSocketHandshake.acceptKey(key);
            assertThat(accept).withFailMessage("""
                    acceptKey("%s") should be the Base64 text of 20 bytes: 28 characters, "%s". It is %s.%s""",
                    key, expected, accept == null ? "null" : '"' + accept + '"', whyNot(accept)).isEqualTo(expected);
        }

        private String whyNot(String accept) {
            return accept == null || accept.length() == 28 ? "" : switch (accept.length()) {
                case 40 -> " That looks like the 20 bytes in hexadecimal, and without Base64.";
                case 56 -> " That looks like the Base64 text of 40 digits, and not of the 20 bytes themselves.";
                case 44 -> " That looks like the Base64 text of 32 bytes: of another digest than SHA-1.";
                default -> " That has " + accept.length() + " characters.";
            };
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Who asks rightly is let in")
    class LetIn {

        @Test
        @DisplayName("with 101 and the three headers")
        void goodRequest() {
            ask(GET, UPGRADE, CONNECTION, VERSION, KEY).assertLetIn("All is as it should be.");
        }

        @Test
        @DisplayName("each line of the answer ends with \\r\\n, the last one is empty, and nothing comes behind it")
        void linesEndAsInHttp() {
            ask(GET, UPGRADE, CONNECTION, VERSION, KEY).assertLines();
        }

        @Test
        @DisplayName("whatever other headers say")
        void otherHeadersDoNotMatter() {
            ask(GET, "Accept:", UPGRADE, "X-Sec-WebSocket-Key: abc", "Origin: http://localhost:8080", CONNECTION,
                    "Cookie: hero=ann; Upgrade: h2c", "Sec-WebSocket: ?", VERSION, KEY, "Pragma: no-cache")
                    .assertLetIn("The other headers have other names. One has no value, and some have colons in it.");
        }

        @Test
        @DisplayName("and is promised nothing that it only offers")
        void offersAreNotTaken() {
            var reply = ask(GET, UPGRADE, CONNECTION, "Sec-WebSocket-Protocol: chat, superchat", VERSION, KEY,
                    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
            reply.assertLetIn("That the client can do more does not matter.");
            reply.assertHasNo("Sec-WebSocket-Extensions", "The server would have to speak permessage-deflate now.");
            reply.assertHasNo("Sec-WebSocket-Protocol", "The server would have to speak that protocol now.");
        }

        @Test
        @DisplayName("each by itself, when several ask at the same moment")
        void anyThreadMayAsk() throws InterruptedException {
            var wrong = new ConcurrentLinkedQueue<String>();
            var together = new CyclicBarrier(KEYS.size());
            var threads = KEYS.entrySet().stream().map(key -> Thread.ofPlatform().start(() -> {
                try {
                    together.await();
                    for (int i = 0; i < 500 && wrong.isEmpty(); i++) {
                        var reply = ask(GET, UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: " + key.getKey());
                        // To look closely takes so long that the others would seldom meet.
                        if (!reply.head().contains(key.getValue())) {
                            reply.assertLetIn("Three threads ask at the same moment.", key.getValue());
                        }
                    }
                } catch (AssertionError | Exception e) {
                    wrong.add(String.valueOf(e.getMessage()));
                }
            })).toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(wrong).withFailMessage(() -> """
                    Any thread may call, and what one of them asks is nobody else's business. What do two calls share \
                    here, a field that is static? %s""".formatted(wrong.peek())).isEmpty();
        }
    }

    @Nested
    @Points(0.5)
    @DisplayName("The same thing can be said in several ways")
    class SeveralWays {

        @Test
        @DisplayName("whatever the case of the headers' names")
        void namesInAnyCase() {
            ask(GET, "upgrade: websocket", "connection: Upgrade", "sec-websocket-version: 13",
                    "sec-websocket-key: " + SAMPLE).assertLetIn("Names count in any case, here in lower case.");
            ask(GET, "UPGRADE: websocket", "CONNECTION: Upgrade", "SEC-WEBSOCKET-VERSION: 13",
                    "SEC-WEBSOCKET-KEY: " + SAMPLE).assertLetIn("Names count in any case, here in upper case.");
        }

        @Test
        @DisplayName("whatever the case of the words")
        void wordsInAnyCase() {
            ask(GET, "Upgrade: WebSocket", "Connection: upgrade", VERSION, KEY)
                    .assertLetIn("'WebSocket' is the word websocket, 'upgrade' the word Upgrade.");
            ask(GET, "Upgrade: WEBSOCKET", "Connection: UPGRADE", VERSION, KEY)
                    .assertLetIn("'WEBSOCKET' is the word websocket, 'UPGRADE' the word Upgrade.");
        }

        @Test
        @DisplayName("the word Upgrade among others, as Firefox sends it")
        void connectionMayListOthers() {
            ask(GET, UPGRADE, "Connection: keep-alive, Upgrade", VERSION, KEY)
                    .assertLetIn("Connection lists two words, and the second is Upgrade.");
            ask(GET, UPGRADE, "Connection: Upgrade,keep-alive,x", VERSION, KEY)
                    .assertLetIn("Connection lists three words, and the first is Upgrade.");
        }

        @Test
        @DisplayName("the word websocket among others")
        void upgradeMayListOthers() {
            ask(GET, "Upgrade: h2c, websocket", CONNECTION, VERSION, KEY)
                    .assertLetIn("Upgrade lists two words, and the second is websocket.");
        }

        @Test
        @DisplayName("a list over several headers of one name")
        void headerMayStandTwice() {
            ask(GET, UPGRADE, "Connection: Upgrade", "Connection: keep-alive", VERSION, KEY)
                    .assertLetIn("Two headers called Connection are one list: Upgrade, keep-alive.");
            ask(GET, UPGRADE, "Connection: keep-alive", VERSION, KEY, "connection: Upgrade")
                    .assertLetIn("Two headers called Connection are one list: keep-alive, Upgrade.");
        }

        @Test
        @DisplayName("with any spaces and tabs around values and words, or none")
        void spacesDoNotBelongToTheValue() {
            ask(GET, "Upgrade:websocket", "Connection:keep-alive,Upgrade", "Sec-WebSocket-Version:13",
                    "Sec-WebSocket-Key:" + SAMPLE).assertLetIn("There are no spaces at all, and there need not be.");
            ask(GET, "Upgrade:  websocket ", "Connection: keep-alive ,\t Upgrade ", "Sec-WebSocket-Version:\t13 ",
                    "Sec-WebSocket-Key:   " + SAMPLE + " \t")
                    .assertLetIn("Spaces and tabs around a value or a word do not belong to it.");
        }
    }

    @Nested
    @Points(0.4)
    @DisplayName("Who asks wrongly is refused")
    class Refused {

        @Test
        @DisplayName("another method: 405, and which is allowed")
        void otherMethodIs405() {
            for (String method : List.of("POST", "HEAD", "OPTIONS")) {
                refusesMethod(method, "The method is " + method + ".");
            }
            refusesMethod("GETS", "The method is GETS: it begins like GET, and is another one.");
            refusesMethod("get", "The method is get, and not GET: names of headers count in any case, methods do not.");
        }

        private void refusesMethod(String method, String reason) {
            var reply = ask(method + " /ws/echo HTTP/1.1", UPGRADE, CONNECTION, VERSION, KEY);
            reply.assertStatus(405, reason);
            reply.assertHas("Allow", "GET");
        }

        @Test
        @DisplayName("an older HTTP: 400")
        void olderHttpIs400() {
            ask("GET /ws/echo HTTP/1.0", UPGRADE, CONNECTION, VERSION, KEY)
                    .assertStatus(400, "HTTP/1.0 knows no change of protocol.");
            ask("GET /HTTP/1.1 HTTP/1.0", UPGRADE, CONNECTION, VERSION, KEY)
                    .assertStatus(400, "The path is /HTTP/1.1, and the version is HTTP/1.0.");
        }

        @Test
        @DisplayName("no Upgrade, or to something else: 400")
        void noUpgradeIs400() {
            ask(GET, CONNECTION, VERSION, KEY).assertStatus(400, "There is no Upgrade.");
            ask(GET, "Upgrade: h2c", CONNECTION, VERSION, KEY).assertStatus(400, "Upgrade lists h2c alone.");
        }

        @Test
        @DisplayName("no Connection, or one without Upgrade: 400")
        void noConnectionIs400() {
            ask(GET, UPGRADE, VERSION, KEY).assertStatus(400, "There is no Connection.");
            ask(GET, UPGRADE, "Connection: keep-alive", VERSION, KEY)
                    .assertStatus(400, "Connection lists keep-alive alone.");
        }

        @Test
        @DisplayName("a part of a word is not the word: 400")
        void partOfAWordIs400() {
            ask(GET, "Upgrade: websocket2", CONNECTION, VERSION, KEY)
                    .assertStatus(400, "'websocket2' is another word than websocket.");
            ask(GET, UPGRADE, "Connection: keep-alive, no-upgrade", VERSION, KEY)
                    .assertStatus(400, "'no-upgrade' is another word than Upgrade.");
            ask(GET, UPGRADE, "Connection: keep-alive, Upgrade please", VERSION, KEY)
                    .assertStatus(400, "'Upgrade please' is no word Upgrade: the list has commas between its words.");
            ask(GET, UPGRADE, "Connection: keep-alive, Up grade", VERSION, KEY)
                    .assertStatus(400, "'Up grade' is no word Upgrade: spaces inside a word belong to it.");
        }

        @Test
        @DisplayName("another version: 426, and which is spoken here")
        void otherVersionIs426() {
            for (String version : List.of("8", "7", "12", "130", "1", "latest", "")) {
                var reply = ask(GET, UPGRADE, CONNECTION, "Sec-WebSocket-Version: " + version, KEY);
                reply.assertStatus(426, "The version is '" + version + "'.");
                reply.assertHas("Sec-WebSocket-Version", "13");
            }
        }

        @Test
        @DisplayName("no version: 426 as well")
        void noVersionIs426() {
            var reply = ask(GET, UPGRADE, CONNECTION, KEY);
            reply.assertStatus(426, "There is no Sec-WebSocket-Version.");
            reply.assertHas("Sec-WebSocket-Version", "13");
        }

        @Test
        @DisplayName("of several things that are wrong, the first one decides")
        void firstOneDecides() {
            ask("POST /ws/echo HTTP/1.0", "Sec-WebSocket-Version: 8")
                    .assertStatus(405, "The first thing that is wrong is the method, POST.");
            ask(GET, CONNECTION, "Sec-WebSocket-Version: 8")
                    .assertStatus(400, "The first thing that is wrong is that there is no Upgrade.");
            ask(GET, UPGRADE, "Connection: close", "Sec-WebSocket-Version: 8")
                    .assertStatus(400, "The first thing that is wrong is that Connection lists close alone.");
            ask(GET, UPGRADE, CONNECTION, "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: abc")
                    .assertStatus(426, "The first thing that is wrong is the version, 8.");
            ask(GET, UPGRADE, CONNECTION, "Sec-WebSocket-Version: 8")
                    .assertStatus(426, "The first thing that is wrong is the version, 8, the second the key.");
        }

        @Test
        @DisplayName("the refusal is complete, and says that it has no body")
        void refusalIsComplete() {
            var reply = ask(GET, UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: abc");
            reply.assertStatus(400, "The key has 3 characters, and not 24.");
            reply.assertHas("Content-Length", "0");
            reply.assertLines();
            ask("POST /ws/echo HTTP/1.1", UPGRADE, CONNECTION, VERSION, KEY).assertHas("Content-Length", "0");
            ask(GET, UPGRADE, CONNECTION, KEY).assertHas("Content-Length", "0");
        }
    }

    @Nested
    @Points(0.3)
    @DisplayName("The key is looked at")
    class Keys {

        @Test
        @DisplayName("no key: 400")
        void noKeyIs400() {
            ask(GET, UPGRADE, CONNECTION, VERSION).assertStatus(400, "There is no Sec-WebSocket-Key.");
            ask(GET, UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key:").assertStatus(400, "The key is empty.");
        }

        @Test
        @DisplayName("a key of too few or too many bytes: 400")
        void keyOfWrongLengthIs400() {
            askWithKey("abc").assertStatus(400, "The key has 3 characters, and not 24.");
            askWithKey("ZmlmdGVlbi1sZXR0ZXJz")
                    .assertStatus(400, "The key has 20 characters, and stands for 20 / 4 * 3 = 15 bytes.");
            askWithKey("ZHJhZ29uIGJlaGluZCBpdC4=")
                    .assertStatus(400, "The key has 24 characters, but one '=' alone: 24 / 4 * 3 - 1 = 17 bytes.");
            askWithKey("ZHJhZ29uIGJlaGluZCBpdC4u")
                    .assertStatus(400, "The key has 24 characters, but no '=': 24 / 4 * 3 = 18 bytes.");
        }

        @Test
        @DisplayName("a key without the '=' at its end: 400")
        void keyWithoutItsEndIs400() {
            askWithKey("dGhlIHNhbXBsZSBub25jZQ").assertStatus(400,
                    "Without '==' the key has 22 characters, and not 24; some decoders do not mind.");
        }

        @Test
        @DisplayName("a key that is no Base64: 400")
        void keyThatIsNoBase64Is400() {
            askWithKey("dGhlIHNhbX!sZSBub25jZQ==").assertStatus(400, "'!' is no character of Base64.");
            askWithKey("dGhlIHNhbXBsZS Bub25jZQ==").assertStatus(400, "A space is no character of Base64.");
            askWithKey("dGhlIHNhbXBs-_Bub25jZQ==").assertStatus(400,
                    "'-' and '_' are characters of another alphabet, the one for addresses.");
            askWithKey("\u00e4GhlIHNhbXBsZSBub25jZQ==").assertStatus(400, "'\u00e4' is no character of Base64.");
            askWithKey("dGhlIHNhbXBsZSBub25jZQ!!").assertStatus(400,
                    "'!' is no character of Base64; a decoder for mail leaves such characters out.");
            askWithKey("========================").assertStatus(400, "The key is all '=', and stands for nothing.");
        }

        @Test
        @DisplayName("two keys: 400")
        void twoKeysAre400() {
            ask(GET, UPGRADE, CONNECTION, VERSION, KEY, "sec-websocket-key: ZHJhZ29uIGJlaGluZCBpdA==")
                    .assertStatus(400, "There are two keys: which one would the countersign be for?");
            ask(GET, UPGRADE, CONNECTION, VERSION, KEY, KEY)
                    .assertStatus(400, "The key is there twice, and it does not matter that both are the same.");
        }

        private Reply askWithKey(String key) {
            return ask(GET, UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: " + key);
        }
    }

    /// @param lines the first, and the headers but for `Host`
    private static Reply ask(String... lines) {
        var all = new ArrayList<>(Arrays.asList(lines));
        all.add(1, "Host: localhost:8080");
        String head = String.join("\r\n", all) + "\r\n\r\n";
        try {
            return new Reply(head, WebSocketHandshake.answer(head));
        } catch (RuntimeException e) {
            throw new AssertionError("answer should throw nothing, whatever is asked. It threw " + e + "\nAsked:"
                    + Reply.indented(head), e);
        }
    }

    /// What was answered. Read with indulgence, so that lines that end wrongly turn red only where these are looked at.
    private record Reply(String request, String head) {

        private Reply {
            if (head == null) {
                throw new AssertionError("""
                        answer should return the head of a response. It returned null.
                        Asked:%s""".formatted(indented(request)));
            }
        }

        private void assertLetIn(String reason) {
            assertLetIn(reason, SAMPLE_ACCEPT);
        }

        private void assertLetIn(String reason, String accept) {
            assertStatus(101, reason);
            assertHasWord("Upgrade", "websocket");
            assertHasWord("Connection", "Upgrade");
            assertHas("Sec-WebSocket-Accept", accept);
        }

        private void assertStatus(int status, String reason) {
            String first = head.lines().findFirst().orElse("");
            assertThat(first).withFailMessage(() -> """
                    %s The answer should begin with 'HTTP/1.1 %d '. It begins with '%s'.%s"""
                    .formatted(reason, status, first, both())).matches("HTTP/1\\.1 " + status + "( .*)?");
        }

        private void assertHas(String name, String value) {
            assertThat(values(name)).withFailMessage(() -> """
                    The answer should have '%s: %s', once. It has %s.%s"""
                    .formatted(name, value, listed(name), both())).containsExactly(value);
        }

        private void assertHasWord(String name, String word) {
            assertThat(values(name)).withFailMessage(() -> """
                    The answer should have '%s: %s', once. It has %s.%s"""
                    .formatted(name, word, listed(name), both()))
                    .usingElementComparator(String.CASE_INSENSITIVE_ORDER).containsExactly(word);
        }

        private void assertHasNo(String name, String reason) {
            assertThat(values(name)).withFailMessage(() -> """
                    The client has only offered, and the answer should have no %s. %s It has %s.%s"""
                    .formatted(name, reason, listed(name), both())).isEmpty();
        }

        private void assertLines() {
            assertThat(head.replace("\r\n", "")).withFailMessage(() -> """
                    Each line of the answer should end with \\r\\n. There is an \\r or \\n by itself.%s"""
                    .formatted(both())).doesNotContain("\r", "\n");
            assertThat(head.indexOf("\r\n\r\n")).withFailMessage(() -> """
                    The answer should end with an empty line, '\\r\\n\\r\\n', or the client waits for more headers. \
                    It does not have one.%s""".formatted(both())).isNotNegative();
            assertThat(head.indexOf("\r\n\r\n")).withFailMessage(() -> """
                    Nothing should come behind the answer's empty line: the client would take it for something else. \
                    %d characters come behind it.%s""".formatted(head.length() - head.indexOf("\r\n\r\n") - 4, both()))
                    .isEqualTo(head.length() - 4);
        }

        private List<String> values(String name) {
            return head.lines().skip(1).takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.indexOf(':') > 0)
                    .filter(line -> line.substring(0, line.indexOf(':')).equalsIgnoreCase(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).toList();
        }

        private String listed(String name) {
            var values = values(name);
            return values.isEmpty() ? "no " + name
                    : "'" + name + ": " + String.join("' and '" + name + ": ", values) + "'";
        }

        private String both() {
            return "\nAsked:" + indented(request) + "\nAnswered:" + indented(head);
        }

        /// A line each, with its end made visible.
        private static String indented(String head) {
            var shown = new StringBuilder();
            for (String line : head.replace("\t", "\\t").replace("\r", "\\r").split("(?<=\n)")) {
                shown.append("\n    ").append(line.replace("\n", "\\n"));
            }
            return shown.toString();
        }
    }
}
