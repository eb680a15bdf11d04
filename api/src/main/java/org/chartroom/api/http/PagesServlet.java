package org.chartroom.api.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages' files from the class path: {@code /assets/…}, {@code /webjars/…}, and {@code index.html} for every
 * other address, so that deep links work. Files are few and small and stay in memory once asked for.
 */
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"));

    private final transient Map<String, Optional<Asset>> assets = new ConcurrentHashMap<>();

    private record Asset(byte[] bytes, String type, String etag) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.startsWith("/api/") || path.startsWith("/fhir") || path.contains("..") || path.contains("%")) {
            response.sendError(404);
            return;
        }
        if (path.startsWith("/assets/")) {
            send(request, response, load("assets/" + path.substring("/assets/".length())), "no-cache");
        } else if (path.startsWith("/webjars/")) {
            String name = path.substring("/webjars/".length());
            boolean code =
                    name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".map") || name.endsWith(".css");
            send(
                    request,
                    response,
                    code ? load(WEBJARS + name) : Optional.empty(),
                    "public, max-age=31536000, immutable");
        } else {
            // Who fetches a packet is nobody's user: a page of its own, without the shell.
            Optional<Asset> index = load(path.equals("/pickup") ? "assets/pickup.html" : "assets/index.html");
            if (index.isPresent()) {
                response.setHeader("Content-Security-Policy", policy(index.get().bytes()));
            }
            send(request, response, index, "no-cache");
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Optional<Asset> found, String caching)
            throws IOException {
        if (found.isEmpty()) {
            response.sendError(404);
            return;
        }
        Asset asset = found.get();
        response.setHeader("ETag", asset.etag());
        response.setHeader("Cache-Control", caching);
        if (asset.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(asset.type());
        response.setContentLength(asset.bytes().length);
        response.getOutputStream().write(asset.bytes());
    }

    private Optional<Asset> load(String name) {
        return assets.computeIfAbsent(name, PagesServlet::read);
    }

    private static Optional<Asset> read(String name) {
        int dot = name.lastIndexOf('.');
        @Nullable String type = TYPES.get(name.substring(dot + 1).toLowerCase(Locale.ROOT));
        if (dot < 0 || type == null) {
            return Optional.empty();
        }
        try (InputStream in = PagesServlet.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            return Optional.of(new Asset(bytes, type, "\"" + HexFormat.of().formatHex(sha256(bytes), 0, 16) + "\""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Nothing inline runs but the import map, which is named by its hash. */
    static String policy(byte[] index) {
        String html = new String(index, StandardCharsets.UTF_8);
        String open = "<script type=\"importmap\">";
        int start = html.indexOf(open);
        String script = "'self'";
        if (start >= 0) {
            int from = start + open.length();
            int to = html.indexOf("</script>", from);
            String map = to < 0 ? "" : html.substring(from, to);
            script += " 'sha256-" + Base64.getEncoder().encodeToString(sha256(map.getBytes(StandardCharsets.UTF_8)))
                    + "'";
        }
        return "default-src 'none'; script-src " + script
                + "; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
                + "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; object-src 'none'";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
