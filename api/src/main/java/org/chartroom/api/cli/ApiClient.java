package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.chartroom.api.worker.TrustedCertificate;
import org.jspecify.annotations.Nullable;

/** A server's HTTP interface as commands use it, for one user. Safe for use by several threads. */
final class ApiClient implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private final ObjectMapper mapper = new ObjectMapper();

    ApiClient(URI server, String token, Optional<Path> certificate) throws IOException {
        this(server, token, certificate.isPresent() ? TrustedCertificate.context(certificate.get()) : null);
    }

    private ApiClient(URI server, String token, @Nullable SSLContext tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
        this.base = URI.create(server.toString().replaceAll("/+$", "") + "/api/v1/");
        this.authorization = "Bearer " + token;
    }

    /**
     * A server on this machine, whose certificate may name it by another name than it is called by here.
     *
     * @param certificate the server's very own; it and no other is believed
     */
    static ApiClient ofThisMachine(URI server, String token, Optional<Path> certificate) throws IOException {
        return new ApiClient(
                server, token, certificate.isPresent() ? TrustedCertificate.exactly(certificate.get()) : null);
    }

    /**
     * What a server answered.
     *
     * @param body JSON; a missing node when there was none
     */
    record Answer(int status, JsonNode body) {
        boolean done() {
            return status >= 200 && status < 300;
        }

        /** What it says went wrong, for a person. */
        String problem() {
            String detail = body.path("detail").asText("");
            return detail.isEmpty() ? "the server answered " + status : detail;
        }

        /** The body of a call that has to succeed. */
        JsonNode orFail(String doing) {
            if (!done()) {
                throw new CommandFailed(doing + " failed: " + problem());
            }
            return body;
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path, QUICK).GET().build());
    }

    /** @param idempotencyKey empty for calls that take none */
    Answer post(String path, Object body, String idempotencyKey) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, QUICK)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.build());
    }

    Answer put(String path, Object body) throws IOException, InterruptedException {
        return send(request(path, QUICK)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                .build());
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path, QUICK).DELETE().build());
    }

    Answer upload(String path, Path file, String name, String idempotencyKey) throws IOException, InterruptedException {
        return send(request(path, UPLOAD)
                .header("Content-Type", "application/octet-stream")
                .header("X-File-Name", encoded(name))
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofFile(file))
                .build());
    }

    static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((key, value) -> {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(key)
                        .append('=')
                        .append(encoded(value));
            }
        });
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .timeout(timeout);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        JsonNode body = mapper.missingNode();
        if (answer.body().length > 0
                && answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            body = mapper.readTree(answer.body());
        }
        return new Answer(answer.statusCode(), body);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
