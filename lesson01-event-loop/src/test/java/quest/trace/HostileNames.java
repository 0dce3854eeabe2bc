package quest.trace;

import java.util.List;

/// What a program may call its heroes.
final class HostileNames {

    static final List<String> ALL = List.of("</script><script>alert(1)</script>", "<!-- <script>", "a \"quoted\" \\ name",
            "two\nlines\r\tand a tab", "\u0000\u0001\u001f\u007f", "\u2028\u2029", "Ünïcödé, 勇者, \ud83d\udc09", "",
            "/*TRACE*/ /*SCRIPT*/ /*STYLE*/", "%s %d", "<img src=x onerror=alert(1)>");

    private HostileNames() {
    }
}
