package quest.gameserver.http;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The value of `Date` (RFC 9110, section 5.6.7), written once a second and not once an answer. One thread's.
final class DateHeader {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private String text;

    DateHeader(InstantSource clock) {
        this.clock = clock;
    }

    String now() {
        var now = clock.instant();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            text = IMF_FIXDATE.format(now);
        }
        return text;
    }
}
