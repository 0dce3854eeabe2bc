package quest.gameserver.websocket;

/// The peer has broken the protocol, and its connection will be closed for it.
final class Violation extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code of the close frame
    /// @param why  for its reason: what was wrong, what is expected
    Violation(int code, String why) {
        super(why, null, false, false); // nobody looks at the stack, and a peer could have us make many
        this.code = code;
    }

    static Violation protocol(String why) {
        return new Violation(CloseCode.PROTOCOL_ERROR, why);
    }

    int code() {
        return code;
    }
}
