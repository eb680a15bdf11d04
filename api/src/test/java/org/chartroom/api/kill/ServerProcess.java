package org.chartroom.api.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a process of its own, with its workers and their readers below it. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADMINISTRATOR = Pattern.compile("administrator is '(.+?)' with the password '(.+?)'");
    private static final Pattern ADDRESS = Pattern.compile("Chartroom is at (http\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI url;
    private final String login;
    private final String password;
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

    static ServerProcess start(Path data, Path cache, Path config) throws IOException {
        Path log = config.resolveSibling("server-output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Dchartroom.root=" + System.getProperty("chartroom.root", "."),
                        "-Dchartroom.cache=" + cache,
                        "-Dorg.bytedeco.javacpp.cachedir="
                                + cache.resolve("natives").resolve("javacpp"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.chartroom.api.cli.Main",
                        "serve",
                        "--config",
                        config.toString())
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
    String administratorToken() throws IOException, InterruptedException {
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

    HttpResponse<byte[]> upload(String token, Sample sample) throws IOException, InterruptedException {
        return send(request("arrivals?as=scan&name=" + sample.name())
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", sample.name())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(sample.bytes()))
                .build());
    }

    JsonNode get(String token, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(
                request(path).header("Authorization", "Bearer " + token).GET().build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    path + " was answered " + answer.statusCode() + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve("/api/v1/" + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /** The server itself. */
    ProcessHandle server() {
        return process.toHandle();
    }

    List<ProcessHandle> workers() {
        return process.toHandle().children().toList();
    }

    List<ProcessHandle> readers() {
        List<ProcessHandle> readers = new ArrayList<>();
        workers().forEach(worker -> worker.descendants().forEach(readers::add));
        return readers;
    }

    /** SIGKILL; its workers end when they see their standard input closed. */
    void kill() throws InterruptedException {
        List<ProcessHandle> below = process.toHandle().descendants().toList();
        process.destroyForcibly().waitFor();
        http.shutdownNow();
        awaitEnd(below);
    }

    /** Asks it to stop, as a person would. */
    @Override
    public void close() {
        http.shutdownNow();
        List<ProcessHandle> below = process.toHandle().descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            awaitEnd(below);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(List<ProcessHandle> below) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (ProcessHandle each : below) {
            while (each.isAlive() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            each.destroyForcibly();
        }
    }
}
