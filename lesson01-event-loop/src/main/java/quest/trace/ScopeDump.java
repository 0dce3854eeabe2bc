package quest.trace;

import java.util.ArrayList;
import java.util.List;

/// The part of the JDK's structured thread dump that says which thread belongs to which *container*: a scope, an
/// executor, or the root. Read line by line, since the JDK writes a field a line: a course whose first lesson needs no
/// library is not to get one for this.
///
/// Lesson 3 has a whole reader of such dumps, `quest.tasks.threads.ThreadDump`.
record ScopeDump(List<Container> containers) {

    static final long NOBODY = -1;

    /// @param id      unique
    /// @param parent  the id of the container around it; empty for the root
    /// @param owner   the thread that opened it, or [#NOBODY]
    /// @param threads their ids
    record Container(String id, String parent, long owner, List<Long> threads) {

        /// Whether a thread has opened it, and closes it: a scope.
        boolean isScope() {
            return owner != NOBODY;
        }

        /// What its maker called it; empty if nobody did.
        String name() {
            var name = id.replaceFirst("/[^/]*@[0-9a-f]+$", "");
            return name.equals(id) && id.contains("@") ? "" : name;
        }
    }

    ScopeDump {
        containers = List.copyOf(containers);
    }

    /// @param lines of a dump in JSON, as `HotSpotDiagnosticMXBean.dumpThreads` writes it
    static ScopeDump parse(List<String> lines) {
        var containers = new ArrayList<Container>();
        for (var line : lines) {
            var field = line.strip();
            if (field.startsWith("\"container\":")) {
                containers.add(new Container(text(field), "", NOBODY, new ArrayList<>()));
            } else if (containers.isEmpty()) {
                continue;
            }
            var last = containers.isEmpty() ? null : containers.getLast();
            if (field.startsWith("\"parent\":")) {
                containers.set(containers.size() - 1, new Container(last.id, text(field), last.owner, last.threads));
            } else if (field.startsWith("\"owner\":") && last.threads.isEmpty() && !text(field).isEmpty()) {
                containers.set(containers.size() - 1,
                        new Container(last.id, last.parent, Long.parseLong(text(field)), last.threads));
            } else if (field.startsWith("\"tid\":")) {
                last.threads.add(Long.parseLong(text(field)));
            }
        }
        return new ScopeDump(containers);
    }

    /// The value of a field; empty for null.
    private static String text(String field) {
        var value = field.substring(field.indexOf(':') + 1).strip();
        value = value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
        if (value.equals("null")) {
            return "";
        }
        return value.startsWith("\"") ? unescaped(value.substring(1, value.length() - 1)) : value;
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }
}
