package quest.gameserver.arena;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import quest.gameserver.http.Headers;
import quest.gameserver.http.Response;
import quest.gameserver.http.Router;

/// The page in the browser: the files of the resource folder `web`, read once and kept. A request's path is looked up
/// among their names and never leads to the disk, so no path can lead out of the folder.
final class WebPage {

    private static final String FOLDER = "/web";
    private static final String START = "index.html";

    /// Own files only: no script in the page itself, nothing from other servers, in nobody's frame.
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    private final Map<String, Response> files;

    private WebPage(Map<String, Response> files) {
        this.files = files;
    }

    /// Reads the files, from a folder of classes or from a jar.
    ///
    /// @throws IOException if they are not there
    static WebPage load() throws IOException {
        var start = WebPage.class.getResource(FOLDER + "/" + START);
        if (start == null) {
            throw new IOException("the page is missing: there is no resource " + FOLDER + "/" + START);
        }
        try {
            var uri = start.toURI();
            if (!uri.getScheme().equals("jar")) {
                return new WebPage(read(Path.of(uri).getParent()));
            }
            try (var jar = FileSystems.newFileSystem(URI.create(uri.toString().split("!")[0]), Map.of())) {
                return new WebPage(read(jar.getPath(FOLDER)));
            }
        } catch (URISyntaxException e) {
            throw new IOException("the page is at a strange place: " + start, e);
        }
    }

    private static Map<String, Response> read(Path folder) throws IOException {
        var files = new LinkedHashMap<String, Response>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                var name = folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
                var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type != null) {
                    files.put("/" + name, response(type, Files.readAllBytes(file)));
                }
            }
        }
        files.put("/", files.get("/" + START));
        return files;
    }

    private static Response response(String type, byte[] bytes) {
        return new Response(200, Headers.of(
                "Content-Type", type,
                "Cache-Control", "no-cache",
                "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer"), ByteBuffer.wrap(bytes));
    }

    /// Adds a route for each file.
    void addTo(Router router) {
        files.forEach((path, response) -> router.route("GET", path, (exchange, _) -> exchange.respond(response)));
    }
}
