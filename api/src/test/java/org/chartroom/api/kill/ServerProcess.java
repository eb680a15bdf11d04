package org.chartroom.api.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a process of its own, with its workers and their readers below it. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADMINISTRATOR = Pattern.compile("administrator is '(.+?)' with the password '(.+?)'");
    private static final Pattern ADDRESS = Pattern.compile("Chartroom is at (http\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI url;
    private final String login;
    private final String password;
    private volatile boolean ending;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private ServerProcess(Process process, URI url, String login, String password) {
        this.process = process;
        this.url = url;
        this.login = login;
        this.password = password;
    }

    /** A command of the product, in a process of its own. */
    static ProcessBuilder product(Path cache, String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dchartroom.root=" + System.getProperty("chartroom.root", "."),
                "-Dchartroom.cache=" + cache,
                "-Dorg.bytedeco.javacpp.cachedir=" + cache.resolve("natives").resolve("javacpp"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.chartroom.api.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    public static ServerProcess start(Path data, Path cache, Path config) throws IOException {
        Path log = config.resolveSibling("server-output.txt");
        Process process = product(cache, "-Xmx384m", "serve", "--config", config.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
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
                return new ServerProcess(process, URI.create(address.group(1)), login, password);
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the server on " + data + " did not start: " + Files.readString(log));
    }

    /** A token of the administrator that the first start made. */
    public String administratorToken() throws IOException, InterruptedException {
        return token(login, password);
    }

    private String token(String login, String password) throws IOException, InterruptedException {
        HttpResponse<byte[]> session = send(request("session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("login", login, "password", password))))
                .build());
        String cookie = session.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
        HttpResponse<byte[]> token = send(request("tokens")
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .header("X-Chartroom", "1")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("label", "kill test", "days", 2))))
                .build());
        String secret = JSON.readTree(token.body()).path("token").asText();
        if (secret.isEmpty()) {
            throw new AssertionError("no token: " + new String(token.body(), StandardCharsets.UTF_8));
        }
        return secret;
    }

    /** A token of a new user who may work; signing in takes one more role. */
    String workerToken(String administrator) throws IOException, InterruptedException {
        String secret = "outside worker " + password;
        HttpResponse<byte[]> user = send(request("users")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + administrator)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of(
                        "login",
                        "outside",
                        "displayName",
                        "Outside",
                        "password",
                        secret,
                        "roles",
                        List.of("worker", "intake")))))
                .build());
        if (user.statusCode() != 201) {
            throw new AssertionError("no user: " + new String(user.body(), StandardCharsets.UTF_8));
        }
        return token("outside", secret);
    }

    HttpResponse<byte[]> upload(String token, Sample sample, Supplier<InputStream> bytes)
            throws IOException, InterruptedException {
        return send(request("arrivals?as=scan&name=" + sample.name())
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", sample.name())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofInputStream(bytes))
                .build());
    }

    /** Sends a recording; the document it became. */
    String dictate(String token, String name, byte[] recording) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("arrivals?as=dictation&name=" + name)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "audio/wav")
                .POST(BodyPublishers.ofByteArray(recording))
                .build());
        if (answer.statusCode() != 201) {
            throw new AssertionError("not taken: " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body()).path("documents").path(0).asText();
    }

    /** The bytes behind a path. */
    byte[] bytes(String token, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(
                request(path).header("Authorization", "Bearer " + token).GET().build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    JsonNode get(String token, String path) throws IOException, InterruptedException {
        return JSON.readTree(bytes(token, path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve("/api/v1/" + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /** Where it listens. */
    int port() {
        return url.getPort();
    }

    /** Whether somebody is ending it or has ended it. */
    boolean ending() {
        return ending;
    }

    boolean alive() {
        return process.isAlive();
    }

    List<ProcessHandle> workers() {
        return process.toHandle().children().toList();
    }

    /**
     * SIGKILL; its workers and their readers must end by themselves.
     *
     * @return those that did not
     */
    public List<String> kill() throws InterruptedException {
        List<ProcessHandle> below = process.toHandle().descendants().toList();
        ending = true;
        process.destroyForcibly().waitFor();
        http.shutdownNow();
        return awaitEnd(below);
    }

    /**
     * Asks it to stop, as a person would.
     *
     * @return what did not end with it
     */
    List<String> stop() throws InterruptedException {
        ending = true;
        http.shutdownNow();
        List<ProcessHandle> below = process.toHandle().descendants().toList();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            awaitEnd(below);
            return List.of("the server did not stop within a minute of being asked");
        }
        return awaitEnd(below);
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> awaitEnd(List<ProcessHandle> below) throws InterruptedException {
        List<String> left = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (ProcessHandle each : below) {
            while (each.isAlive() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            if (each.isAlive()) {
                left.add("process " + each.pid() + " outlived the server: "
                        + each.info().commandLine().orElse("?"));
                each.destroyForcibly();
            }
        }
        return left;
    }
}
