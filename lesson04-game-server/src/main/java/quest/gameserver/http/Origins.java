package quest.gameserver.http;

/// From whose page a browser sent a request. A page may send requests to any server, and a WebSocket handshake may even
/// be read: that it bears the `Origin` of the page is what protects the player who visits a bad one (RFC 6454; RFC
/// 6455, section 10.2).
public final class Origins {

    private static final String SCHEME = "http://";
    private static final int DEFAULT_PORT = 80;

    private Origins() {
    }

    /// Whether a request comes from the page of another server: one whose scheme, host and port are not those of
    /// `Host`. Without an `Origin` it comes from no page, or from this one. `null`, the origin of files and sandboxes,
    /// is foreign. Any thread.
    public static boolean isForeign(Request request) {
        var origins = request.headers().all("Origin");
        if (origins.isEmpty()) {
            return false;
        }
        var origin = origins.getFirst();
        var host = request.headers().first("Host");
        if (origins.size() > 1 || host == null || !origin.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return true;
        }
        var theirs = Authority.parse(origin.substring(SCHEME.length()), DEFAULT_PORT);
        return theirs == null || theirs.host().isEmpty() || !theirs.equals(Authority.parse(host, DEFAULT_PORT));
    }
}
