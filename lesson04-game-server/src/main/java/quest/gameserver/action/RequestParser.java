package quest.gameserver.action;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads the lines of the action protocol. Bytes in, records out: no socket, no thread. Any thread may call it.
final class RequestParser {

    /// Bytes that a line may have, its end not counted.
    static final int MAX_LINE = 1_024;

    static final Request QUIT = new Request.Quit();
    static final Request TOO_LONG = new Request.Refused("line too long", true);
    private static final Request EMPTY = new Request.Refused("empty action", false);
    private static final Request NOT_UTF_8 = new Request.Refused("not UTF-8", false);

    /// Characters of an unknown action that are repeated in the answer.
    private static final int SHOWN = 80;

    private record Known(byte[] line, Request.Perform request) {
    }

    private static final List<Known> ACTIONS = Arrays.stream(Action.values()).map(action -> new Known(
            action.text().getBytes(StandardCharsets.US_ASCII), new Request.Perform(action))).toList();

    private RequestParser() {
    }

    /// @param to where the line ends, exclusive
    static Request parse(byte[] bytes, int from, int to) {
        for (int i = 0; i < ACTIONS.size(); i++) { // as most players write it: no text need be made of it
            var known = ACTIONS.get(i);
            if (to - from == known.line.length && Arrays.equals(bytes, from, to, known.line, 0, known.line.length)) {
                return known.request;
            }
        }
        try {
            var line = ByteBuffer.wrap(bytes, from, to - from);
            return parse(StandardCharsets.UTF_8.newDecoder().decode(line).toString());
        } catch (CharacterCodingException _) {
            return NOT_UTF_8;
        }
    }

    private static Request parse(String line) {
        if (isQuit(line)) {
            return QUIT;
        }
        var text = strip(line);
        if (text.isEmpty()) {
            return EMPTY;
        }
        for (var known : ACTIONS) {
            if (known.request.action().text().equals(inOneWay(text))) {
                return known.request;
            }
        }
        return new Request.Refused("unknown action: " + printable(text), false);
    }

    /// Unlike an action, it may have only spaces around it.
    private static boolean isQuit(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && line.charAt(from) == ' ') {
            from++;
        }
        while (from < to && line.charAt(to - 1) == ' ') {
            to--;
        }
        return to - from == 4 && asciiLowerCase(line.substring(from, to)).equals("quit");
    }

    private static String strip(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String inOneWay(String text) {
        return asciiLowerCase(text).replaceAll(" +", " ");
    }

    /// Other letters have rules of their own: a Turkish capital I with a dot is no i.
    private static String asciiLowerCase(String text) {
        var lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] += 'a' - 'A';
            }
        }
        return new String(lower);
    }

    /// Nothing in it can move a terminal's cursor, or turn a line around.
    private static String printable(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> shown.appendCodePoint(switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '?';
            default -> c;
        }));
        return shown.toString();
    }
}
