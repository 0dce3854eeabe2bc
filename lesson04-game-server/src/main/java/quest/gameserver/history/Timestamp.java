package quest.gameserver.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A moment in JSON: ISO 8601 with milliseconds, in UTC, as in `2026-01-02T03:04:05.006Z`. Always all three digits, so
/// that texts sort as their moments do.
public final class Timestamp extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// For Jackson.
    public Timestamp() {
        super(Instant.class);
    }

    /// A moment as text. What is finer than a millisecond is cut off.
    public static String text(Instant moment) {
        return FORMAT.format(moment);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(text(moment));
    }
}
