package quest.gameserver.http;

import java.util.Locale;

/// A host and its port, as in `Host`, in an absolute target and in `Origin` (RFC 3986, section 3.2, without user
/// names).
///
/// @param host in lower case
record Authority(String host, int port) {

    private static final String HOST_MARKS = "-._~!$&'()*+,;=%";
    private static final int MAX_PORT = 65_535;

    /// @param defaultPort where none is named
    /// @return null if it is not a host, or a host and a port
    static Authority parse(String text, int defaultPort) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (hostEnd < 0) {
            hostEnd = text.length();
        }
        var host = text.substring(0, hostEnd);
        if (host.startsWith("[") ? !isAddress(host) : !host.chars().allMatch(Authority::isHostChar)) {
            return null;
        }
        var rest = text.substring(hostEnd);
        if (host.isEmpty() && !rest.isEmpty()) {
            return null;
        }
        int port = rest.isEmpty() || rest.equals(":") ? defaultPort : port(rest);
        return port < 0 ? null : new Authority(host.toLowerCase(Locale.ROOT), port);
    }

    /// @return -1 if it is not `:` and a port
    private static int port(String text) {
        if (text.charAt(0) != ':' || !Syntax.isDigits(text.substring(1)) || text.length() > 6) {
            return -1;
        }
        int port = Integer.parseInt(text.substring(1));
        return port <= MAX_PORT ? port : -1;
    }

    private static boolean isHostChar(int c) {
        return Character.isLetterOrDigit(c) && c < 0x80 || HOST_MARKS.indexOf(c) >= 0;
    }

    /// An address of IPv6 in brackets. Its digits are not looked at: nothing here connects to it.
    private static boolean isAddress(String host) {
        return host.length() > 2 && host.chars().skip(1).limit(host.length() - 2L)
                .allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80);
    }
}
