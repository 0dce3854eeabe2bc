package quest.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import quest.eventloop.VirtualClock;
import quest.trace.Trace.Lane;

class TracePageTest {

    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"trace\">(.*?)</script>",
            Pattern.DOTALL);

    private final Trace trace = new Trace(new VirtualClock());

    @Test
    void aPageHoldsTheVeryJsonThatIsWrittenForPerfetto() throws Exception {
        trace.running(new Lane(Trace.LOOPS, "loop"), "callback", 0, 5, Map.of("thread", "main"));

        assertThat(data(page())).isEqualTo(TraceJsonTest.written(trace).strip());
    }

    @Test
    void noNameEndsTheScriptOrStandsInForAPartOfThePage() throws Exception {
        for (var name : HostileNames.ALL) {
            trace.running(new Lane(name, name), name, 0, 1, Map.of(name, name));
        }

        var page = page();

        assertThat(data(page)).isEqualTo(TraceJsonTest.written(trace).strip()).doesNotContain("<");
        assertThat(page.split("</script>", -1)).as("two scripts, and what follows them").hasSize(3);
    }

    @Test
    void aPageAsksNobodyForAnything() throws Exception {
        assertThat(page()).doesNotContain("http:").doesNotContain("https:").doesNotContain(" src=").doesNotContain("url(")
                .doesNotContain("@import").doesNotContain("<link");
    }

    private static String data(String page) {
        var data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return data.group(1).strip();
    }

    private String page() throws IOException {
        var out = new StringBuilder();
        TracePage.write(trace, "a title", out);
        return out.toString();
    }
}
