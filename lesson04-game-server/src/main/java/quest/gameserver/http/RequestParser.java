package quest.gameserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts the bytes of a connection into requests, or says why they are none. Pure: no socket, no clock; the same bytes
/// come to the same end in whatever pieces they arrive. Strict where RFC 9112 lets a server choose:
///
/// - A line ends with CR LF. A bare LF would be allowed (section 2.2), but a proxy in front may see it differently. A
///   bare CR, NUL and all other control characters but the tab are refused as soon as they come.
/// - One empty line before a request is passed over (section 2.2: old clients sent one after a body), no more.
///
/// After a refusal nobody can tell where the next request would begin, so it is the last word.
///
/// One thread's at a time. Holds no buffers between requests.
public final class RequestParser {

    /// What has come of the bytes so far.
    public sealed interface Outcome {

        /// All bytes are taken, and more are needed.
        record Incomplete() implements Outcome { }

        /// The head is there, and the peer waits for `100 Continue` before it sends the body. Go on parsing.
        record ContinueExpected() implements Outcome { }

        /// A request. What is left of the bytes belongs to the next one.
        ///
        /// @param keepAlive whether the peer may send another
        /// @param http10    whether the peer speaks HTTP/1.0
        record Complete(Request request, boolean keepAlive, boolean http10) implements Outcome { }

        /// Not a request. Answer so, and close.
        ///
        /// @param message what was wrong, what was expected
        record Refused(int status, String message) implements Outcome { }
    }

    private static final Outcome INCOMPLETE = new Outcome.Incomplete();
    private static final Outcome CONTINUE_EXPECTED = new Outcome.ContinueExpected();
    private static final byte[] NOTHING = {};

    private final int maxHead;
    private final int maxBody;

    private RequestHead head;           // null: before a request's first line
    private byte[] line = NOTHING;      // what has come of a line
    private int lineLength;
    private boolean carriageReturn;     // the last byte was one
    private boolean emptyLineSkipped;
    private int headLength;             // bytes so far
    private byte[] body;                // null: the head is not at its end
    private int bodyLength;             // bytes so far
    private Outcome.Refused refused;    // null: not yet

    /// @param maxHead in bytes, with the empty line at its end
    /// @param maxBody in bytes
    public RequestParser(int maxHead, int maxBody) {
        this.maxHead = maxHead;
        this.maxBody = maxBody;
    }

    /// Takes bytes up to the end of a request at most.
    public Outcome parse(ByteBuffer bytes) {
        if (refused != null) {
            return refused;
        }
        try {
            if (body == null && !parseHead(bytes)) {
                return INCOMPLETE;
            }
            if (body == null) {
                body = new byte[head.bodyLength()];
                if (head.expectsContinue()) {
                    return CONTINUE_EXPECTED;
                }
            }
            return parseBody(bytes);
        } catch (Refusal refusal) {
            reset();
            refused = new Outcome.Refused(refusal.status(), refusal.getMessage());
            return refused;
        }
    }

    /// Whether nothing of a request has come.
    public boolean isIdle() {
        return headLength == 0;
    }

    /// Whether the head has come, and the body has not.
    public boolean isInBody() {
        return body != null;
    }

    /// @return whether the head is at its end
    private boolean parseHead(ByteBuffer bytes) throws Refusal {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (++headLength > maxHead) {
                throw new Refusal(431, "the request's head is too long: expected %,d bytes at most".formatted(maxHead));
            }
            if (carriageReturn != (b == '\n')) {
                throw Refusal.badRequest("a line does not end with CR LF: expected both, and neither elsewhere");
            }
            carriageReturn = b == '\r';
            if (b == '\n') {
                if (lineEnded()) {
                    return true;
                }
            } else if (b != '\r') {
                add(b);
            }
        }
        return false;
    }

    private void add(byte b) throws Refusal {
        if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f) {
            throw Refusal.badRequest("the request's head has a control character (0x%02x): expected text".formatted(b));
        }
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, Math.max(128, 2 * lineLength));
        }
        line[lineLength++] = b;
    }

    /// @return whether it was the head's last
    private boolean lineEnded() throws Refusal {
        var text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
        lineLength = 0;
        if (head == null) {
            if (text.isEmpty() && !emptyLineSkipped) {
                emptyLineSkipped = true;
                return false;
            }
            head = new RequestHead();
        }
        if (!head.hasRequestLine()) {
            head.requestLine(text);
        } else if (text.isEmpty()) {
            head.end(maxBody);
            line = NOTHING;
            return true;
        } else {
            head.fieldLine(text);
        }
        return false;
    }

    private Outcome parseBody(ByteBuffer bytes) {
        int taken = Math.min(bytes.remaining(), body.length - bodyLength);
        bytes.get(body, bodyLength, taken);
        bodyLength += taken;
        if (bodyLength < body.length) {
            return INCOMPLETE;
        }
        var complete = new Outcome.Complete(head.request(body), head.keepsAlive(), head.isHttp10());
        reset();
        return complete;
    }

    private void reset() {
        head = null;
        line = NOTHING;
        lineLength = 0;
        carriageReturn = false;
        emptyLineSkipped = false;
        headLength = 0;
        body = null;
        bodyLength = 0;
    }
}
