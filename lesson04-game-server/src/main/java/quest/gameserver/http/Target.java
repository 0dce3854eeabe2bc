package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a request asks for (RFC 9112, section 3.2): its origin-form `/path?query`, its absolute-form
/// `http://host/path?query`, or `*`, the server as a whole. Nothing is normalized, since nothing here is a file: `..`
/// is a segment like any other.
///
/// @param authority of the absolute-form, as sent; null: the `Host` field's
record Target(String authority, String path, List<String> segments, Map<String, List<String>> query) {

    private static final String SCHEME = "http://";

    /// @param text without spaces and control characters
    static Target parse(String method, String text) throws Refusal {
        if (text.equals("*") && method.equals("OPTIONS")) {
            return new Target(null, text, List.of(), Map.of());
        }
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            int end = SCHEME.length();
            while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
                end++;
            }
            var authority = text.substring(SCHEME.length(), end);
            var rest = text.substring(end);
            return originForm(authority, rest.startsWith("/") ? rest : "/" + rest);
        }
        if (!text.startsWith("/")) {
            throw Refusal.badRequest("the request's target is none of this server's: expected a path such as /rooms");
        }
        return originForm(null, text);
    }

    private static Target originForm(String authority, String pathAndQuery) throws Refusal {
        for (int i = 0; i < pathAndQuery.length(); i++) {
            char c = pathAndQuery.charAt(i);
            if (c > '~' || c == '#') {
                throw Refusal.badRequest("the request's target has a character that must be percent-encoded: expected"
                        + " ASCII, and no #");
            }
        }
        int mark = pathAndQuery.indexOf('?');
        var path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        var query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        return new Target(authority, path, segments(path), query(query));
    }

    private static List<String> segments(String path) throws Refusal {
        if (path.equals("/")) {
            return List.of();
        }
        var segments = new ArrayList<String>();
        for (var segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        return List.copyOf(segments);
    }

    /// As forms write it (the URL standard's section 5.1).
    private static Map<String, List<String>> query(String text) throws Refusal {
        if (text.isEmpty()) {
            return Map.of();
        }
        var query = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var spaced = pair.replace('+', ' ');
                int sign = spaced.indexOf('=');
                var name = decode(sign < 0 ? spaced : spaced.substring(0, sign));
                var value = sign < 0 ? "" : decode(spaced.substring(sign + 1));
                query.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
        }
        query.replaceAll((_, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(query);
    }

    /// Decodes once, and strictly: what is decoded twice, or loosely, can say one thing to a guard and another to
    /// whoever comes behind it.
    private static String decode(String text) throws Refusal {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                c = (char) encoded(text, i);
                i += 2;
            }
            bytes.put((byte) c);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            throw Refusal.badRequest("a part of the request's target is not UTF-8 once percent-decoded");
        }
    }

    private static int encoded(String text, int percent) throws Refusal {
        int high = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw Refusal.badRequest("a % in the request's target begins no percent-encoding: expected two hexadecimal"
                    + " digits after it");
        }
        if (high == 0 && low == 0) {
            throw Refusal.badRequest("the request's target has a NUL (%00): no text here has one");
        }
        return high * 16 + low;
    }

    /// `Character.digit` takes the digits of all scripts; here the text is ASCII.
    private static int hexDigit(char c) {
        return Character.digit(c, 16);
    }
}
