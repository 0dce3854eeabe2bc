package quest.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Writes a trace as one page that needs no server and no network: the JSON of [TraceJson], and a script that draws it.
public final class TracePage {

    private static final String STYLE = "/*STYLE*/";
    private static final String TRACE = "/*TRACE*/";
    private static final String SCRIPT = "/*SCRIPT*/";

    private TracePage() {
    }

    /// Writes all that the trace holds by now.
    ///
    /// @param title what was traced
    public static void write(Trace trace, String title, Appendable out) throws IOException {
        var page = resource("trace.html");
        int style = page.indexOf(STYLE);
        int data = page.indexOf(TRACE, style);
        int script = page.indexOf(SCRIPT, data);
        out.append(page, 0, style).append(resource("trace.css"));
        out.append(page, style + STYLE.length(), data);
        TraceJson.write(trace, title, out);
        out.append(page, data + TRACE.length(), script).append(resource("trace.js"));
        out.append(page, script + SCRIPT.length(), page.length());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TracePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
