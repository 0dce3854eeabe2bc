package quest.gameserver.http;

/// Why a request is not one: thrown and caught inside the parser, once per connection at most. Without a stack trace,
/// which would be dear, and would tell nothing of the peer.
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    /// @param message what was wrong, and what was expected: the peer will read it
    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    int status() {
        return status;
    }
}
