package quest.gameserver.websocket;

import static quest.gameserver.websocket.ClientBytes.BINARY;
import static quest.gameserver.websocket.ClientBytes.CLOSE;
import static quest.gameserver.websocket.ClientBytes.CONTINUATION;
import static quest.gameserver.websocket.ClientBytes.FIN;
import static quest.gameserver.websocket.ClientBytes.PING;
import static quest.gameserver.websocket.ClientBytes.PONG;
import static quest.gameserver.websocket.ClientBytes.TEXT;
import static quest.gameserver.websocket.ClientBytes.close;
import static quest.gameserver.websocket.ClientBytes.fragments;
import static quest.gameserver.websocket.ClientBytes.frame;
import static quest.gameserver.websocket.ClientBytes.hex;
import static quest.gameserver.websocket.ClientBytes.join;
import static quest.gameserver.websocket.ClientBytes.letters;
import static quest.gameserver.websocket.ClientBytes.utf8;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Something that a client sends, and what a server makes of it: whatever pieces it comes in, from the decoder's trail
/// to the answers on a socket.
///
/// @param expected the whole trail, as [Trail] words it
record Case(String name, byte[] bytes, List<String> expected) {

    /// Of a message; a limit that the cases reach.
    static final int MAX_MESSAGE = 200_000;

    static Case of(String name, byte[] bytes, String... expected) {
        return new Case(name, bytes, List.of(expected));
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        framing(cases);
        controlFrames(cases);
        reserved(cases);
        lengths(cases);
        masks(cases);
        fragmentation(cases);
        texts(cases);
        closing(cases);
        limits(cases);
        return cases;
    }

    private static String text(byte[] ascii) {
        return "text " + Trail.brief(new String(ascii, StandardCharsets.US_ASCII));
    }

    private static String binary(byte[] bytes) {
        return "binary " + Trail.brief(bytes);
    }

    private static void framing(List<Case> to) {
        for (int length : new int[] {0, 1, 2, 3, 4, 7, 8, 9, 124, 125, 126, 127, 128, 255, 256, 65_535, 65_536}) {
            var payload = letters(length);
            to.add(of("text of " + length, frame(FIN | TEXT, payload), text(payload)));
            to.add(of("binary of " + length, frame(FIN | BINARY, payload), binary(payload)));
        }
        to.add(of("example of section 5.7", hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"), "text Hello"));
        to.add(of("several in one packet", join(frame(FIN | TEXT, "a"), frame(FIN | BINARY, "b"), frame(FIN | TEXT,
                "")),
                "text a", "binary 62", "text "));
        to.add(of("binary that is not text", frame(FIN | BINARY, hex("00 ff fe 80 c0")), "binary 00fffe80c0"));
    }

    private static void controlFrames(List<Case> to) {
        for (int length : new int[] {0, 1, 4, 5, 124, 125}) {
            to.add(of("ping of " + length, frame(FIN | PING, letters(length)), "ping " + Trail.brief(letters(length))));
            to.add(of("pong of " + length, frame(FIN | PONG, letters(length)), "pong " + Trail.brief(letters(length))));
        }
        for (int opcode : new int[] {PING, PONG, CLOSE}) {
            to.add(of("control frame %d of 126".formatted(opcode), frame(FIN | opcode, letters(126)),
                    "violation 1002"));
            to.add(of("control frame %d of 65536".formatted(opcode), frame(FIN | opcode, letters(65_536)),
                    "violation 1002"));
            to.add(of("control frame %d in fragments".formatted(opcode),
                    join(frame(opcode, "a"), frame(FIN | CONTINUATION, "b")), "violation 1002"));
        }
        to.add(of("ping with bytes that are no text", frame(FIN | PING, hex("00 ff fe fd fc fb 00 ff")),
                "ping 00fffefdfcfb00ff"));
        to.add(of("pongs that nobody asked for, then a ping",
                join(frame(FIN | PONG, ""), frame(FIN | PONG, "x"), frame(FIN | PING, "y")),
                "pong ", "pong 78", "ping 79"));
        var tenPings = new byte[10][];
        var trail = new String[10];
        for (int i = 0; i < 10; i++) {
            tenPings[i] = frame(FIN | PING, "" + i);
            trail[i] = "ping 3" + i;
        }
        to.add(of("ten pings", join(tenPings), trail));
    }

    private static void reserved(List<Case> to) {
        var before = frame(FIN | TEXT, "before");
        var after = frame(FIN | TEXT, "after");
        for (int bits = 1; bits <= 7; bits++) {
            for (int opcode : new int[] {TEXT, BINARY, PING, PONG, CLOSE}) {
                to.add(of("reserved bits %d, opcode %d".formatted(bits, opcode),
                        join(before, frame(FIN | bits << 4 | opcode, "x"), after), "text before", "violation 1002"));
            }
        }
        to.add(of("reserved bit of a continuation", join(frame(TEXT, "a"), frame(FIN | 0x40, "b")), "violation 1002"));
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            to.add(of("opcode " + opcode, join(before, frame(FIN | opcode, "x"), after),
                    "text before", "violation 1002"));
            to.add(of("opcode %d without payload".formatted(opcode), frame(FIN | opcode, ""), "violation 1002"));
            to.add(of("opcode %d without FIN".formatted(opcode), frame(opcode, "x"), "violation 1002"));
        }
    }

    private static void lengths(List<Case> to) {
        for (int length : new int[] {0, 1, 125}) {
            var payload = letters(length);
            to.add(of(length + " in two bytes", frame(FIN | TEXT, 2, length, payload, ClientBytes.KEY),
                    "violation 1002"));
            to.add(of(length + " in eight bytes", frame(FIN | TEXT, 8, length, payload, ClientBytes.KEY),
                    "violation 1002"));
        }
        for (int length : new int[] {126, 65_535}) {
            to.add(of(length + " in eight bytes", frame(FIN | BINARY, 8, length, letters(length), ClientBytes.KEY),
                    "violation 1002"));
        }
        to.add(of("length with the highest bit", frame(FIN | BINARY, 8, Long.MIN_VALUE + 5, letters(5),
                ClientBytes.KEY),
                "violation 1002"));
        to.add(of("length of all ones", frame(FIN | BINARY, 8, -1, letters(5), ClientBytes.KEY), "violation 1002"));
        for (long length : new long[] {Integer.MAX_VALUE, 1L << 31, 1L << 32, (1L << 32) + 5, Long.MAX_VALUE}) {
            to.add(of("announces " + length, frame(FIN | BINARY, 8, length, letters(5), ClientBytes.KEY),
                    "violation 1009"));
        }
    }

    private static void masks(List<Case> to) {
        for (int opcode : new int[] {TEXT, BINARY, PING, PONG, CLOSE}) {
            to.add(of("unmasked, opcode " + opcode, frame(FIN | opcode, new byte[0], null), "violation 1002"));
        }
        to.add(of("unmasked with payload", frame(FIN | TEXT, utf8("Hello"), null), "violation 1002"));
        to.add(of("unmasked after masked", join(frame(FIN | TEXT, "a"), frame(FIN | TEXT, utf8("b"), null)),
                "text a", "violation 1002"));
        to.add(of("unmasked continuation", join(frame(TEXT, "a"), frame(FIN, utf8("b"), null)), "violation 1002"));
        for (var key : List.of("00 00 00 00", "ff ff ff ff", "00 00 00 01", "80 00 00 00", "61 62 63 64")) {
            to.add(of("key " + key, join(frame(FIN | TEXT, letters(19), hex(key)), frame(FIN | PING, utf8("p"),
                    hex(key))),
                    "text abcdefghijklmnopqrs", "ping 70"));
        }
        to.add(of("another key for each", join(frame(TEXT, utf8("one "), hex("01 02 03 04")),
                frame(CONTINUATION, utf8("two "), hex("ff 00 ff 00")), frame(FIN, utf8("three"), hex("00 00 00 00"))),
                "text one two three"));
    }

    private static void fragmentation(List<Case> to) {
        to.add(of("ping in two fragments", join(frame(PING, "a"), frame(FIN, "b")), "violation 1002"));
        to.add(of("text in two", join(frame(TEXT, "Hel"), frame(FIN, "lo")), "text Hello"));
        to.add(of("binary in two", join(frame(BINARY, "a"), frame(FIN, "b")), "binary 6162"));
        to.add(of("ping between", join(frame(TEXT, "Hel"), frame(FIN | PING, "p"), frame(FIN, "lo")),
                "ping 70", "text Hello"));
        to.add(of("pings and a pong between", join(frame(TEXT, "a"), frame(FIN | PING, "1"), frame(CONTINUATION, "b"),
                frame(FIN | PONG, "2"), frame(FIN | PING, ""), frame(CONTINUATION, "c"), frame(FIN, "d")),
                "ping 31", "pong 32", "ping ", "text abcd"));
        to.add(of("empty fragments", join(frame(TEXT, ""), frame(CONTINUATION, ""), frame(FIN, "")), "text "));
        to.add(of("an empty one in the middle", join(frame(TEXT, "a"), frame(CONTINUATION, ""), frame(FIN, "b")),
                "text ab"));
        to.add(of("an empty last one", join(frame(BINARY, "a"), frame(FIN, "")), "binary 61"));
        to.add(of("continuation of nothing, with FIN", frame(FIN, "x"), "violation 1002"));
        to.add(of("continuation of nothing, without FIN", frame(CONTINUATION, "x"), "violation 1002"));
        to.add(of("continuation after a whole message", join(frame(FIN | TEXT, "a"), frame(FIN, "x")),
                "text a", "violation 1002"));
        to.add(of("continuation after the last fragment", join(frame(TEXT, "a"), frame(FIN, "b"), frame(CONTINUATION,
                "c")),
                "text ab", "violation 1002"));
        for (int opcode : new int[] {TEXT, BINARY, FIN | TEXT, FIN | BINARY}) {
            to.add(of("a new message in the middle, first byte " + opcode, join(frame(TEXT, "a"), frame(opcode, "b")),
                    "violation 1002"));
        }
        to.add(of("close in the middle", join(frame(TEXT, "a"), close(1000, ""), frame(FIN, "b")), "close 1000 "));
        for (int size : new int[] {1, 2, 3, 7, 64, 997}) {
            var payload = letters(3_000);
            to.add(of("text in fragments of " + size, fragments(TEXT, payload, size), text(payload)));
            to.add(of("binary in fragments of " + size, fragments(BINARY, payload, size), binary(payload)));
        }
        to.add(of("two fragmented messages", join(fragments(TEXT, utf8("first"), 2), fragments(BINARY, utf8("2nd"), 1),
                fragments(TEXT, utf8("third"), 4)), "text first", "binary 326e64", "text third"));
    }

    private static void texts(List<Case> to) {
        for (var text : List.of("Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "日本語", "\uD83D\uDC0D snake \uD83C\uDFAE", "\0",
                "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFD", "\uFFFE", "\uFFFF", "\uD800\uDC00",
                "\uDBFF\uDFFF", "\uFEFFbom", "abcdefgµ", "abcdefghµ", "µabcdefgh")) {
            to.add(of("text " + text, frame(FIN | TEXT, text), "text " + text));
            to.add(of("text in fragments of 1: " + text, fragments(TEXT, utf8(text), 1), "text " + text));
            to.add(of("text in fragments of 3: " + text, fragments(TEXT, utf8(text), 3), "text " + text));
        }
        for (var bad : List.of("80", "bf", "c0 80", "c1 bf", "c0 af", "e0 80 af", "e0 9f bf", "f0 80 80 af",
                "f0 8f bf bf",
                "f8 88 80 80 80", "fc 84 80 80 80 80", "fe", "ff", "ed a0 80", "ed af bf", "ed b0 80", "ed bf bf",
                "ed a0 80 ed b0 80", "f4 90 80 80", "f5 80 80 80", "f7 bf bf bf", "c3", "c3 28", "e2 82", "e2 28 a1",
                "e2 82 28", "f0 90 8c", "f0 28 8c bc", "f0 90 28 bc", "f0 90 8c 28",
                        "ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65",
                "61 62 63 64 65 66 67 80", "61 62 63 64 65 66 67 68 80 61", "c3 a4 80", "c2 c2 80")) {
            to.add(of("not UTF-8: " + bad, frame(FIN | TEXT, hex(bad)), "violation 1007"));
            to.add(of("not UTF-8 in fragments: " + bad, fragments(TEXT, hex(bad), 1), "violation 1007"));
            to.add(of("not UTF-8, never to end: " + bad, join(frame(TEXT, "ok"), frame(CONTINUATION, hex(bad)),
                    frame(FIN, "ok")), "violation 1007"));
            to.add(of("as good as any in binary: " + bad, fragments(BINARY, hex(bad), 2), binary(hex(bad))));
        }
        to.add(of("a character around a ping", join(frame(TEXT, hex("e2 82")), frame(FIN | PING, hex("ff")),
                frame(FIN, hex("ac"))), "ping ff", "text €"));
        to.add(of("begun in one text, continued in the next", join(frame(FIN | TEXT, hex("e2 82")),
                frame(FIN | TEXT, hex("ac"))), "violation 1007"));
    }

    private static void closing(List<Case> to) {
        var after = join(frame(FIN | TEXT, "after"), frame(FIN | PING, "after"), frame(FIN | 3, "x"), close(1001, ""));
        to.add(of("close without anything", join(close(-1, ""), after), "close 1005 "));
        for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                3000, 3999, 4000, 4999}) {
            to.add(of("close " + code, join(close(code, ""), after), "close " + code + " "));
            to.add(of("close with a reason " + code, join(close(code, "bye"), after), "close " + code + " bye"));
        }
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535}) {
            to.add(of("close " + code, join(close(code, ""), after), "violation 1002"));
            to.add(of("close with a reason " + code, join(close(code, "bye"), after), "violation 1002"));
        }
        to.add(of("close of one byte", join(close(-1, "x"), after), "violation 1002"));
        to.add(of("close with the longest reason", join(close(1000, "x".repeat(123)), after),
                "close 1000 " + "x".repeat(123)));
        to.add(of("close with too long a reason", join(close(1000, "x".repeat(124)), after), "violation 1002"));
        to.add(of("close with a reason in UTF-8", close(1000, "tschüß €"), "close 1000 tschüß €"));
        for (var bad : List.of("ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65", "80", "e2 82", "c0 80",
                "61 f4 90 80 80")) {
            to.add(of("close with a reason that is not UTF-8: " + bad, join(close(1000, hex(bad)), after),
                    "violation 1007"));
        }
        to.add(of("texts, then close", join(frame(FIN | TEXT, "a"), frame(FIN | TEXT, "b"), close(1000, ""), after),
                "text a", "text b", "close 1000 "));
        to.add(of("ping, then close", join(frame(FIN | PING, "p"), close(1001, "off"), after),
                "ping 70", "close 1001 off"));
    }

    private static void limits(List<Case> to) {
        var most = letters(MAX_MESSAGE);
        to.add(of("as much as is allowed", frame(FIN | BINARY, most), binary(most)));
        to.add(of("as much as is allowed, as a text", frame(FIN | TEXT, most), text(most)));
        to.add(of("as much as is allowed, in fragments", fragments(BINARY, most, 1_000), binary(most)));
        to.add(of("as much as is allowed, and an empty fragment", join(frame(BINARY, most), frame(FIN, "")),
                binary(most)));
        to.add(of("one more", frame(FIN | BINARY, letters(MAX_MESSAGE + 1)), "violation 1009"));
        to.add(of("one more, in fragments", fragments(TEXT, letters(MAX_MESSAGE + 1), 1_000), "violation 1009"));
        to.add(of("announced in the last fragment", join(frame(BINARY, letters(MAX_MESSAGE - 5)),
                frame(FIN | PING, "p"), frame(FIN, 0, 6, new byte[0], ClientBytes.KEY)), "ping 70", "violation 1009"));
        to.add(of("twice as much as is allowed in two messages", join(frame(FIN | BINARY, most), frame(FIN | TEXT,
                most)),
                binary(most), text(most)));
    }
}
