package quest.gameserver.http;

import java.util.List;
import java.util.Map;

/// A request, whole: its body has been read.
///
/// @param method   as sent: methods are case-sensitive
/// @param path     as sent, without the query: for messages. `*` for a request about the server as a whole
/// @param segments the path's parts between slashes, percent-decoded: data, never to be joined to a file's name. The
///                 path `/` has none; `/rooms/` has two, and the second is empty; what was `%2F` is a slash inside a
///                 segment; `.` and `..` mean nothing and stay what they are
/// @param query    what stands after `?`, decoded: `+` is a space, a name without `=` has the value ``
/// @param headers  the `Host` is the target's, where the target has one; HTTP/1.0 has no `Upgrade`
/// @param body     empty if there is none; not to be changed
public record Request(String method, String path, List<String> segments, Map<String, List<String>> query,
                      Headers headers, byte[] body) {

    /// The first value of a query's name.
    ///
    /// @return null if there is none
    public String firstQuery(String name) {
        var values = query.get(name);
        return values == null ? null : values.getFirst();
    }
}
