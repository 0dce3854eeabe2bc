package quest.gameserver.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds who answers a request, by its method and path. The first route that fits is taken. HEAD is answered wherever
/// GET is; the server leaves the body out.
public final class Router implements HttpService {

    /// Answers the requests of one route.
    @FunctionalInterface
    public interface Route {

        /// @param params what stands in the path where the pattern has `{name}`: never empty, and anything else may be
        ///               in it
        void serve(Exchange exchange, Map<String, String> params);
    }

    private record Entry(String method, List<String> pattern, Route route) {

        /// @return null if the path is not of this pattern
        Map<String, String> match(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return null;
            }
            var params = new HashMap<String, String>();
            for (int i = 0; i < pattern.size(); i++) {
                var expected = pattern.get(i);
                var segment = segments.get(i);
                if (isParameter(expected) && !segment.isEmpty()) {
                    params.put(expected.substring(1, expected.length() - 1), segment);
                } else if (!expected.equals(segment) || isParameter(expected)) {
                    return null;
                }
            }
            return Map.copyOf(params);
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        boolean takes(String asked) {
            return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /// Adds a route. Before the server is opened.
    ///
    /// @param pattern such as `/rooms/{room}/bots`
    /// @return this
    /// @throws IllegalArgumentException if the pattern does not begin with a slash
    public Router route(String method, String pattern, Route route) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a pattern begins with a slash, was " + pattern);
        }
        var segments = pattern.equals("/") ? List.<String>of() : List.of(pattern.substring(1).split("/", -1));
        entries.add(new Entry(method, segments, route));
        return this;
    }

    @Override
    public void serve(Exchange exchange) {
        var request = exchange.request();
        if (request.path().equals("*")) {
            exchange.respond(Response.empty(204).withHeader("Allow", allowed(entries)));
            return;
        }
        var ofPath = new ArrayList<Entry>();
        for (var entry : entries) {
            var params = entry.match(request.segments());
            if (params != null && entry.takes(request.method())) {
                entry.route().serve(exchange, params);
                return;
            }
            if (params != null) {
                ofPath.add(entry);
            }
        }
        exchange.respond(ofPath.isEmpty() ? notFound(request) : notAllowed(request, allowed(ofPath)));
    }

    private static Response notFound(Request request) {
        return Response.error(404, "there is nothing at %s: expected a path of this server".formatted(request.path()));
    }

    private static Response notAllowed(Request request, String allowed) {
        return Response.error(405, "%s does not take %s: expected %s"
                .formatted(request.path(), request.method(), allowed)).withHeader("Allow", allowed);
    }

    private static String allowed(List<Entry> entries) {
        var methods = new TreeSet<String>();
        for (var entry : entries) {
            methods.add(entry.method());
            if (entry.method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }
}
