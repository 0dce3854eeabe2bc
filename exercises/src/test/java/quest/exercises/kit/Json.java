package quest.exercises.kit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes JSON: as much of it as the results of exercises and the JVM's thread dumps need, since the
/// exercises depend on nothing but the JDK and the test libraries.
///
/// Objects are read as `Map`, arrays as `List`, numbers as `Double`.
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// Throws `IllegalArgumentException`, which says where, when it is not JSON.
    static Object read(String text) {
        var json = new Json(text);
        Object value = json.value();
        if (json.peek() != 0) {
            throw json.error("the end");
        }
        return value;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var map = new LinkedHashMap<String, Object>();
        expect('{');
        while (peek() != '}') {
            if (!map.isEmpty()) {
                expect(',');
            }
            String name = string();
            expect(':');
            map.put(name, value());
        }
        expect('}');
        return map;
    }

    private List<Object> array() {
        var list = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value());
        }
        expect(']');
        return list;
    }

    private String string() {
        var string = new StringBuilder();
        expect('"');
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        if (at == text.length()) {
            throw error("an escaped character");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw error("four hexadecimal digits");
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw error(word);
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == from) {
            throw error("a value");
        }
        return Double.valueOf(text.substring(from, at));
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("'" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException("not JSON: expected " + expected + " at character " + at);
    }

    /// Records become objects; enums and other types become strings, by their `toString`.
    static String write(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
            case Number number -> number.toString();
            case List<?> list -> "[" + String.join(", ", list.stream().map(Json::write).toList()) + "]";
            case Record record -> {
                var fields = new ArrayList<String>();
                for (var component : record.getClass().getRecordComponents()) {
                    fields.add(quoted(component.getName()) + ": " + write(read(component, record)));
                }
                yield "{" + String.join(", ", fields) + "}";
            }
            default -> quoted(value.toString());
        };
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String string) {
        var quoted = new StringBuilder("\"");
        for (char c : string.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                // A learner's text may hold half a surrogate pair, which no file in UTF-8 takes.
                default -> quoted.append(c < ' ' || Character.isSurrogate(c)
                        ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
