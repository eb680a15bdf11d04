package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.cli.Home;

/**
 * {@code ./chartroom serve} on free ports and a new data folder, in a process of its own, with a user who may do what the
 * benchmarks do. Closing stops it as a person would.
 */
final class RunningServer implements AutoCloseable {
    private static final Pattern ADMINISTRATOR = Pattern.compile("administrator is '(.+?)' with the password '(.+?)'");
    private static final Pattern ADDRESS = Pattern.compile("Chartroom is at (http\\S+)");
    private static final Duration QUICK = Duration.ofSeconds(60);

    private final Process process;
    private final HttpClient http;
    private final URI url;
    private final int adminPort;
    private final String token;
    private final double startSeconds;

    private RunningServer(Process process, HttpClient http, URI url, int adminPort, String token, double startSeconds) {
        this.process = process;
        this.http = http;
        this.url = url;
        this.adminPort = adminPort;
        this.token = token;
        this.startSeconds = startSeconds;
    }

    /**
     * Starts a server.
     *
     * @param data a folder that is empty or not there yet
     * @param workers readers of the worker it starts itself
     */
    static RunningServer start(Home home, Path data, int workers) throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path config = data.resolve("server.yml");
        int adminPort = freePort();
        Files.writeString(
                config,
                JsonOut.MAPPER.writeValueAsString(Map.of(
                        "data", data.toString(),
                        "http", Map.of("port", 0, "adminPort", adminPort),
                        "workers", Map.of("count", workers))));
        long began = System.nanoTime();
        Process process = Product.command(home, "512m", List.of("serve", "--config", config.toString()))
                .redirectError(data.resolve("stderr.txt").toFile())
                .start();
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String login = "";
            String password = "";
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher administrator = ADMINISTRATOR.matcher(line);
                if (administrator.find()) {
                    login = administrator.group(1);
                    password = administrator.group(2);
                }
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    URI url = URI.create(address.group(1));
                    double startSeconds = (System.nanoTime() - began) / 1e9;
                    return new RunningServer(
                            process, client(), url, adminPort, token(url, login, password), startSeconds);
                }
            }
            throw new IOException("the server did not start: "
                    + Files.readString(data.resolve("stderr.txt")).strip());
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Signs in as the administrator, makes a user and hands back a token of theirs. */
    private static String token(URI url, String login, String password) throws IOException, InterruptedException {
        String bench = "bench-" + password.substring(0, 4);
        try (HttpClient administrator = client(url, login, password)) {
            post(
                    administrator,
                    url,
                    "users",
                    Map.of(
                            "login",
                            "bench",
                            "displayName",
                            "Benchmark",
                            "password",
                            password + bench,
                            "roles",
                            List.of("intake", "clinician", "records-clerk")));
        }
        try (HttpClient user = client(url, "bench", password + bench)) {
            return post(user, url, "tokens", Map.of("label", "benchmark", "days", 1))
                    .path("token")
                    .asText();
        }
    }

    private static HttpClient client(URI url, String login, String password) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        post(client, url, "session", Map.of("login", login, "password", password));
        return client;
    }

    private static JsonNode post(HttpClient client, URI url, String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(url.resolve("/api/v1/" + path))
                        .header("Content-Type", "application/json")
                        .header("X-Chartroom", "1")
                        .timeout(QUICK)
                        .POST(BodyPublishers.ofByteArray(JsonOut.MAPPER.writeValueAsBytes(body)))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JsonOut.MAPPER.readTree(answer.body());
    }

    /** From the start of Java until it answered. */
    double startSeconds() {
        return startSeconds;
    }

    Process process() {
        return process;
    }

    /** Where it listens. */
    URI url() {
        return url;
    }

    /** Of the benchmarks' user. */
    String token() {
        return token;
    }

    /** Connections that upload as the benchmarks' user. */
    UploadConnections connections() {
        return new UploadConnections(url, token);
    }

    /** Sends a file; the answer's body, or an exception when it was not kept. Safe for use by many threads. */
    JsonNode upload(String kind, String priority, String name, String key, byte[] bytes)
            throws IOException, InterruptedException {
        return upload(kind, priority, name, key, BodyPublishers.ofByteArray(bytes));
    }

    /** The same for a file that is not read into memory. */
    JsonNode upload(String kind, String priority, String name, String key, Path file)
            throws IOException, InterruptedException {
        return upload(kind, priority, name, key, BodyPublishers.ofFile(file));
    }

    private JsonNode upload(String kind, String priority, String name, String key, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                to("arrivals?as=" + kind + "&priority=" + priority + "&name=" + name)
                        .header("Content-Type", "application/octet-stream")
                        .header("Idempotency-Key", key)
                        .POST(body)
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 201) {
            throw new IOException("the upload was answered " + answer.statusCode());
        }
        return JsonOut.MAPPER.readTree(answer.body());
    }

    /**
     * Asks for something.
     *
     * @param path after {@code /api/v1/}
     */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(to(path).GET().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode());
        }
        return JsonOut.MAPPER.readTree(answer.body());
    }

    /** A number of the admin port's metrics, NaN when there is none of that name. */
    double metric(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"))
                        .timeout(QUICK)
                        .build(),
                BodyHandlers.ofString());
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(url.resolve("/api/v1/" + path))
                .header("Authorization", "Bearer " + token)
                .timeout(QUICK);
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
