package quest.gameserver.websocket;

/// Why a WebSocket was closed: RFC 6455, section 7.4.1, and those that were registered since.
public final class CloseCode {

    /// What it was for is done.
    public static final int NORMAL = 1000;
    /// The server shuts down, or the page was left.
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /// A kind of message that is not understood here, such as binary ones.
    public static final int UNSUPPORTED_DATA = 1003;
    /// Never in a frame: stands for a close frame without a code.
    public static final int NONE = 1005;
    /// Never in a frame: stands for a connection that ended without a close frame.
    public static final int ABNORMAL = 1006;
    /// A text that is not UTF-8.
    public static final int INVALID_PAYLOAD = 1007;
    /// Against the rules of whoever runs the server.
    public static final int POLICY_VIOLATION = 1008;
    public static final int MESSAGE_TOO_BIG = 1009;
    /// The server failed.
    public static final int INTERNAL_ERROR = 1011;
    /// Come again later.
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {
    }

    /// Whether a close frame may carry the code: sections 7.4.1 and 7.4.2. From 3000 they are registered by libraries,
    /// from 4000 anybody's.
    public static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
