package org.chartroom.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.cli.Home;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.FilingConfig;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.config.StoreConfig;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;

/** A real server on free ports with an account and a token for every role, and a plain HTTP client to talk to it. */
public final class TestOffice implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    public final ChartroomServer server;
    final ObjectMapper json = Json.mapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    private TestOffice(ChartroomServer server) {
        this.server = server;
        Accounting accounting = server.house().accounting();
        for (Role role : Role.values()) {
            UserAccount account = accounting
                    .byLogin(role.code())
                    .orElseGet(() -> accounting.create(
                            Accounting.HOUSE, role.code(), role.code(), Set.of(role), password(role)));
            tokens.put(role, accounting.issueToken(Accounting.HOUSE, account, "test", Duration.ofDays(1)));
        }
    }

    /** Hashing passwords is slow on purpose: only those who sign in with one have one. */
    private static Optional<String> password(Role role) {
        return role == Role.CLINICIAN || role == Role.RECORDS_CLERK ? Optional.of(PASSWORD) : Optional.empty();
    }

    /** An office where people file; {@link PatientMatchTest} has one where papers file themselves. */
    public static ServerConfig config(Path data) {
        return ConfigReader.defaults(data)
                .withPorts(0, 0)
                .withStore(new StoreConfig(true, data.resolve("test.key").toString()))
                .withFiling(new FilingConfig(false, 1))
                .withUploads(new ServerConfig.Uploads(50_000_000, 0))
                .withWork(new ServerConfig.Work(20, 3, 0));
    }

    /** An office that seals nothing, for tests that look for bytes on its disk. */
    public static ServerConfig readable(Path data) {
        ServerConfig config = config(data);
        return config.withStore(new StoreConfig(false, config.store().keyFile()));
    }

    /** With the key file where an office has it, beside the data folder, as commands expect it there. */
    public static TestOffice openWithItsKeyBeside(Path data) {
        return open(config(data).withStore(new StoreConfig(true, "")), Clock.systemUTC());
    }

    public static TestOffice open(Path data) {
        return open(config(data), Clock.systemUTC());
    }

    public static TestOffice open(ServerConfig config, Clock clock) {
        try {
            return new TestOffice(
                    ChartroomServer.start(config, Home.fromLauncher().tessdata(), clock));
        } catch (ServerException e) {
            throw new AssertionError(e);
        }
    }

    public String token(Role role) {
        return tokens.getOrDefault(role, "");
    }

    /** An answer, its body as bytes. */
    public record Answer(HttpResponse<byte[]> response, ObjectMapper json) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode body() {
            try {
                return json.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The slug of a problem answer, of an OperationOutcome too. */
        public String problem() {
            String coded = body().at("/issue/0/details/coding/0/code").asText();
            String type = coded.isEmpty() ? body().path("type").asText() : coded;
            return type.startsWith("urn:chartroom:problem:") ? type.substring("urn:chartroom:problem:".length()) : type;
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofByteArray()), json);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Answer get(Role role, String path) {
        return send(to("/api/v1" + path)
                .header("Authorization", "Bearer " + token(role))
                .build());
    }

    public Answer post(Role role, String path, Object body, String... headers) {
        return write("POST", role, path, body, headers);
    }

    Answer put(Role role, String path, Object body, String... headers) {
        return write("PUT", role, path, body, headers);
    }

    Answer delete(Role role, String path, String... headers) {
        return write("DELETE", role, path, "", headers);
    }

    private Answer write(String method, Role role, String path, Object body, String... headers) {
        try {
            byte[] bytes = body instanceof byte[] raw
                    ? raw
                    : body instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : json.writeValueAsBytes(body);
            HttpRequest.Builder request = to("/api/v1" + path)
                    .header("Authorization", "Bearer " + token(role))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
            boolean typed = false;
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
                typed |= headers[i].equalsIgnoreCase("Content-Type");
            }
            if (!typed) {
                request.header(
                        "Content-Type", body instanceof byte[] ? "application/octet-stream" : "application/json");
            }
            return send(request.build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until something is so. */
    public static void until(String what, BooleanSupplier so) {
        until(what, Duration.ofSeconds(10), so);
    }

    /** Waits so long until something is so. */
    public static void until(String what, Duration within, BooleanSupplier so) {
        long end = System.nanoTime() + within.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + within.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        http.close();
        server.stop();
    }
}
